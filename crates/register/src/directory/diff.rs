//! What a change changes: old and new side by side, field by field.

use super::entry::Entry;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use wire::KeyId;

/// A field of an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The name in bokmål.
    NameNb,
    /// The name in nynorsk.
    NameNn,
    /// The name in English.
    NameEn,
    /// Where the party is reached.
    Address,
    /// Whom to write to about this.
    Contact(String),
    /// Since when this is shared.
    Share(String),
    /// A key for messages.
    Key(KeyId),
    /// A key that signs the directory.
    SigningKey(KeyId),
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// Since a day.
    Since(Date),
    /// From an instant to before another one.
    Valid(Timestamp, Timestamp),
    /// Since an instant.
    Announced(Timestamp),
}

/// A field that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub field: Field,
    /// As it is; `None` where it stands not there.
    pub old: Option<Value>,
    /// As it is to be; `None` where it is to go.
    pub new: Option<Value>,
}

/// What differs, in the order of the fields. `None` is a party that is not in the directory.
pub fn differences(old: Option<&Entry>, new: Option<&Entry>) -> Vec<Difference> {
    let (mut old, mut new) = (values(old), values(new));
    let fields: BTreeSet<Field> = old.keys().chain(new.keys()).cloned().collect();
    let pairs = fields.into_iter().map(|field| {
        let (old, new) = (old.remove(&field), new.remove(&field));
        Difference { field, old, new }
    });
    pairs.filter(|one| one.old != one.new).collect()
}

fn values(entry: Option<&Entry>) -> BTreeMap<Field, Value> {
    let mut found = BTreeMap::new();
    let Some(entry) = entry else { return found };
    if let Entry::Institution(one) = entry {
        found.insert(Field::NameNb, Value::Text(one.names.nb.clone()));
        found.insert(Field::NameNn, Value::Text(one.names.nn.clone()));
        found.insert(Field::NameEn, Value::Text(one.names.en.clone()));
        let contact = |contact: &wire::directory::Contact| {
            (Field::Contact(contact.function.clone()), Value::Text(contact.email.clone()))
        };
        found.extend(one.contacts.iter().map(contact));
        let share = |share: &wire::directory::Share| {
            (Field::Share(share.what.clone()), Value::Since(share.since))
        };
        found.extend(one.shares.iter().map(share));
    }
    if let Some(address) = entry.address() {
        found.insert(Field::Address, Value::Text(address.to_string()));
    }
    for key in entry.keys() {
        found.insert(Field::Key(key.id), Value::Valid(key.valid_from, key.valid_to));
    }
    for key in entry.signing_keys() {
        let field = Field::SigningKey(key.public_key.id());
        found.insert(field, Value::Announced(key.listed_at));
    }
    found
}
