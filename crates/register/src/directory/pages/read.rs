//! A form of a change, read.

use super::propose_page::Kind;
use crate::directory::change::{Change, Names};
use crate::directory::check::{FUNCTIONS, SHARES};
use crate::directory::entry::Entry;
use jiff::civil::Date;
use std::collections::BTreeMap;
use ui::Form;
use wire::directory::{Contact, Share};

/// The labels of all fields.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("number", "directory-number"),
    ("names.nb", "directory-name-nb"),
    ("names.nn", "directory-name-nn"),
    ("names.en", "directory-name-en"),
    ("address", "directory-address"),
    ("contacts.operations", "directory-contact-operations"),
    ("contacts.exclusion", "directory-contact-exclusion"),
    ("contacts.exchange", "directory-contact-exchange"),
    ("shares.results", "directory-share-results"),
    ("shares.exclusions", "directory-share-exclusions"),
    ("public_key", "directory-public-key"),
    ("proof", "directory-proof"),
    ("first_day", "directory-first-day"),
    ("last_day", "directory-last-day"),
    ("key", "directory-key"),
];

/// The change that was typed; `None` with its errors in the form.
pub(super) fn change(kind: Kind, form: &mut Form) -> Option<Change> {
    let read = typed(kind, form);
    read.filter(|_| form.is_valid())
}

fn typed(kind: Kind, form: &mut Form) -> Option<Change> {
    let text = |form: &Form, name: &str| form.field(name).trim().to_owned();
    Some(match kind {
        Kind::TakeIn => Change::TakeIn {
            names: names(form),
            address: text(form, "address"),
            contacts: contacts(form),
            shares: shares(form),
        },
        Kind::Description => Change::Description {
            names: names(form),
            contacts: contacts(form),
            shares: shares(form),
        },
        Kind::Address => Change::Address { address: text(form, "address") },
        Kind::Key => {
            let (first_day, last_day) = (form.optional_date("first_day"), form.date("last_day"));
            let (public_key, proof) = (text(form, "public_key"), text(form, "proof"));
            Change::Key { public_key, proof, first_day, last_day: last_day? }
        }
        Kind::KeyEnd => {
            let (key, last_day) = (form.required("key"), form.date("last_day"));
            Change::KeyEnd { key: key?, last_day: last_day? }
        }
        Kind::KeyWithdrawal => Change::KeyWithdrawal { key: form.required("key")? },
        Kind::SigningKey => {
            Change::SigningKey { public_key: text(form, "public_key"), proof: text(form, "proof") }
        }
        Kind::SigningKeyWithdrawal => Change::SigningKeyWithdrawal {
            key: form.required("key")?,
            stolen: form.checked("stolen"),
        },
        Kind::Removal => Change::Removal {},
    })
}

fn names(form: &Form) -> Names {
    let name = |tag: &str| form.field(&format!("names.{tag}")).trim().to_owned();
    Names { nb: name("nb"), nn: name("nn"), en: name("en") }
}

fn contacts(form: &Form) -> BTreeMap<String, String> {
    let typed = |function: &&str| form.optional(&format!("contacts.{function}"));
    FUNCTIONS.iter().filter_map(|one| Some(((*one).to_owned(), typed(one)?))).collect()
}

fn shares(form: &mut Form) -> BTreeMap<String, Date> {
    let mut found = BTreeMap::new();
    for what in SHARES {
        if let Some(since) = form.optional_date(&format!("shares.{what}")) {
            found.insert(what.to_owned(), since);
        }
    }
    found
}

/// The form filled in with what is in force.
pub(super) fn filled(mut form: Form, frame: &ui::Frame, entry: Option<&Entry>) -> Form {
    if let Some(address) = entry.and_then(Entry::address) {
        form = form.with("address", address.as_str());
    }
    let Some(Entry::Institution(one)) = entry else { return form };
    let names = [("nb", &one.names.nb), ("nn", &one.names.nn), ("en", &one.names.en)];
    for (tag, name) in names {
        form = form.with(&format!("names.{tag}"), name);
    }
    for Contact { function, email } in &one.contacts {
        form = form.with(&format!("contacts.{function}"), email);
    }
    for Share { what, since } in &one.shares {
        form = form.with(&format!("shares.{what}"), frame.date(*since));
    }
    form
}
