//! What is wrong with the fields of a change, each told at its field.

use super::change::Names;
use edge::FieldError;
use jiff::civil::Date;
use rules::Text;
use std::collections::BTreeMap;
use ui::key;
use ui::messages::{ToArg, text};
use wire::directory::{Address, Contact, Names as Listed, Share};
use wire::{KeyId, PublicKey};

/// What an institution can be written to about. Somebody must answer for the operations.
pub const FUNCTIONS: [&str; 3] = ["operations", "exclusion", "exchange"];
/// What an institution can share.
pub const SHARES: [&str; 2] = ["results", "exclusions"];
/// As long as a name may be, in characters.
const NAME_CHARACTERS_MAX: usize = 200;
/// As long as an e-mail address may be, in characters (RFC 5321).
const EMAIL_CHARACTERS_MAX: usize = 254;

/// What is wrong, so far.
#[derive(Default)]
pub(super) struct Faults(pub(super) Vec<FieldError>);

impl Faults {
    pub(super) fn add(&mut self, field: &str, text: Text) {
        self.0.push(FieldError { field: field.to_owned(), text });
    }

    /// A fault that quotes what was typed.
    pub(super) fn quote(&mut self, field: &str, key: &'static str, value: &str) {
        self.add(field, text(key, &[("value", &value as &dyn ToArg)]));
    }

    pub(super) fn say(&mut self, field: &str, key: &'static str) {
        self.add(field, text(key, &[]));
    }
}

pub(super) fn names(names: &Names, faults: &mut Faults) -> Listed {
    let mut read = |field: &str, value: &str| {
        let value = value.trim();
        if value.is_empty() {
            faults.say(field, key("common-error-required"));
        }
        if value.chars().count() > NAME_CHARACTERS_MAX || value.chars().any(char::is_control) {
            faults.say(field, key("directory-error-name"));
        }
        value.to_owned()
    };
    Listed {
        nb: read("names.nb", &names.nb),
        nn: read("names.nn", &names.nn),
        en: read("names.en", &names.en),
    }
}

/// An address; without encryption only where the node is a demonstration on one machine.
pub(super) fn address(typed: &str, plain: bool, faults: &mut Faults) -> Option<Address> {
    let read: Option<Address> = typed.trim().parse().ok();
    let read = read.filter(|address: &Address| plain || !address.is_plain());
    if read.is_none() {
        faults.quote("address", key("directory-error-address"), typed.trim());
    }
    read
}

pub(super) fn contacts(typed: &BTreeMap<String, String>, faults: &mut Faults) -> Vec<Contact> {
    for function in typed.keys().filter(|function| !FUNCTIONS.contains(&function.as_str())) {
        faults.quote("contacts", key("directory-error-function"), function);
    }
    let mut found = Vec::new();
    for function in FUNCTIONS {
        let field = format!("contacts.{function}");
        let email = typed.get(function).map(|email| email.trim()).unwrap_or_default();
        if email.is_empty() {
            if function == "operations" {
                faults.say(&field, key("common-error-required"));
            }
            continue;
        }
        if !is_email(email) {
            faults.quote(&field, key("directory-error-email"), email);
        }
        found.push(Contact { function: function.to_owned(), email: email.to_owned() });
    }
    found
}

/// The form of an address of e-mail; whether anybody reads it, a letter alone can tell.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let plain = text.chars().all(|c| c.is_ascii_graphic() && !"\"(),:;<>[\\]".contains(c));
    let parts = domain.split('.').collect::<Vec<_>>();
    plain
        && text.len() <= EMAIL_CHARACTERS_MAX
        && !local.is_empty()
        && !domain.contains('@')
        && parts.len() > 1
        && parts.iter().all(|part| !part.is_empty())
}

pub(super) fn shares(typed: &BTreeMap<String, Date>, faults: &mut Faults) -> Vec<Share> {
    for what in typed.keys().filter(|what| !SHARES.contains(&what.as_str())) {
        faults.quote("shares", key("directory-error-share"), what);
    }
    let share = |(what, since): (&String, &Date)| Share { what: what.clone(), since: *since };
    typed.iter().map(share).collect()
}

pub(super) fn public_key(typed: &str, faults: &mut Faults) -> Option<PublicKey> {
    let read = typed.trim().parse().ok();
    if read.is_none() {
        faults.quote("public_key", key("directory-error-public-key"), typed.trim());
    }
    read
}

pub(super) fn key_id(typed: &str) -> Option<KeyId> {
    typed.trim().parse().ok()
}

#[test]
fn an_email_address_has_one_at_and_a_domain() {
    for right in ["drift@uit.example", "a.b+c@x-y.uit.example"] {
        assert!(is_email(right), "{right}");
    }
    let long = format!("{}@uit.example", "a".repeat(EMAIL_CHARACTERS_MAX));
    for wrong in [
        "",
        "drift",
        "@uit.example",
        "a@b@c.example",
        "a b@c.example",
        "a@example",
        "a@.example",
        "<a@c.example>",
        &long,
    ] {
        assert!(!is_email(wrong), "{wrong}");
    }
}
