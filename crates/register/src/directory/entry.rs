//! What the directory says of its parties, and the document that is made of it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use wire::directory::{Address, Document, Institution, ListedKey, Register};
use wire::{KeyId, Party, PublicKey};

/// As long as a key that has ended stays listed: whoever asks why a signature of its last hour was not
/// taken finds the answer.
const ENDED_STAYS: SignedDuration = SignedDuration::from_hours(24);

/// What is said of a party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Entry {
    /// Of an institution.
    Institution(Institution),
    /// Of the register.
    Register(RegisterEntry),
}

/// What is said of the register itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterEntry {
    /// Where it is reached; none before it was first said.
    pub address: Option<Address>,
    /// Its keys for messages.
    pub keys: Vec<ListedKey>,
    /// The keys that sign the directory.
    pub signing_keys: Vec<SigningKey>,
}

/// A key that signs the directory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SigningKey {
    /// The key.
    pub public_key: PublicKey,
    /// Since when it is announced, in wall time.
    pub listed_at: Timestamp,
}

impl Entry {
    /// Where the party is reached.
    pub fn address(&self) -> Option<&Address> {
        match self {
            Self::Institution(entry) => Some(&entry.address),
            Self::Register(entry) => entry.address.as_ref(),
        }
    }

    /// Its keys for messages.
    pub fn keys(&self) -> &[ListedKey] {
        match self {
            Self::Institution(entry) => &entry.keys,
            Self::Register(entry) => &entry.keys,
        }
    }

    /// The same, to be changed.
    pub(super) fn keys_mut(&mut self) -> &mut Vec<ListedKey> {
        match self {
            Self::Institution(entry) => &mut entry.keys,
            Self::Register(entry) => &mut entry.keys,
        }
    }

    /// The keys that sign the directory; an institution has none.
    pub fn signing_keys(&self) -> &[SigningKey] {
        match self {
            Self::Institution(_) => &[],
            Self::Register(entry) => &entry.signing_keys,
        }
    }

    /// The ids of all keys in it.
    pub(super) fn key_ids(&self) -> BTreeSet<KeyId> {
        let signing = self.signing_keys().iter().map(|key| key.public_key.id());
        self.keys().iter().map(|key| key.id).chain(signing).collect()
    }
}

/// A party's newest version.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// How many changes of it have been approved.
    pub version: i32,
    /// What is said; `None` when the party was taken out.
    pub entry: Option<Entry>,
}

/// Everything in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// All parties that ever stood in the directory.
    pub parties: BTreeMap<Party, Standing>,
    /// Every key that was ever listed.
    pub known: BTreeSet<KeyId>,
}

impl State {
    /// What is said of a party; `None` when it stands not, or no more, in the directory.
    pub fn entry(&self, party: Party) -> Option<&Entry> {
        self.parties.get(&party)?.entry.as_ref()
    }

    /// How many changes of it have been approved.
    pub fn version(&self, party: Party) -> i32 {
        self.parties.get(&party).map_or(0, |standing| standing.version)
    }

    /// The parties in the directory, the register first.
    pub fn entries(&self) -> impl Iterator<Item = (Party, &Entry)> {
        self.parties.iter().filter_map(|(party, one)| Some((*party, one.entry.as_ref()?)))
    }

    /// What is in force as a version of the directory; `None` while the register has no address or no
    /// key to sign with.
    pub fn document(
        &self,
        version: u64,
        wall: Timestamp,
        valid_for: SignedDuration,
    ) -> Option<Document> {
        let Entry::Register(register) = self.entry(Party::Register)? else { return None };
        let mut institutions = Vec::new();
        for (_, entry) in self.entries() {
            if let Entry::Institution(one) = entry {
                institutions.push(Institution { keys: carried(&one.keys, wall), ..one.clone() });
            }
        }
        let register_keys: Vec<_> =
            register.signing_keys.iter().map(|key| key.public_key).collect();
        if register_keys.is_empty() {
            return None;
        }
        let address = register.address.clone()?;
        Some(Document {
            version,
            issued_at: wall,
            valid_until: wall + valid_for,
            register_keys,
            register: Register { address, keys: carried(&register.keys, wall) },
            institutions,
        })
    }
}

/// The keys without those that have long ended.
pub(super) fn carried(keys: &[ListedKey], wall: Timestamp) -> Vec<ListedKey> {
    keys.iter().filter(|key| wall < key.valid_to + ENDED_STAYS).cloned().collect()
}

/// Whether two versions say the same.
pub(super) fn say_the_same(one: &Document, other: &Document) -> bool {
    one.register_keys == other.register_keys
        && one.register == other.register
        && one.institutions == other.institutions
}
