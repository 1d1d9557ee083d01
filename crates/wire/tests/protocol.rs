//! `docs/protocol.md` says what the program does: its example is computed anew, and its tables are
//! held against the code.

use bytes::Bytes;
use ed25519_dalek::SigningKey;
use jiff::Timestamp;
use wire::exchange::{Asked, JSON};
use wire::port::HeldKeys;
use wire::signature::RECEIPT;
use wire::{
    Class, Envelope, Fault, KeyId, Outgoing, PublicKey, Receipt, Route, SignedRequest,
    SignedResponse,
};

const PAGE: &str = include_str!("../../../docs/protocol.md");
const BODY: &str = r#"{"id":"0b6f3a5e-6c0e-4d0a-9f5e-2f1c9f4b7a10","kind":"note.sent","from":"186","to":"register","sent_at":"2026-11-22T10:00:00Z","domain_at":"2026-11-22T10:00:00Z","about":"case-17","body":{"n":1}}"#;
const TARGET: &str = "https://register.example/wire/v1/messages";

/// The example's key whose bytes begin so.
fn key(first: u8) -> (HeldKeys, PublicKey) {
    let key = SigningKey::from_bytes(&std::array::from_fn(|place| first + place as u8));
    let public = PublicKey::from(key.verifying_key());
    (HeldKeys::new([key]), public)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn says(text: &str) {
    assert!(PAGE.contains(text), "docs/protocol.md does not say:\n{text}");
}

async fn request() -> SignedRequest {
    let (ring, public) = key(0);
    let sent = Outgoing::new(Route::Message, Envelope::read(BODY.as_bytes()).unwrap()).unwrap();
    let (id, body, created) = (sent.envelope().id, sent.body().clone(), at("2026-11-22T10:00:00Z"));
    SignedRequest::sign(TARGET.into(), id, body, created, public.id(), &ring).await.unwrap()
}

#[tokio::test]
async fn the_example_s_request_is_what_the_program_sends() {
    let request = request().await;
    assert_eq!(request.body, BODY);
    says(&format!("\n```\n{BODY}\n```\n"));
    let (_, public) = key(0);
    says(&format!("`{public}`"));
    says(&format!("`{}`", public.id()));
    says(&format!(
        "\n```\nContent-Type: {JSON}\nContent-Digest: {}\nKandidat-Message-Id: {}\nSignature-Input: {}\nSignature: {}\n```\n",
        request.digest, request.message, request.signature_input, request.signature,
    ));
}

#[tokio::test]
async fn the_example_s_receipt_is_what_the_program_answers() {
    let (request, (ring, public)) = (request().await, key(32));
    let receipt = Receipt {
        message: request.message,
        digest: request.digest,
        stored_at: at("2026-11-22T10:00:01Z"),
        by: wire::Party::Register,
    };
    let body = serde_json::to_string(&receipt).unwrap();
    let digest = request.digest.to_string();
    let asked = Asked { target: TARGET, digest: &digest };
    let by: (Timestamp, KeyId) = (at("2026-11-22T10:00:01Z"), public.id());
    let said = (200, JSON, Bytes::from(body.clone()));
    let response = SignedResponse::sign(&RECEIPT, said, &asked, by, &ring).await.unwrap();
    says(&format!("`{public}`"));
    says(&format!("\n```\n{body}\n```\n"));
    says(&format!(
        "\n```\nContent-Digest: {}\nSignature-Input: {}\nSignature: {}\n```\n",
        response.digest, response.signature_input, response.signature,
    ));
    assert!(response.verify(&RECEIPT, &request, &public).is_ok());
}

#[test]
fn every_fault_stands_on_the_page_with_what_follows() {
    for fault in Fault::ALL {
        let follows = match Class::of(fault.status()) {
            Class::RetryLater => "retry later",
            Class::Refused => "refused",
            Class::YourFault => "your fault",
        };
        says(&format!("\n| `{}` | {} | {follows} | ", fault.name(), fault.status()));
    }
}

#[test]
fn every_limit_on_the_page_is_the_program_s() {
    let grouped = |number: usize| {
        let text = number.to_string();
        let parts: Vec<&str> =
            text.as_bytes().rchunks(3).rev().map(|part| str::from_utf8(part).unwrap()).collect();
        parts.join(" ")
    };
    says(&format!("{} bytes", grouped(wire::message::BODY_BYTES_MAX)));
    says(&format!("no longer than {} bytes", grouped(wire::RECEIPT_BYTES_MAX)));
    says(&format!("{} levels", wire::message::DEPTH_MAX));
    says(&format!("at most {} bytes long", grouped(wire::signature::FIELD_BYTES_MAX)));
    says(&format!("at most {} seconds before or after", wire::signature::CLOCK_APART_SECONDS_MAX));
    says(&format!("at most {} bytes:", grouped(wire::directory::DIRECTORY_BYTES_MAX)));
    says(&format!("(at most {} a party)", wire::directory::KEYS_MAX));
    says(&format!("more than {} hours ago", wire::directory::AGE_MAX_DEFAULT.as_hours()));
    says(&format!("{} seconds × 2^(n−1)", wire::send::BACKOFF_BASE.as_secs()));
    says(&format!("undelivered for {} hours", wire::Settings::default().alarm_after.as_hours()));
    let limits = wire::port::Limits::USUAL;
    let (connect, answer) = (limits.connect.as_secs(), limits.answer.as_secs());
    says(&format!("waits {connect} seconds for the connection and {answer} for the whole answer"));
}
