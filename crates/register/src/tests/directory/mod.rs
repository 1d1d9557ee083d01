//! The directory: who changes it and how, the keys in it, and its versions.

mod changes;
mod issuing;
mod keys;
mod pages;
mod two_acts;
mod wrong;

use super::{TestRegister, key};
use crate::directory::{Change, Names, Purpose, prove};
use crate::world::{self, Listing};
use axum::http::StatusCode;
use edge::testing::{Answer, Browser};
use edge::{Mode, Node as _};
use jiff::civil::date;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use wire::port::HeldKeys;
use wire::{Party, PublicKey};

fn public(seed: u8) -> PublicKey {
    key(seed).verifying_key().into()
}

fn ring(seed: u8) -> HeldKeys {
    HeldKeys::new([key(seed)])
}

fn uit() -> Party {
    "186".parse().unwrap()
}

/// A register that stands in its own directory: signing keys 1 and 2, key 10 for messages.
async fn listed() -> TestRegister {
    let register = TestRegister::new(Mode::Demo).await;
    let address = "https://register.example".parse().unwrap();
    let done = world::list_register(&register.node, &address).await;
    done.expect("listed");
    register
}

/// The same with one institution: its number, and the seed of its key.
async fn with_institution(register: &TestRegister, number: &str, seed: u8) {
    let listing = Listing {
        number: number.parse().unwrap(),
        names: ["Universitetet", "Universitetet", "The University"].map(String::from),
        address: format!("https://office-{number}.example").parse().unwrap(),
    };
    let done = world::list_institution(&register.node, &listing, &public(seed), &ring(seed)).await;
    done.expect("listed");
}

fn taken_in() -> Change {
    Change::TakeIn {
        names: Names { nb: "Ås".into(), nn: "Ås".into(), en: "Aas".into() },
        address: "https://aas.example".into(),
        contacts: BTreeMap::from([("operations".into(), "drift@aas.example".into())]),
        shares: BTreeMap::from([("results".into(), date(2027, 1, 1))]),
    }
}

/// A key that proves itself, from now on.
async fn key_change(party: Party, seed: u8, last_day: jiff::civil::Date) -> Change {
    let proof = prove(Purpose::Messages, party, &public(seed), &ring(seed)).await.unwrap();
    Change::Key { public_key: public(seed).to_string(), proof, first_day: None, last_day }
}

async fn propose(by: &Browser, party: Party, change: &Change) -> Answer {
    by.call("/api/directory/changes", json!({ "party": party, "change": change })).await
}

fn path(proposed: &Answer, step: &str) -> String {
    assert_eq!(proposed.status, StatusCode::CREATED, "{}", proposed.text());
    format!("/api/directory/changes/{}{step}", proposed.json()["id"].as_str().unwrap())
}

async fn approve(by: &Browser, proposed: &Answer, seen: i32) -> Answer {
    by.call(&path(proposed, "/approval"), json!({ "seen": seen })).await
}

/// The newest version as any party fetches it.
async fn document(by: &Browser) -> Value {
    let answer = by.get("/wire/v1/directory").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    read(&answer)
}

/// What the envelope holds.
fn read(answer: &Answer) -> Value {
    use base64::Engine;
    let payload = answer.json()["payload"].as_str().unwrap().to_owned();
    let payload = base64::engine::general_purpose::STANDARD.decode(payload).unwrap();
    serde_json::from_slice(&payload).unwrap()
}
