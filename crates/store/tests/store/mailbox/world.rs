//! Two institutions that know each other, and one mailbox: that of 184.

use bytes::Bytes;
use ed25519_dalek::SigningKey;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use store::mailbox::DatabaseMailbox;
use store::{Act, Entry, Store};
use uuid::Uuid;
use wire::directory::{Document, Institution, ListedKey, Names, Register, Verified, sign};
use wire::exchange::{Asked, JSON, PROBLEM_JSON};
use wire::port::{Evidence, HeldKeys, Incoming, Mailbox};
use wire::signature::{ANSWER, PROBLEM, Profile, RECEIPT};
use wire::{
    Envelope, Fault, MessageId, Outgoing, Party, Problem, PublicKey, Receipt, Route, SignedRequest,
    SignedResponse,
};

use crate::world::{database, person};

/// What must not stand in a log.
pub const SECRET: &str = "Kari Nordmann";
/// A time that the database cannot keep as exactly as a receipt says it.
pub const NOW: &str = "2026-11-22T10:00:00.123456789Z";

pub fn now() -> Timestamp {
    NOW.parse().unwrap()
}

pub fn later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

pub async fn mailbox() -> (Store, DatabaseMailbox) {
    let store = database().await.store;
    (store.clone(), DatabaseMailbox::new(store))
}

pub fn us() -> Party {
    "184".parse().unwrap()
}

pub fn them() -> Party {
    "186".parse().unwrap()
}

/// Everybody's key is made of a number.
fn key(of: Party) -> SigningKey {
    let number = if of == us() { 20 } else { 30 };
    SigningKey::from_bytes(&[number; 32])
}

fn listed(of: Party) -> Vec<ListedKey> {
    let public_key = PublicKey::from(key(of).verifying_key());
    let (valid_from, valid_to) = (later(-1_000_000), later(1_000_000));
    let listed_at = valid_from;
    vec![ListedKey { id: public_key.id(), public_key, listed_at, valid_from, valid_to }]
}

fn institution(of: Party) -> Institution {
    let name = of.to_string();
    Institution {
        number: name.parse().unwrap(),
        names: Names { nb: name.clone(), nn: name.clone(), en: name.clone() },
        address: format!("https://office-{name}.example").parse().unwrap(),
        contacts: Vec::new(),
        shares: Vec::new(),
        keys: listed(of),
    }
}

/// Version 7, by which everything here was verified.
pub async fn directory() -> Verified {
    let register = SigningKey::from_bytes(&[1; 32]);
    let public = PublicKey::from(register.verifying_key());
    let document = Document {
        version: 7,
        issued_at: later(-60),
        valid_until: later(1_000_000),
        register_keys: vec![public],
        register: Register { address: "https://register.example".parse().unwrap(), keys: vec![] },
        institutions: vec![institution(us()), institution(them())],
    };
    let envelope = sign(&document, &[public.id()], &HeldKeys::new([register])).await.unwrap();
    Verified::read(envelope, &[public]).unwrap()
}

/// A message or question that names somebody.
pub fn note(from: Party, to: Party, route: Route) -> Outgoing {
    of_id(MessageId::random(), from, to, route, SECRET)
}

pub fn of_id(id: MessageId, from: Party, to: Party, route: Route, says: &str) -> Outgoing {
    let body = Map::from_iter([(String::from("name"), Value::from(says))]);
    let (sent_at, domain_at, kind) = (now(), now(), "note.sent".parse().unwrap());
    let about = None;
    let envelope = Envelope { id, kind, from, to, sent_at, domain_at, about, body };
    Outgoing::new(route, envelope).unwrap()
}

async fn request(sent: &Outgoing) -> SignedRequest {
    let envelope = sent.envelope();
    let target = format!("https://office-{}.example{}", envelope.to, sent.route().path());
    let (key, held) = (listed(envelope.from)[0].id, HeldKeys::new([key(envelope.from)]));
    SignedRequest::sign(target, envelope.id, sent.body().clone(), now(), key, &held).await.unwrap()
}

async fn response(
    profile: &Profile,
    said: (u16, &str, Bytes),
    by: Party,
    asked: &SignedRequest,
) -> SignedResponse {
    let digest = asked.digest.to_string();
    let asked = Asked { target: &asked.target, digest: &digest };
    let (id, held) = (listed(by)[0].id, HeldKeys::new([key(by)]));
    SignedResponse::sign(profile, said, &asked, (now(), id), &held).await.unwrap()
}

/// The request of an exchange and the receiver's yes to it: a receipt, or an answer.
pub async fn exchange(sent: &Outgoing) -> (SignedRequest, SignedResponse) {
    let (request, by) = (request(sent).await, sent.envelope().to);
    let (id, digest) = (request.message, request.digest);
    let (profile, body) = match sent.route() {
        Route::Message => {
            let receipt = Receipt { message: id, digest, stored_at: now(), by };
            (&RECEIPT, serde_json::to_value(receipt).unwrap())
        }
        Route::Question => {
            let body = json!({ "name": SECRET });
            let answer = json!({
                "question": id, "digest": digest, "answered_at": now(), "by": by, "body": body,
            });
            (&ANSWER, answer)
        }
    };
    let said = (200, JSON, body.to_string().into());
    let response = response(profile, said, by, &request).await;
    (request, response)
}

pub async fn yes(sent: &Outgoing) -> Evidence {
    let (request, response) = exchange(sent).await;
    Evidence { request, response, directory_version: 7 }
}

/// The receiver's no.
pub async fn no(sent: &Outgoing, fault: Fault) -> (Problem, Evidence) {
    let (request, problem) = (request(sent).await, Problem::from(fault));
    let said = (problem.status, PROBLEM_JSON, serde_json::to_vec(&problem).unwrap().into());
    let response = response(&PROBLEM, said, sent.envelope().to, &request).await;
    (problem, Evidence { request, response, directory_version: 7 })
}

/// What came from 186, with the receipt or answer that is about to be given.
pub async fn came(sent: &Outgoing) -> (Incoming, SignedResponse) {
    let (request, response) = exchange(sent).await;
    let (key, envelope) = (listed(them())[0].id, sent.envelope().clone());
    let (directory_version, received_at) = (7, now());
    (Incoming { envelope, request, key, directory_version, received_at }, response)
}

pub async fn act(store: &Store) -> Act {
    store.act(person(), Uuid::now_v7()).await.unwrap()
}

pub fn entry() -> Entry {
    Entry::new("note.act", "note", Uuid::now_v7())
}

/// Sent in an act that is committed.
pub async fn sent(store: &Store, outgoing: &Outgoing) {
    let mut act = act(store).await;
    act.send(outgoing, now()).await.unwrap();
    act.commit(entry()).await.unwrap();
}

/// That it is a mailbox of acts and their entries.
pub fn is_of_acts<M: Mailbox<Act = Act, Entry = Entry>>(_: &M) {}
