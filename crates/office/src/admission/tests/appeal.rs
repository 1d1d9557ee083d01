//! An appeal that is upheld opens the case again.

use super::*;

/// Dismissed, appealed against and sent on; the address of the case.
async fn sent_on(applied: &Applied, ground: &str) -> String {
    applied.told("KARANTENEN", "ALLE", "2027-06-30").await;
    assert_eq!(applied.dismiss(&[0], false).await, yes(201));
    let kim = applied.kim().await;
    let own = kim.get("/api/my/quarantines").await.json();
    let id = own[0]["id"].as_str().expect("a refusal").to_owned();
    let body = json!({ "ground": ground, "grounds": "Jeg er en annen." });
    let path = format!("/api/my/quarantines/{id}/appeal");
    assert_eq!(said(&kim.call(&path, body).await), yes(204));
    let liv = applied.office.sign_in("liv").await;
    let path = format!("/api/quarantines/{id}");
    assert_eq!(said(&liv.call(&format!("{path}/forwarding"), json!({})).await), yes(204));
    path
}

/// Odd controls what Liv has entered.
async fn controlled(applied: &Applied, path: &str, outcome: &str) {
    let odd = applied.office.sign_in("odd").await;
    let body = json!({ "outcome": outcome });
    assert_eq!(said(&odd.call(&format!("{path}/outcome-control"), body).await), yes(204));
}

/// Requirements: Q-45
#[tokio::test]
async fn upheld_by_whoever_considers_it_the_application_is_taken_up_again() {
    for ground in ["registered", "used"] {
        let applied = Applied::to(None, &["2027-01-11"]).await;
        let path = sent_on(&applied, ground).await;
        assert_eq!(applied.offer(0, by()).await, no("wrong-state"), "still dismissed");
        let liv = applied.office.sign_in("liv").await;
        let body = json!({ "outcome": "upheld", "outcome_on": "2026-11-02" });
        assert_eq!(said(&liv.call(&format!("{path}/outcome"), body).await), yes(204));
        assert_eq!(applied.offer(0, by()).await, no("wrong-state"), "by her word alone");
        controlled(&applied, &path, "upheld").await;
        assert_eq!(applied.seen().await["application"]["choices"][0]["state"], "reopened");
        assert_eq!(applied.offer(0, by()).await, yes(204), "{ground}");
        assert_eq!(applied.answer(0, true).await, yes(204));
    }
}

/// Requirements: Q-45
#[tokio::test]
async fn rejected_it_stays_dismissed_and_another_row_bars_what_was_taken_up_again() {
    let applied = Applied::to(None, &["2027-01-11"]).await;
    let path = sent_on(&applied, "registered").await;
    let liv = applied.office.sign_in("liv").await;
    let body = |outcome: &str| json!({ "outcome": outcome, "outcome_on": "2026-11-02" });
    assert_eq!(said(&liv.call(&format!("{path}/outcome"), body("rejected")).await), yes(204));
    controlled(&applied, &path, "rejected").await;
    assert_eq!(applied.seen().await["application"]["choices"][0]["state"], "dismissed");
    let other = Applied::to(None, &["2027-01-11"]).await;
    let path = sent_on(&other, "registered").await;
    let liv = other.office.sign_in("liv").await;
    assert_eq!(said(&liv.call(&format!("{path}/outcome"), body("upheld")).await), yes(204));
    controlled(&other, &path, "upheld").await;
    other.told("KARANTENEN", "ALLE", "2027-05-31").await;
    assert_eq!(other.offer(0, by()).await, no("excluded"));
    assert_eq!(other.dismiss(&[0], false).await, yes(201), "because of the other one");
}
