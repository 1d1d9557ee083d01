//! When a case is at its end.

use super::Suspected;
use super::appeal::{decided, outcome};
use serde_json::json;

async fn state(case: &Suspected, id: &str) -> String {
    let tor = case.office.sign_in("tor").await;
    let shown = tor.get(&format!("/api/misconduct/{id}")).await.json();
    shown["state"].as_str().unwrap_or_default().to_owned()
}

/// Requirements: P-13, U-7
#[tokio::test]
async fn a_decided_case_is_closed_the_day_after_the_last_day_of_appeal() {
    for (case, basis, last, after) in [
        (Suspected::in_2011().await, "4-8(3)", "2011-07-11T21:59:59Z", "2011-07-11T22:00:00Z"),
        (Suspected::in_2026().await, "12-4(3)", "2027-01-04T22:59:59Z", "2027-01-04T23:00:00Z"),
    ] {
        let id = decided(&case, basis).await;
        case.office.clock(last).await;
        assert_eq!(state(&case, &id).await, "decided");
        case.office.clock(after).await;
        assert_eq!(state(&case, &id).await, "closed");
        let amina = case.office.sign_in("amina").await;
        let page = amina.get(&format!("/my/misconduct/{id}")).await.text();
        assert!(!page.contains(&format!("/my/misconduct/{id}/appeal")), "nothing to appeal");
    }
}

/// Requirements: P-13, U-7
#[tokio::test]
async fn what_was_appealed_goes_on_and_what_comes_late_with_a_reason_opens_the_case_again() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-4(3)").await;
    let amina = case.office.sign_in("amina").await;
    amina.call(&format!("/api/my/misconduct/{id}/appeal"), json!({})).await;
    case.office.clock("2027-01-05T12:00:00+01:00").await;
    assert_eq!(state(&case, &id).await, "appealed");

    let late = Suspected::in_2026().await;
    let id = decided(&late, "12-4(3)").await;
    late.office.clock("2027-01-08T12:00:00+01:00").await;
    assert_eq!(state(&late, &id).await, "closed");
    let tor = late.office.sign_in("tor").await;
    let came = json!({
        "received_on": "2027-01-08", "channel": "post", "grounds": "Brev.", "excuse": "Sykehus.",
    });
    let path = format!("/api/misconduct/{id}/appeal");
    assert_eq!(tor.call(&path, came.clone()).await.status, 204);
    assert_eq!(state(&late, &id).await, "appealed");
    assert_eq!(super::refused(&tor, &path, came).await, "wrong-state", "once");
}

/// The course of a case, from the first state to the last.
///
/// Requirements: U-7
#[tokio::test]
async fn each_state_of_a_case_is_shown_from_the_report_to_what_the_register_holds() {
    let case = Suspected::in_2026().await;
    let id = case.reported(case.found()).await;
    let mut seen = vec![state(&case, &id).await];
    for (key, step) in [("berit", "signature"), ("tor", "handling")] {
        let path = format!("/api/misconduct/{id}/{step}");
        case.office.sign_in(key).await.call(&path, json!({})).await;
        seen.push(state(&case, &id).await);
    }
    let tor = case.office.sign_in("tor").await;
    let comment_by = case.office.node.today() + jiff::Span::new().days(10);
    let notice = json!({ "legal_basis": "12-4(3)", "comment_by": comment_by.to_string() });
    tor.call(&format!("/api/misconduct/{id}/notice"), notice).await;
    seen.push(state(&case, &id).await);
    let amina = case.office.sign_in("amina").await;
    amina.call(&format!("/api/my/misconduct/{id}/comments"), json!({ "comment": "Nei." })).await;
    case.heard().await;
    let (tor, amina) = (case.office.sign_in("tor").await, case.office.sign_in("amina").await);
    let decision = super::decide::meeting(&case, "12-4(3)");
    tor.call(&format!("/api/misconduct/{id}/decision"), decision).await;
    seen.push(state(&case, &id).await);
    amina.call(&format!("/api/my/misconduct/{id}/appeal"), json!({})).await;
    seen.push(state(&case, &id).await);
    let unni = case.office.sign_in("unni").await;
    unni.call(&format!("/api/misconduct/{id}/forwarding"), json!({})).await;
    tor.call(&format!("/api/misconduct/{id}/outcome"), outcome(&case, "reversed")).await;
    super::appeal::control(&unni, &id).await;
    seen.push(state(&case, &id).await);
    let course = ["reported", "sent", "taken", "noticed", "decided", "appealed", "closed"];
    assert_eq!(seen, course);
    let register = tor.get(&format!("/api/misconduct/{id}/exclusion")).await.json();
    assert_eq!(register["missing"], json!(null), "reversed before anybody controlled it");
}
