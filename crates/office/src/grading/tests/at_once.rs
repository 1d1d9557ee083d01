//! Two at once: of each act that decides something one is done, and the other is told so kindly.

use crate::testing::Sat;
use crate::testing::{Answer, Browser};
use serde_json::{Value, json};

/// One is done; the other is refused in words, and is not our fault.
pub(super) fn one_is_done(answers: &[Answer]) {
    let done = answers.iter().filter(|answer| answer.status.is_success()).count();
    let statuses: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(done, 1, "{statuses:?}");
    for refused in answers.iter().filter(|answer| !answer.status.is_success()) {
        assert_eq!(refused.status, 409, "{}", refused.text());
        let told = refused.json();
        assert!(told["detail"].as_str().is_some_and(|said| said.len() > 10), "{told}");
    }
}

/// Two calls at the same time.
pub(super) async fn both(
    one: (&Browser, &str, Value),
    other: (&Browser, &str, Value),
) -> [Answer; 2] {
    let (first, second) = tokio::join!(one.0.call(one.1, one.2), other.0.call(other.1, other.2));
    [first, second]
}

async fn graded() -> Sat {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    for key in ["marit", "geir"] {
        assert_eq!(sat.give(key, &[("101", "B"), ("102", "C")]).await.status, 200);
    }
    sat
}

async fn sealed(sat: &Sat) -> String {
    sat.seal("marit").await.json()["id"].as_str().expect("sealed").to_owned()
}

#[tokio::test]
async fn two_examiners_who_grade_at_once_both_stand() {
    let sat = Sat::by(&["amina"]).await;
    let (one, other) =
        tokio::join!(sat.give("marit", &[("101", "B")]), sat.give("geir", &[("101", "D")]));
    assert_eq!(
        (one.status, other.status),
        (axum::http::StatusCode::OK, axum::http::StatusCode::OK)
    );
    assert_eq!(sat.count("select count(*) from standpoint").await, 2);
}

#[tokio::test]
async fn an_examiner_in_two_windows_has_one_standpoint_that_counts() {
    let sat = Sat::by(&["amina"]).await;
    let (one, other) =
        tokio::join!(sat.give("marit", &[("101", "B")]), sat.give("marit", &[("101", "C")]));
    assert!(!one.status.is_server_error() && !other.status.is_server_error());
    let counting = "select count(*) from standpoint where replaced_by is null";
    assert_eq!(sat.count(counting).await, 1);
}

#[tokio::test]
async fn two_who_seal_at_once_seal_one_protocol() {
    let sat = graded().await;
    let (marit, geir) = (sat.as_("marit").await, sat.as_("geir").await);
    let path = format!("/api/committees/{}/protocols", sat.committee);
    let answers = both((&marit, &path, json!({})), (&geir, &path, json!({}))).await;
    one_is_done(&answers);
    assert_eq!(sat.count("select count(*) from protocol").await, 1);
}

#[tokio::test]
async fn a_standpoint_and_the_seal_at_once_leave_a_protocol_of_what_stood() {
    let sat = graded().await;
    let (sealed, changed) = tokio::join!(sat.seal("marit"), sat.give("geir", &[("101", "E")]));
    assert!(!changed.status.is_server_error(), "{}", changed.text());
    // Either the change came too late, or the two disagreed before anything was sealed.
    assert!(sealed.status.is_success() != changed.status.is_success(), "{}", sealed.text());
}

#[tokio::test]
async fn an_examiner_who_signs_in_two_windows_signs_once() {
    let sat = graded().await;
    let protocol = sealed(&sat).await;
    let answers = tokio::join!(sat.sign("marit", &protocol), sat.sign("marit", &protocol));
    one_is_done(&[answers.0, answers.1]);
    assert_eq!(sat.count("select count(*) from protocol_signature").await, 1);
}

#[tokio::test]
async fn two_officers_who_receive_at_once_receive_once() {
    let sat = graded().await;
    let protocol = sealed(&sat).await;
    for key in ["marit", "geir"] {
        assert_eq!(sat.sign(key, &protocol).await.status, 204);
    }
    let (liv, odd) = (sat.as_("liv").await, sat.as_("odd").await);
    let path = format!("/api/protocols/{protocol}/receipt");
    let answers = both((&liv, &path, json!({})), (&odd, &path, json!({}))).await;
    one_is_done(&answers);
    let entries = "select count(*) from audit_entry where action = 'protocol.receive'";
    assert_eq!(sat.count(entries).await, 1);
}

#[tokio::test]
async fn a_withdrawal_and_a_receipt_at_once_have_one_winner() {
    let sat = graded().await;
    let protocol = sealed(&sat).await;
    for key in ["marit", "geir"] {
        assert_eq!(sat.sign(key, &protocol).await.status, 204);
    }
    let (one, other) = tokio::join!(
        sat.step("liv", &protocol, "receipt"),
        sat.step("geir", &protocol, "withdrawal")
    );
    assert!(one.status.is_success() != other.status.is_success());
    assert!(!one.status.is_server_error() && !other.status.is_server_error());
}
