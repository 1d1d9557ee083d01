//! Messages on the desk of whoever looks after the office.

use crate::testing::TestOffice;
use axum::http::StatusCode;
use serde_json::json;
use store::Entry;
use uuid::Uuid;

/// Sends a message in an act of its own; its id.
async fn sent(office: &TestOffice) -> Uuid {
    let mut act = office.act().await;
    let body = json!({ "n": 1 });
    let id = act.send(("note.sent", wire::Party::Register), None, &body).await.expect("sent");
    act.commit(Entry::new("note.send", "message", id.uuid())).await.expect("committed");
    id.uuid()
}

#[tokio::test]
async fn what_is_undelivered_is_seen_by_whoever_looks_after_the_office_and_by_nobody_else() {
    let office = TestOffice::new().await;
    let id = sent(&office).await;
    let anne = office.sign_in("anne").await;
    let page = anne.get("/messages").await;
    assert!(page.text().contains(&format!("/messages/{id}")), "{}", page.text());
    let listed = anne.get("/api/messages").await.json();
    assert_eq!(listed["undelivered"][0]["kind"], "note.sent");
    assert_eq!(listed["undelivered"][0]["alarm"], false, "it was sent just now");
    let officer = office.sign_in("ingrid").await;
    assert_eq!(officer.get("/messages").await.status, StatusCode::NOT_FOUND);
}

/// What two persons have decided about somebody is not kept from the others by one.
///
/// Requirements: Q-27
#[tokio::test]
async fn nobody_alone_gives_up_what_two_have_decided_of_an_exclusion() {
    let office = TestOffice::new().await;
    let mut act = office.act().await;
    let body = protocol::exclusion::Deleted { id: Uuid::new_v4(), version: 2 };
    let kind = (protocol::exclusion::DELETED, wire::Party::Register);
    let id = act.send(kind, None, &body).await.expect("sent");
    act.commit(Entry::new("note.send", "message", id.uuid())).await.expect("committed");
    let (anne, path) = (office.sign_in("anne").await, format!("/messages/{}", id.uuid()));
    assert!(!anne.get(&path).await.text().contains("/end\""), "no form offers it");
    let ended = anne.post(&format!("{path}/end"), &[("reason", "It takes too long")]).await;
    assert_eq!(ended.status, StatusCode::CONFLICT);
    let listed = anne.get("/api/messages").await.json();
    assert_eq!(listed["undelivered"][0]["id"], json!(id.uuid()), "it is still on its way");
}

#[tokio::test]
async fn a_message_is_given_up_by_a_person_with_a_reason_and_once() {
    let office = TestOffice::new().await;
    let id = sent(&office).await;
    let anne = office.sign_in("anne").await;
    let path = format!("/messages/{id}/end");
    let without = anne.post(&path, &[("reason", " ")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let ended = anne.post(&path, &[("reason", "The institution was closed down")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    let again = anne.post(&path, &[("reason", "The institution was closed down")]).await;
    assert_ne!(again.status, StatusCode::SEE_OTHER);
    let listed = anne.get("/api/messages").await.json();
    assert_eq!(listed["undelivered"], json!([]));
    assert_eq!(anne.get(&format!("/messages/{id}")).await.status, StatusCode::NOT_FOUND);
}
