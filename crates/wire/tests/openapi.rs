//! `docs/protocol/openapi.json` describes what the program reads and writes: its doors, its faults,
//! and the members of everything that is said.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Value, json};
use wire::directory::Document;
use wire::{Answer, Envelope, Fault, Problem, Receipt, Route};

const ID: &str = "0b6f3a5e-6c0e-4d0a-9f5e-2f1c9f4b7a10";
const DIGEST: &str = "sha-256=:uqTsAGvc6tk0GR9nJapHhVNe3sTF+uXzQeZyRCeJoW0=:";
const AT: &str = "2026-11-22T10:00:00Z";

fn page() -> Value {
    serde_json::from_str(include_str!("../../../docs/protocol/openapi.json")).unwrap()
}

fn members(value: &Value) -> BTreeSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

/// What is written has the members of its schema, and without any that must be there it is not
/// read; one that is not in the schema is not read either where the schema says so.
fn described<T: Serialize>(name: &str, whole: &Value, read: impl Fn(&[u8]) -> Option<T>) {
    let schema = &page()["components"]["schemas"][name];
    let written = serde_json::to_value(read(whole.to_string().as_bytes()).unwrap()).unwrap();
    assert_eq!(members(&written), members(&schema["properties"]), "{name}");
    let required: Vec<&str> =
        schema["required"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    for member in members(whole) {
        let mut without = whole.clone();
        without.as_object_mut().unwrap().remove(&member);
        let is_read = read(without.to_string().as_bytes()).is_some();
        assert_eq!(is_read, !required.contains(&member.as_str()), "{name} without {member}");
    }
    let mut more = whole.clone();
    more["more"] = json!(1);
    let closed = schema["additionalProperties"] == json!(false);
    assert_eq!(read(more.to_string().as_bytes()).is_some(), !closed, "{name} with more");
}

#[test]
fn everything_that_is_said_has_the_members_that_the_description_names() {
    let envelope = json!({ "id": ID, "kind": "note.sent", "from": "186", "to": "register",
        "sent_at": AT, "domain_at": AT, "about": "case-17", "body": {} });
    described("Envelope", &envelope, |text| Envelope::read(text).ok());
    let receipt = json!({ "message": ID, "digest": DIGEST, "stored_at": AT, "by": "186" });
    described("Receipt", &receipt, Receipt::read);
    let answer =
        json!({ "question": ID, "digest": DIGEST, "answered_at": AT, "by": "186", "body": {} });
    described("Answer", &answer, Answer::read);
    let problem =
        json!({ "type": "urn:kandidat:wire:away", "title": "a", "status": 503, "detail": "b" });
    described("Problem", &problem, Problem::read);
}

/// Each object of the directory, where it stands in it.
#[test]
fn the_directory_has_the_members_that_the_description_names() {
    let key = json!({ "id": "JPbtasv-EAnAMNfKVnwzykgwkRSYI2tVYabIKr7F3ig",
        "public_key": "Kay64UG8yvCyLhqU000LxzYeUm0L_hLIl5S8kyKWbdc",
        "listed_at": AT, "valid_from": AT, "valid_to": AT });
    let institution = json!({ "number": "186", "names": { "nb": "a", "nn": "b", "en": "c" },
        "address": "https://uit.example", "keys": [key],
        "contacts": [{ "function": "operations", "email": "drift@uit.example" }],
        "shares": [{ "what": "results", "since": "2026-01-01" }] });
    let whole = json!({ "version": 1, "issued_at": AT, "valid_until": AT,
        "register_keys": ["A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg"],
        "register": { "address": "https://register.example", "keys": [] },
        "institutions": [institution] });
    let places = [
        ("Directory", ""),
        ("Register", "/register"),
        ("Institution", "/institutions/0"),
        ("Names", "/institutions/0/names"),
        ("Contact", "/institutions/0/contacts/0"),
        ("Share", "/institutions/0/shares/0"),
        ("ListedKey", "/institutions/0/keys/0"),
    ];
    for (name, place) in places {
        let read = |part: &[u8]| {
            let mut changed = whole.clone();
            *changed.pointer_mut(place).unwrap() = serde_json::from_slice(part).unwrap();
            let read = Document::read(changed.to_string().as_bytes()).ok()?;
            serde_json::to_value(read).unwrap().pointer(place).cloned()
        };
        described(name, whole.pointer(place).unwrap(), read);
    }
}

#[test]
fn the_doors_and_every_fault_stand_in_the_description() {
    let page = page();
    for door in [Route::Message, Route::Question] {
        let responses = &page["paths"][door.path()]["post"]["responses"];
        for fault in Fault::ALL {
            let told = responses[fault.status().to_string()]["description"].as_str().unwrap();
            assert!(told.contains(&format!("`{}`", fault.name())), "{}", fault.name());
        }
    }
    let kinds = page["components"]["schemas"]["Problem"]["properties"]["type"]["description"]
        .as_str()
        .unwrap();
    assert!(Fault::ALL.iter().all(|fault| kinds.contains(&*Problem::from(*fault).kind)));
}
