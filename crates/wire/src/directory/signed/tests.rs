use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use ed25519_dalek::SigningKey;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::*;
use crate::directory::{AGE_MAX_DEFAULT, Document};
use crate::port::HeldKeys;
use crate::ready::ready;
use crate::{KeyId, PublicKey};

const ISSUED: &str = "2026-11-20T00:00:00Z";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn public(seed: u8) -> PublicKey {
    key(seed).verifying_key().into()
}

fn at(second: i64) -> Timestamp {
    ISSUED.parse::<Timestamp>().unwrap() + SignedDuration::from_secs(second)
}

/// A version issued so many seconds after [`ISSUED`] that names these keys of the register.
fn version(version: u64, second: i64, named: &[u8]) -> Document {
    let named: Vec<PublicKey> = named.iter().map(|seed| public(*seed)).collect();
    let document = json!({
        "version": version, "issued_at": at(second), "valid_until": at(second + 40 * 86_400),
        "register_keys": named,
        "register": {"address": "https://register.example", "keys": []},
        "institutions": [],
    });
    Document::read(document.to_string().as_bytes()).unwrap()
}

fn signed(document: &Document, by: &[u8]) -> Bytes {
    let ids: Vec<KeyId> = by.iter().map(|seed| public(*seed).id()).collect();
    ready(sign(document, &ids, &HeldKeys::new(by.iter().map(|seed| key(*seed))))).unwrap()
}

/// Version 7, by the key 1.
fn known() -> Verified {
    Verified::read(signed(&version(7, 0, &[1]), &[1]), &[public(1)]).unwrap()
}

fn followed(next: &Document, by: &[u8]) -> Result<u64, NotTaken> {
    known().followed_by(signed(next, by), at(600)).map(|next| next.version)
}

#[test]
fn a_signed_directory_is_read_with_a_trusted_key_alone() {
    let envelope = signed(&version(7, 0, &[1]), &[1]);
    let read = Verified::read(envelope.clone(), &[public(2), public(1)]).unwrap();
    assert_eq!((read.version, read.signed_by(), read.envelope()), (7, public(1).id(), &envelope));
    assert_eq!(
        Verified::read(envelope, &[public(2)]),
        Err(NotTaken::Envelope(NoSignedDirectory::Untrusted))
    );
}

#[test]
fn every_change_of_the_envelope_is_found() {
    let envelope = signed(&version(7, 0, &[1]), &[1]);
    let check = |change: &dyn Fn(&mut Value), expected| {
        let mut value: Value = serde_json::from_slice(&envelope).unwrap();
        change(&mut value);
        let read = Verified::read(value.to_string().into(), &[public(1)]);
        assert_eq!(read, Err(NotTaken::Envelope(expected)), "{value}");
    };
    let other = serde_json::to_vec(&version(8, 0, &[1])).unwrap();
    let payload = STANDARD.encode(other);
    let by_another = STANDARD.encode([7; 64]);
    check(&|v| v["payload"] = json!(payload), NoSignedDirectory::Untrusted);
    check(&|v| v["payload"] = json!("%"), NoSignedDirectory::Malformed);
    check(&|v| v["payloadType"] = json!("application/json"), NoSignedDirectory::OtherPayload);
    check(&|v| v["signatures"][0]["sig"] = json!(by_another), NoSignedDirectory::Untrusted);
    check(&|v| v["signatures"][0]["sig"] = json!("AA=="), NoSignedDirectory::Untrusted);
    check(&|v| v["signatures"][0]["keyid"] = json!(public(2).id()), NoSignedDirectory::Untrusted);
    check(&|v| v["signatures"] = json!([]), NoSignedDirectory::Untrusted);
    check(&|v| v["more"] = json!(1), NoSignedDirectory::Malformed);
    let many = vec![json!({"keyid": "", "sig": ""}); 9];
    check(&|v| v["signatures"] = json!(many), NoSignedDirectory::Malformed);
}

#[test]
fn an_older_version_is_refused_and_the_same_one_is_the_same() {
    assert_eq!(followed(&version(8, 60, &[1]), &[1]), Ok(8));
    assert_eq!(followed(&version(7, 0, &[1]), &[1]), Ok(7));
    assert_eq!(followed(&version(6, 60, &[1]), &[1]), Err(NotTaken::Rollback));
    assert_eq!(followed(&version(8, -1, &[1]), &[1]), Ok(8));
    assert_eq!(followed(&version(7, 1, &[1]), &[1]), Err(NotTaken::TwoContents));
    let apart = 600 + CLOCK_APART;
    assert_eq!(followed(&version(8, apart, &[1]), &[1]), Ok(8));
    assert_eq!(followed(&version(8, apart + 1, &[1]), &[1]), Err(NotTaken::Future));
}

const CLOCK_APART: i64 = crate::signature::CLOCK_APART_SECONDS_MAX;

#[test]
fn a_new_key_of_the_register_comes_in_by_the_old_one_s_word_alone() {
    let untrusted = Err(NotTaken::Envelope(NoSignedDirectory::Untrusted));
    // The new key alone, before the old one has named it.
    assert_eq!(followed(&version(8, 60, &[2]), &[2]), untrusted);
    let announced = signed(&version(8, 60, &[1, 2]), &[1]);
    let announced = known().followed_by(announced, at(600)).unwrap();
    let by_new = signed(&version(9, 120, &[2]), &[2]);
    let moved = announced.followed_by(by_new, at(600)).unwrap();
    assert_eq!((moved.version, moved.signed_by()), (9, public(2).id()));
    // The old key has gone, and its word with it.
    let by_old = signed(&version(10, 180, &[1]), &[1]);
    assert_eq!(moved.followed_by(by_old, at(600)).map(|next| next.version), untrusted);
    // Signed by both, it is read by whoever knows either.
    let both = signed(&version(9, 120, &[1, 2]), &[2, 1]);
    assert_eq!(Verified::read(both, &[public(1)]).unwrap().signed_by(), public(1).id());
}

#[test]
fn it_is_judged_by_within_its_age_on_both_sides() {
    let usable = |second| known().usable_at(at(second), AGE_MAX_DEFAULT);
    let most = AGE_MAX_DEFAULT.as_secs();
    assert_eq!(usable(most), Ok(()));
    assert_eq!(usable(most + 1), Err(Unusable::TooOld));
    assert_eq!(usable(-CLOCK_APART), Ok(()));
    assert_eq!(usable(-CLOCK_APART - 1), Err(Unusable::Future));
    let last = 40 * 86_400;
    let for_ever = SignedDuration::from_hours(24 * 365);
    assert_eq!(known().usable_at(at(last - 1), for_ever), Ok(()));
    assert_eq!(known().usable_at(at(last), for_ever), Err(Unusable::TooOld));
}
