//! What the directory says.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Address, DIRECTORY_BYTES_MAX, KEYS_MAX};
use crate::message::instant;
use crate::{InstitutionNumber, KeyId, PublicKey};

/// One version of the directory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Rises with every issue, also when nothing else has changed.
    pub version: u64,
    /// When it was issued, by the register's wall clock.
    #[serde(with = "instant")]
    pub issued_at: Timestamp,
    /// Until when it may be used at all, whatever a node's own limit of age.
    #[serde(with = "instant")]
    pub valid_until: Timestamp,
    /// The keys that sign the directory. A new one is announced in a version signed by an old one.
    pub register_keys: Vec<PublicKey>,
    /// The register as a party that sends and receives.
    pub register: Register,
    /// All institutions that take part.
    pub institutions: Vec<Institution>,
}

/// The register as a party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Where it is reached.
    pub address: Address,
    /// Its keys for messages; not those that sign the directory.
    pub keys: Vec<ListedKey>,
}

/// An institution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Institution {
    /// Its number.
    pub number: InstitutionNumber,
    /// Its name in the three language forms.
    pub names: Names,
    /// Where it is reached.
    pub address: Address,
    /// Functions that can be written to; never a person.
    pub contacts: Vec<Contact>,
    /// What it shares, and since when.
    pub shares: Vec<Share>,
    /// Its keys.
    pub keys: Vec<ListedKey>,
}

/// A name in the three language forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Bokmål.
    pub nb: String,
    /// Nynorsk.
    pub nn: String,
    /// English.
    pub en: String,
}

/// Whom to write to about what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What for, as a code: `operations`, `exclusion`, `exchange`.
    pub function: String,
    /// The function's own e-mail address.
    pub email: String,
}

/// Something an institution shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// What, as a code: `results`, `exclusions`.
    pub what: String,
    /// From which day.
    pub since: Date,
}

/// A signing key of a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedKey {
    /// The hash of the public key.
    pub id: KeyId,
    /// The key.
    pub public_key: PublicKey,
    /// Since when the directory lists it.
    #[serde(with = "instant")]
    pub listed_at: Timestamp,
    /// From when what it signs is taken.
    #[serde(with = "instant")]
    pub valid_from: Timestamp,
    /// Until when, the instant itself no longer.
    #[serde(with = "instant")]
    pub valid_to: Timestamp,
}

impl ListedKey {
    /// Whether what it signed at that time is taken.
    pub fn is_valid_at(&self, at: Timestamp) -> bool {
        self.valid_from <= at && at < self.valid_to
    }
}

/// Why a text is no directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoDocument {
    /// Longer than [`DIRECTORY_BYTES_MAX`].
    #[error("longer than {DIRECTORY_BYTES_MAX} bytes")]
    TooLong,
    /// Not JSON, or a field is missing, unknown or not of its form.
    #[error("not a directory's fields")]
    OtherFields,
    /// Two institutions have one number, or one has more keys than may be.
    #[error("an institution stands there twice, or has too many keys")]
    Institutions,
    /// A key has another id than its own, or two parties have one key.
    #[error("a key has another id than its own, or two owners")]
    Keys,
    /// Nothing is listed that could sign the next version.
    #[error("no key of the register")]
    NoRegisterKey,
}

impl Document {
    /// Reads a directory and holds it against what every directory keeps to.
    pub fn read(text: &[u8]) -> Result<Self, NoDocument> {
        if text.len() > DIRECTORY_BYTES_MAX {
            return Err(NoDocument::TooLong);
        }
        let value = crate::message::json::read(text).map_err(|_| NoDocument::OtherFields)?;
        let read = Self::deserialize(value).map_err(|_| NoDocument::OtherFields)?;
        read.hold()?;
        Ok(read)
    }

    fn hold(&self) -> Result<(), NoDocument> {
        let few = |keys: &[ListedKey]| keys.len() <= KEYS_MAX;
        let mut numbers = BTreeSet::new();
        let once = self.institutions.iter().all(|one| numbers.insert(one.number) && few(&one.keys));
        if !once || !few(&self.register.keys) || self.register_keys.len() > KEYS_MAX {
            return Err(NoDocument::Institutions);
        }
        let listed = self.institutions.iter().flat_map(|one| &one.keys).chain(&self.register.keys);
        let mut ids: BTreeSet<KeyId> = self.register_keys.iter().map(PublicKey::id).collect();
        for key in listed {
            if key.id != key.public_key.id() || !ids.insert(key.id) {
                return Err(NoDocument::Keys);
            }
        }
        if self.register_keys.is_empty() { Err(NoDocument::NoRegisterKey) } else { Ok(()) }
    }
}
