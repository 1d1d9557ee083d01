//! What the receiver checks, each check by a request that differs in it alone from a right one.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Response;
use jiff::SignedDuration;
use serde_json::{Value, json};
use wire::exchange::SignedRequest;
use wire::port::{HeldKeys, Outcome};
use wire::receive::receive_message;
use wire::signature::{PROBLEM, RECEIPT};
use wire::{Fault, Problem, Receipt, Route, SignedResponse, WallClock};

use crate::dice::Dice;
use crate::issuer::{STOLEN_KEY, key, public};
use crate::network::Faults;
use crate::sabotage::Sabotage;
use crate::world::{World, build};

const TARGET: &str = "https://office-184.example/wire/v1/messages";

/// Three machines without a fault.
async fn quiet() -> Arc<World> {
    build(Arc::new(Dice::new(1)), Sabotage::None, Duration::ZERO, Faults::NONE).await
}

fn note() -> Value {
    json!({
        "id": "0b6f3a5e-6c0e-4d0a-9f5e-2f1c9f4b7a10", "kind": "note.sent", "from": "186", "to": "184",
        "sent_at": "2026-11-22T10:00:00Z", "domain_at": "2026-11-22T10:00:00Z", "body": {},
    })
}

/// A request to 184 with this body, signed so many seconds after the receiver's clock.
async fn request(world: &World, body: Vec<u8>, by: u8, seconds: i64) -> SignedRequest {
    let created = world.nodes[1].clock.now() + SignedDuration::from_secs(seconds);
    let id = note()["id"].as_str().unwrap().parse().unwrap();
    let (ring, key) = (HeldKeys::new([key(by)]), public(by).id());
    SignedRequest::sign(TARGET.into(), id, body.into(), created, key, &ring).await.unwrap()
}

/// What 184 answers, after its signature has been verified.
async fn answer(world: &World, request: &SignedRequest) -> Result<Receipt, Problem> {
    let response = receive_message(&*world.nodes[1], request.to_http().unwrap()).await;
    let response: Response<Bytes> = response;
    let read = SignedResponse::from_http(response).unwrap();
    let profile = if read.status == 200 { &RECEIPT } else { &PROBLEM };
    read.verify(profile, request, &public(20)).unwrap();
    match read.status {
        200 => Ok(Receipt::read(&read.body).unwrap()),
        _ => Err(Problem::read(&read.body).unwrap()),
    }
}

async fn fault(world: &World, request: &SignedRequest) -> Option<Fault> {
    answer(world, request).await.err().map(|problem| problem.fault().unwrap())
}

async fn said(change: impl FnOnce(&mut Value)) -> Option<Fault> {
    let (world, mut note) = (quiet().await, note());
    change(&mut note);
    let request = request(&world, note.to_string().into_bytes(), 30, 0).await;
    fault(&world, &request).await
}

#[tokio::test(start_paused = true)]
async fn what_the_envelope_says_is_held_against_key_header_and_receiver() {
    assert_eq!(said(|_| ()).await, None);
    assert_eq!(said(|note| note["more"] = json!(1)).await, Some(Fault::Malformed));
    assert_eq!(said(|note| note["to"] = json!("185")).await, Some(Fault::NotForMe));
    assert_eq!(said(|note| note["from"] = json!("register")).await, Some(Fault::OtherSender));
    let other = json!("1b6f3a5e-6c0e-4d0a-9f5e-2f1c9f4b7a10");
    assert_eq!(said(|note| note["id"] = other).await, Some(Fault::WrongId));
    assert_eq!(said(|note| note["kind"] = json!("note.lost")).await, Some(Fault::UnknownKind));
    // Known, at the other door.
    assert_eq!(said(|note| note["kind"] = json!("note.asked")).await, Some(Fault::UnknownKind));
    assert_eq!(said(|note| note["kind"] = json!("note.unwanted")).await, Some(Fault::NotFromYou));
}

