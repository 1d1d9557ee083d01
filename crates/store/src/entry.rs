//! What an act leaves in the record.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The audit entry of one act: what was done to which subject, in opaque ids, dates and codes.
///
/// Names, numbers of persons and free text never stand in it. What must be provable and may have
/// to be erased goes in as a [`commitment`](Self::commitment).
pub struct Entry {
    pub(crate) action: &'static str,
    pub(crate) subject_kind: &'static str,
    pub(crate) subject_id: Uuid,
    pub(crate) facts: Map<String, Value>,
    pub(crate) commitments: Map<String, Value>,
    pub(crate) salts: Vec<(String, [u8; 32])>,
}

impl Entry {
    /// An entry such as `Entry::new("appeal.receive", "appeal", id)`.
    pub fn new(action: &'static str, subject_kind: &'static str, subject_id: Uuid) -> Self {
        Self {
            action,
            subject_kind,
            subject_id,
            facts: Map::new(),
            commitments: Map::new(),
            salts: Vec::new(),
        }
    }

    /// Adds an opaque fact: an id, a date, a code, a count. Never personal data.
    #[must_use]
    pub fn fact(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.facts.insert(key.to_owned(), value.into());
        self
    }

    /// Adds a salted commitment to something that must not stand in the record itself. The salt
    /// is kept apart: with it anyone who knows the secret can prove it, and deleting the salt
    /// erases what the entry was about while the chain stays whole.
    #[must_use]
    pub fn commitment(mut self, key: &str, secret: &str) -> Self {
        let salt: [u8; 32] = rand::random();
        let opened = hex::encode(commit_to(&salt, key, secret));
        self.commitments.insert(key.to_owned(), Value::String(opened));
        self.salts.retain(|(other, _)| other != key);
        self.salts.push((key.to_owned(), salt));
        self
    }
}

/// What stands in the entry for `secret`. The length of the key keeps key and secret apart.
pub(crate) fn commit_to(salt: &[u8; 32], key: &str, secret: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update((key.len() as u64).to_be_bytes());
    hash.update(key);
    hash.update(secret);
    hash.finalize().into()
}
