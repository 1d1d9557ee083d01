//! At the institution that refused: whoever decided upholds the appeal, and tells so by the register alone.

use super::asked::applied;
use super::*;
use axum::http::StatusCode;

/// Dismissed because of what 998 has decided, appealed against and sent on to 998; the application and the
/// refusal.
async fn sent_on() -> (TestOffice, Register, crate::PersonId, String) {
    let office = TestOffice::new().await.with_register().await;
    let mut register = Register::new(&office);
    let row = Row { kind: ExclusionType::Karantenen, ..row(1, date(2027, 12, 31)) };
    register.registers(STRANGER, &row);
    register.purposes = vec![Purpose::Admission];
    let kim = applied(&office).await;
    register.looked_at(&office).await;
    let liv = office.sign_in("liv").await;
    let body = json!({ "choices": [kim], "assessed": false });
    let made = liv.call(&format!("/api/applications/{kim}/dismissal"), body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let own = office.sign_in_as(kim).await;
    let refusals = own.get("/api/my/quarantines").await.json();
    let id = refusals[0]["id"].as_str().expect("a refusal").to_owned();
    let body = json!({ "ground": "registered", "grounds": "Det var ikke meg." });
    let appealed = own.call(&format!("/api/my/quarantines/{id}/appeal"), body).await;
    assert_eq!(appealed.status, StatusCode::NO_CONTENT, "{}", appealed.text());
    let forwarded = liv.call(&format!("/api/quarantines/{id}/forwarding"), json!({})).await;
    assert_eq!(forwarded.status, StatusCode::NO_CONTENT, "{}", forwarded.text());
    (office, register, kim, id)
}

/// Where the choice stands, and the outcome of the appeal.
async fn stands(office: &TestOffice, kim: crate::PersonId, id: &str) -> (Value, Value) {
    crate::jobs::run_due(&office.node).await.unwrap();
    let liv = office.sign_in("liv").await;
    let application = liv.get(&format!("/api/applications/{kim}")).await.json();
    let refusal = liv.get(&format!("/api/quarantines/{id}")).await.json();
    let choice = application["application"]["choices"][0]["state"].clone();
    (choice, refusal["appeal"]["outcome"].clone())
}

/// Requirements, P-14
#[tokio::test]
async fn upheld_where_it_was_decided_the_refusal_here_is_taken_up_again_by_itself() {
    let (office, register, kim, id) = sent_on().await;
    assert_eq!(stands(&office, kim, &id).await, (json!("dismissed"), json!(null)));
    let gone = Removed { id: row(1, date(2027, 12, 31)).id, version: 2, why: Why::Deleted };
    register.tells(&office, REMOVED, &gone).await;
    assert_eq!(stands(&office, kim, &id).await, (json!("reopened"), json!("upheld")));
    let own = office.sign_in_as(kim).await;
    let page = own.get(&format!("/my/quarantines/{id}")).await.text();
    assert!(page.contains("blir tatt opp igjen"), "{page}");
    let liv = office.sign_in("liv").await;
    let desk = liv.get("/desk").await.text();
    assert!(desk.contains("PRG"), "the application waits to be decided: {desk}");
    register.tells(&office, REMOVED, &gone).await;
    assert_eq!(stands(&office, kim, &id).await, (json!("reopened"), json!("upheld")), "told twice");
    let noted: i64 = sqlx::query_scalar(
        "select count(*) from audit_entry where action = 'quarantine.taken_back'",
    )
    .fetch_one(&office.node.store().pool)
    .await
    .unwrap();
    assert_eq!(noted, 1);
}

/// Requirements: Q-45
#[tokio::test]
async fn a_period_that_is_over_takes_no_refusal_back() {
    let (office, register, kim, id) = sent_on().await;
    let over = Removed { id: row(1, date(2027, 12, 31)).id, version: 1, why: Why::Expired };
    register.tells(&office, REMOVED, &over).await;
    assert_eq!(stands(&office, kim, &id).await, (json!("dismissed"), json!(null)), "it was right");
}