#[tokio::test(start_paused = true)]
async fn the_signer_is_somebody_s_valid_key_at_about_this_time() {
    let signed = async |by, seconds| {
        // The clock of a new one stands at a whole second, as times of signing do.
        let world = quiet().await;
        let request = request(&world, note().to_string().into_bytes(), by, seconds).await;
        fault(&world, &request).await
    };
    assert_eq!(signed(30, 300).await, None);
    assert_eq!(signed(30, -300).await, None);
    assert_eq!(signed(30, 301).await, Some(Fault::ClockApart));
    assert_eq!(signed(30, -301).await, Some(Fault::ClockApart));
    assert_eq!(signed(STOLEN_KEY, 0).await, Some(Fault::UnknownKey));
    let world = quiet().await;
    let right = request(&world, note().to_string().into_bytes(), 30, 0).await;
    let other = request(&world, b"{}".to_vec(), 30, 0).await;
    let mixed = SignedRequest { signature: other.signature, ..right };
    assert_eq!(fault(&world, &mixed).await, Some(Fault::BadSignature));
}

#[tokio::test(start_paused = true)]
async fn a_key_ends_at_its_last_instant() {
    let world = quiet().await;
    let clock = world.nodes[1].clock.now();
    let end = clock + SignedDuration::from_secs(100);
    let next = world.issuer.issue(clock, |document| {
        document.institutions[1].keys[0].valid_to = end;
    });
    world.nodes[1].copy.fetched(next.await, clock);
    let body = note().to_string().into_bytes();
    assert_eq!(fault(&world, &request(&world, body.clone(), 30, 99).await).await, None);
    let late = request(&world, body, 30, 100).await;
    assert_eq!(fault(&world, &late).await, Some(Fault::KeyNotValid));
}

#[tokio::test(start_paused = true)]
async fn an_old_copy_of_the_directory_proves_nothing() {
    let world = quiet().await;
    let at = async |seconds, by| {
        world.nodes[1].clock.set_wrong_by(seconds);
        let request = request(&world, note().to_string().into_bytes(), by, 0).await;
        fault(&world, &request).await
    };
    assert_eq!(at(3600, STOLEN_KEY).await, Some(Fault::UnknownKey));
    assert_eq!(at(3601, STOLEN_KEY).await, Some(Fault::DirectoryTooOld));
    assert_eq!(at(24 * 3600, 30).await, None);
    assert_eq!(at(24 * 3600 + 1, 30).await, Some(Fault::DirectoryTooOld));
}

#[tokio::test(start_paused = true)]
async fn the_same_again_gets_the_same_receipt_and_another_content_none() {
    let world = quiet().await;
    let body = note().to_string().into_bytes();
    let first = answer(&world, &request(&world, body.clone(), 30, 0).await).await.unwrap();
    tokio::time::sleep(Duration::from_secs(60)).await;
    let again = answer(&world, &request(&world, body, 30, 0).await).await.unwrap();
    assert_eq!(again, first);
    let mut other = note();
    other["body"]["n"] = json!(2);
    let other = request(&world, other.to_string().into_bytes(), 30, 0).await;
    assert_eq!(fault(&world, &other).await, Some(Fault::DifferentContent));
    // Another sender may use the same id: nobody can use up another's.
    let mut theirs = note();
    theirs["from"] = json!("register");
    let theirs = request(&world, theirs.to_string().into_bytes(), 10, 0).await;
    assert_eq!(fault(&world, &theirs).await, None);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_bound_to_a_request_is_answered_unsigned() {
    let world = quiet().await;
    let mut http = request(&world, b"{}".to_vec(), 30, 0).await.to_http().unwrap();
    http.headers_mut().remove("content-digest");
    let response = receive_message(&*world.nodes[1], http).await;
    assert_eq!(response.status(), 400);
    assert!(SignedResponse::from_http(response).is_err());
}

/// A clock that was wrong when it set a wait holds nothing back once it is right.
#[tokio::test(start_paused = true)]
async fn a_wait_that_a_wrong_clock_has_set_is_none() {
    let world = quiet().await;
    let node = &world.nodes[1];
    node.clock.set_wrong_by(7 * 86_400);
    node.say(Route::Message, "note.sent", world.nodes[2].party).await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    node.clock.set_wrong_by(0);
    tokio::time::sleep(Duration::from_secs(3600)).await;
    let kept = node.mailbox.kept().await;
    let sent = kept.sent.values().next().unwrap();
    assert!(matches!(sent.settled, Some(Outcome::Delivered(_))), "{:?}", sent.attempts);
    assert!(sent.attempts > 1);
}
