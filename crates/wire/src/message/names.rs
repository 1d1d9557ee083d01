//! What a message is called, what kind it is of, and which case it is about.

use std::fmt;
use std::str::FromStr;

use uuid::{Uuid, Variant};

use crate::text::{NotA, as_text};

/// The id of a message: a random UUID (version 4), written in lower case with hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(Uuid);

impl MessageId {
    /// An id that is random (version 4): one that tells time or machine is refused.
    pub fn new(id: Uuid) -> Result<Self, NotA> {
        let random = id.get_version_num() == 4 && id.get_variant() == Variant::RFC4122;
        random.then_some(Self(id)).ok_or(NotA("a message id"))
    }

    /// A fresh id of the machine's own chance.
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }

    /// As the id that it is.
    pub fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl FromStr for MessageId {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        let id = Uuid::try_parse(text).ok().filter(|id| id.hyphenated().to_string() == text);
        Self::new(id.ok_or(NotA("a message id"))?)
    }
}

as_text!(MessageId);

/// A kind of message: a stem and a verb, `exclusion.decided`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(String);

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Kind {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        let word = |word: &str| {
            (1..=32).contains(&word.len())
                && word.starts_with(|c: char| c.is_ascii_lowercase())
                && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        };
        let right = text.split_once('.').is_some_and(|(stem, verb)| word(stem) && word(verb));
        right.then(|| Self(text.to_owned())).ok_or(NotA("a kind of message"))
    }
}

as_text!(Kind);

/// The sender's own reference of a case: opaque, so it holds no name and no number of a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseReference(String);

impl fmt::Display for CaseReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for CaseReference {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        let right = (1..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        right.then(|| Self(text.to_owned())).ok_or(NotA("a case reference"))
    }
}

as_text!(CaseReference);
