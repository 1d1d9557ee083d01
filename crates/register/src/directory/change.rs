//! What can be proposed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A change of one party's entry. It is kept as it was proposed; what is wrong with it is told when it
/// is held against what is in force (`apply`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// Takes an institution in. Its keys are listed by changes of their own.
    TakeIn {
        /// What it is called.
        names: Names,
        /// Where its messages go: an origin such as `https://kandidat.uit.example`.
        address: String,
        /// By function, e.g. `operations`: the function's own e-mail address, never a person's.
        contacts: BTreeMap<String, String>,
        /// What it shares, e.g. `results`, and since which day.
        #[schema(value_type = BTreeMap<String, String>)]
        shares: BTreeMap<String, Date>,
    },
    /// Says anew what an institution is called, whom to write to, and what it shares.
    Description {
        /// As in `take-in`.
        names: Names,
        /// As in `take-in`.
        contacts: BTreeMap<String, String>,
        /// As in `take-in`.
        #[schema(value_type = BTreeMap<String, String>)]
        shares: BTreeMap<String, Date>,
    },
    /// Moves a party to another address.
    Address {
        /// As in `take-in`.
        address: String,
    },
    /// Lists a key that signs messages.
    Key {
        /// Base64url of its 32 bytes.
        public_key: String,
        /// Base64url of the key's own signature of the text that names party and key.
        proof: String,
        /// The day in Norway from which it counts; left out: from when it is listed.
        #[schema(value_type = Option<String>, format = Date)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first_day: Option<Date>,
        /// The last day in Norway on which it counts.
        #[schema(value_type = String, format = Date)]
        last_day: Date,
    },
    /// Lets a key end earlier, after another one has taken over.
    KeyEnd {
        /// The key's id.
        key: String,
        /// The last day in Norway on which it counts.
        #[schema(value_type = String, format = Date)]
        last_day: Date,
    },
    /// Takes a key out at once: it is lost or stolen.
    KeyWithdrawal {
        /// The key's id.
        key: String,
    },
    /// Announces a key that signs the directory.
    SigningKey {
        /// As in `key`.
        public_key: String,
        /// As in `key`.
        proof: String,
    },
    /// Takes a key that signs the directory out.
    SigningKeyWithdrawal {
        /// The key's id.
        key: String,
        /// Whether it must go at once, although not everybody has heard of its successor.
        stolen: bool,
    },
    /// Takes an institution out.
    Removal {},
}

/// A name in the three language forms.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Bokmål.
    pub nb: String,
    /// Nynorsk.
    pub nn: String,
    /// English.
    pub en: String,
}

impl Change {
    /// What it is called in the API, the table and the addresses.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::TakeIn { .. } => "take-in",
            Self::Description { .. } => "description",
            Self::Address { .. } => "address",
            Self::Key { .. } => "key",
            Self::KeyEnd { .. } => "key-end",
            Self::KeyWithdrawal { .. } => "key-withdrawal",
            Self::SigningKey { .. } => "signing-key",
            Self::SigningKeyWithdrawal { .. } => "signing-key-withdrawal",
            Self::Removal {} => "removal",
        }
    }
}
