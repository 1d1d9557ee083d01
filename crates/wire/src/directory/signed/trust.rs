//! Which version of the directory a node goes by.

use std::ops::Deref;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};

use super::dsse::{NoSignedDirectory, open};
use crate::directory::{Document, NoDocument};
use crate::signature::CLOCK_APART_SECONDS_MAX;
use crate::{KeyId, PublicKey};

/// A version of the directory that is signed by a trusted key. There is no other way to make one.
#[derive(Debug, Clone, PartialEq)]
pub struct Verified {
    document: Document,
    envelope: Bytes,
    signed_by: PublicKey,
}

/// Why a version is not taken; the one before stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// It is none, or nobody trusted has signed it.
    #[error(transparent)]
    Envelope(#[from] NoSignedDirectory),
    /// Its payload breaks a directory's own rules.
    #[error(transparent)]
    Document(#[from] NoDocument),
    /// A lower version than the one that is known: an old one, played back. The version alone says
    /// so: times would lock out a node that once took a version while its clock was wrong.
    #[error("an older version than the one that is known")]
    Rollback,
    /// The same version with another content: the register has said two things.
    #[error("the version that is known, with another content")]
    TwoContents,
    /// Issued in the future by the node's clock: one of the two clocks is wrong.
    #[error("issued in the future")]
    Future,
}

/// Why nothing may be judged by a version right now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Older than the node's limit, or past its own last instant.
    #[error("the copy of the directory is too old")]
    TooOld,
    /// The node's clock stands before the issue.
    #[error("the copy of the directory was issued in the future")]
    Future,
}

impl Verified {
    /// Reads a version that one of these keys has signed: the first one by the keys that are pinned
    /// in the node's configuration, and any version that is kept as evidence.
    pub fn read(envelope: Bytes, trusted: &[PublicKey]) -> Result<Self, NotTaken> {
        let (payload, signed_by) = open(&envelope, trusted)?;
        Ok(Self { document: Document::read(&payload)?, envelope, signed_by })
    }

    /// Takes the version that follows this one: signed by a key that this one names, so that a new
    /// key of the register comes in by the old one's word. The same version again is the same.
    pub fn followed_by(&self, envelope: Bytes, now: Timestamp) -> Result<Self, NotTaken> {
        let next = Self::read(envelope, &self.document.register_keys)?;
        if next.issued_at > now + apart() {
            return Err(NotTaken::Future);
        }
        match next.version.cmp(&self.version) {
            std::cmp::Ordering::Less => Err(NotTaken::Rollback),
            std::cmp::Ordering::Equal if next.document != self.document => {
                Err(NotTaken::TwoContents)
            }
            _ => Ok(next),
        }
    }

    /// Whether it may be judged by at a time. At its limit of age, and at the furthest that clocks
    /// may stand apart, it still may; at its last instant no longer.
    pub fn usable_at(&self, now: Timestamp, age_max: SignedDuration) -> Result<(), Unusable> {
        let age = self.age(now);
        if age < -apart() {
            return Err(Unusable::Future);
        }
        match age <= age_max && now < self.valid_until {
            true => Ok(()),
            false => Err(Unusable::TooOld),
        }
    }

    /// As it was handed out, to be kept.
    pub fn envelope(&self) -> &Bytes {
        &self.envelope
    }

    /// By which key of the register it was verified.
    pub fn signed_by(&self) -> KeyId {
        self.signed_by.id()
    }

    /// That key.
    pub fn verified_by(&self) -> &PublicKey {
        &self.signed_by
    }
}

impl Deref for Verified {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

const fn apart() -> SignedDuration {
    SignedDuration::from_secs(CLOCK_APART_SECONDS_MAX)
}
