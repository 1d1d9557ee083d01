use ed25519_dalek::SigningKey;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::*;
use crate::{KeyId, Party, PublicKey};

fn public(seed: u8) -> PublicKey {
    SigningKey::from_bytes(&[seed; 32]).verifying_key().into()
}

fn key(seed: u8, listed: &str, from: &str, to: &str) -> Value {
    json!({
        "id": public(seed).id(), "public_key": public(seed),
        "listed_at": listed, "valid_from": from, "valid_to": to,
    })
}

const DAY: &str = "2026-11-20T00:00:00Z";
const NEXT: &str = "2026-11-21T00:00:00Z";
const LAST: &str = "2026-12-01T00:00:00Z";

fn directory() -> Value {
    json!({
        "version": 7, "issued_at": DAY, "valid_until": LAST,
        "register_keys": [public(1)],
        "register": {"address": "https://register.example", "keys": [key(2, DAY, DAY, LAST)]},
        "institutions": [{
            "number": "186",
            "names": {"nb": "Universitetet", "nn": "Universitetet", "en": "The University"},
            "address": "https://uit.example",
            "contacts": [{"function": "operations", "email": "drift@uit.example"}],
            "shares": [{"what": "results", "since": "2026-01-01"}],
            "keys": [key(3, DAY, DAY, LAST), key(4, DAY, NEXT, LAST)],
        }],
    })
}

fn read(value: &Value) -> Result<Document, NoDocument> {
    Document::read(value.to_string().as_bytes())
}

fn uit() -> Party {
    "186".parse().unwrap()
}

#[test]
fn a_directory_says_who_is_reached_where_and_whose_a_key_is() {
    let read = read(&directory()).unwrap();
    assert_eq!(read.address(uit()).unwrap().as_str(), "https://uit.example");
    assert_eq!(read.address("187".parse().unwrap()), None);
    assert_eq!(read.owner(public(3).id()).unwrap().0, uit());
    assert_eq!(read.owner(public(2).id()).unwrap().0, Party::Register);
    // The keys that sign the directory sign no message.
    assert!(read.owner(public(1).id()).is_none());
}

#[test]
fn what_breaks_a_directory_s_own_rules_is_none() {
    let check = |change: &dyn Fn(&mut Value), expected| {
        let mut wrong = directory();
        change(&mut wrong);
        assert_eq!(read(&wrong), Err(expected), "{wrong}");
    };
    check(&|d| d["more"] = json!(1), NoDocument::OtherFields);
    check(&|d| d["institutions"][0]["person"] = json!("x"), NoDocument::OtherFields);
    check(&|d| d["version"] = json!(-1), NoDocument::OtherFields);
    check(&|d| d["register_keys"] = json!([]), NoDocument::NoRegisterKey);
    check(&|d| d["institutions"][0]["keys"][0]["id"] = json!(public(9).id()), NoDocument::Keys);
    check(&|d| d["register"]["keys"][0] = key(3, DAY, DAY, LAST), NoDocument::Keys);
    check(&|d| d["register"]["keys"][0] = key(1, DAY, DAY, LAST), NoDocument::Keys);
    let many: Vec<Value> = (10..19).map(|seed| key(seed, DAY, DAY, LAST)).collect();
    check(&move |d| d["register"]["keys"] = json!(many), NoDocument::Institutions);
    let long = " ".repeat(DIRECTORY_BYTES_MAX + 1);
    assert_eq!(Document::read(long.as_bytes()), Err(NoDocument::TooLong));
}

#[test]
fn two_institutions_have_two_numbers() {
    let mut wrong = directory();
    let mut twice = wrong["institutions"][0].clone();
    twice["keys"] = json!([]);
    wrong["institutions"].as_array_mut().unwrap().push(twice);
    assert_eq!(read(&wrong), Err(NoDocument::Institutions));
}

#[test]
fn a_key_is_valid_from_its_first_instant_to_before_its_last() {
    let read = read(&directory()).unwrap();
    let valid = |key: &ListedKey, at: &str, nanoseconds| {
        let at: Timestamp = at.parse().unwrap();
        key.is_valid_at(at + SignedDuration::from_nanos(nanoseconds))
    };
    let key = &read.keys(uit())[1];
    assert!(valid(key, NEXT, 0) && !valid(key, NEXT, -1));
    assert!(valid(key, LAST, -1) && !valid(key, LAST, 0));
}

/// Which key signs at so many seconds after the newer one became valid.
#[test]
fn a_new_key_signs_when_all_have_had_time_to_hear_of_it() {
    let read = read(&directory()).unwrap();
    let (old, new) = (public(3).id(), public(4).id());
    let chosen = |held: &[KeyId], seconds: i64| {
        let at: Timestamp = NEXT.parse().unwrap();
        read.signing_key(uit(), held, at + SignedDuration::from_secs(seconds))
    };
    let hour = PROPAGATION.as_secs();
    assert_eq!(chosen(&[old, new], hour - 1), Some(old));
    assert_eq!(chosen(&[old, new], hour), Some(new));
    // Nothing else to sign with: better early than never.
    assert_eq!(chosen(&[new], 0), Some(new));
    assert_eq!(chosen(&[new], -1), None);
    assert_eq!(chosen(&[old], hour), Some(old));
    assert_eq!(chosen(&[public(2).id()], hour), None);
}
