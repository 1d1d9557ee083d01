//! What was sent of a person is not kept any longer than it is needed.

use super::*;
use ::store::mailbox::DatabaseMailbox;
use jiff::SignedDuration;
use serde_json::json;
use wire::exchange::JSON;
use wire::port::{Evidence, Outbox, Outcome};
use wire::{Digest, SignedRequest, SignedResponse};

/// How many messages are kept that name Amina.
async fn kept(office: &TestOffice) -> i64 {
    sqlx::query_scalar(
        "select count(*) from mailbox_content where encode(bytes, 'escape') like '%' ||
            (select national_id from person where id = $1) || '%'",
    )
    .bind(person("amina").0)
    .fetch_one(&office.node.store().pool)
    .await
    .expect("a count")
}

/// The register takes what is on its way.
async fn delivered(office: &TestOffice) {
    let mailbox = DatabaseMailbox::new(office.node.store().clone());
    let now = edge::Node::wall(&office.node);
    let until = now + SignedDuration::from_mins(1);
    let due = mailbox.lease_due(now, until).await.expect("a query").expect("a message");
    let (sent, receipt) = (&due.what, json!({}).to_string());
    // As it would be signed: who signs what is tested where it is checked.
    let signed = ("sig=()".to_owned(), "sig=::".to_owned());
    let request = SignedRequest {
        target: "http://127.0.0.1:9/wire/v1/messages".to_owned(),
        message: sent.envelope().id,
        digest: Digest::of(sent.body()),
        signature_input: signed.0.clone(),
        signature: signed.1.clone(),
        body: sent.body().clone(),
    };
    let response = SignedResponse {
        status: 200,
        content_type: JSON.to_owned(),
        digest: Digest::of(receipt.as_bytes()),
        signature_input: signed.0,
        signature: signed.1,
        body: receipt.into(),
    };
    let evidence = Evidence { request, response, directory_version: 1 };
    mailbox.settle(&due.lease, &Outcome::Delivered(evidence), now).await.expect("settled");
}

/// Requirements
#[tokio::test]
async fn what_was_sent_of_a_person_is_deleted_once_the_register_has_it_and_not_before() {
    let office = TestOffice::new().await;
    a_row(&office, ExclusionType::Eksamenn, true).await;
    assert_eq!(kept(&office).await, 1);
    office.clock("2026-11-02T11:00:00+01:00").await;
    assert_eq!(kept(&office).await, 1, "it is on its way");
    delivered(&office).await;
    office.clock("2026-11-02T11:59:59+01:00").await;
    assert_eq!(kept(&office).await, 1, "not looked at again yet");
    office.clock("2026-11-02T12:00:00+01:00").await;
    assert_eq!(kept(&office).await, 0);
    let receipts: i64 =
        sqlx::query_scalar("select count(*) from mailbox_sent where outcome = 'delivered'")
            .fetch_one(&office.node.store().pool)
            .await
            .expect("a count");
    assert_eq!(receipts, 1, "that it was sent stays");
}
