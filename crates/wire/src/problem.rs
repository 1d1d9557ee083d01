//! What went wrong, as the other end is told (RFC 9457), and what follows from it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::exchange::RequestFault;
use crate::message::json;

/// Before each name of a fault of the wire.
const URN: &str = "urn:kandidat:wire:";
/// As long as the type of a problem may be, in bytes.
const KIND_BYTES_MAX: usize = 128;

/// What the sender does after a problem. The status alone decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// 429 and 5xx, and 400, 401, 413 and 415: tried again, after `Retry-After` where one is named.
    /// The latter four say that the request could not be tied to its sender as it arrived. Whoever
    /// stands between may have altered it, or the keys are just moving: none of it is the message's
    /// fault, and one byte that is altered on the way must not stop a message for good.
    RetryLater,
    /// 403, 404 and 409: the receiver's no, handed to the case that the message came from.
    Refused,
    /// Every other status, 422 above all: the signature is the sender's and so is the fault. Not
    /// repeated; somebody is alarmed.
    YourFault,
}

impl Class {
    /// The class of a status.
    pub const fn of(status: u16) -> Self {
        match status {
            400 | 401 | 413 | 415 | 429 | 500..=599 => Self::RetryLater,
            403 | 404 | 409 => Self::Refused,
            _ => Self::YourFault,
        }
    }
}

/// A problem as it is sent. It holds no personal data, on either side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Which problem: `urn:kandidat:wire:…` for a [`Fault`], another URN for the domain's no.
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// The same in words.
    pub title: Cow<'static, str>,
    /// As in the response.
    pub status: u16,
    /// What exactly, for whoever mends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Cow<'static, str>>,
}

impl Problem {
    /// Reads a problem. What other implementations add is passed over, as RFC 9457 asks.
    pub fn read(text: &[u8]) -> Option<Self> {
        let read = Self::deserialize(json::read(text).ok()?).ok()?;
        let named = (1..=KIND_BYTES_MAX).contains(&read.kind.len());
        (named && read.kind.bytes().all(|b| b.is_ascii_graphic())).then_some(read)
    }

    /// What the sender does.
    pub fn class(&self) -> Class {
        Class::of(self.status)
    }

    /// Which of the wire's own faults it is, if one.
    pub fn fault(&self) -> Option<Fault> {
        let name = self.kind.strip_prefix(URN)?;
        Fault::ALL.into_iter().find(|fault| fault.name() == name)
    }
}

macro_rules! faults {
    ($($(#[$doc:meta])* $variant:ident = $status:literal, $name:literal, $title:literal;)*) => {
        /// A fault of the wire: why a request was not taken.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fault { $($(#[$doc])* $variant,)* }

        impl Fault {
            /// All of them, in the order of the receiver's checks.
            pub const ALL: [Self; [$($status),*].len()] = [$(Self::$variant),*];

            /// As in `urn:kandidat:wire:<name>`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The status of the response.
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }

            const fn kind(self) -> &'static str {
                match self { $(Self::$variant => concat!("urn:kandidat:wire:", $name),)* }
            }

            const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }
        }
    };
}

faults! {
    /// The body is longer than is taken.
    TooLarge = 413, "too-large", "The body is too large";
    /// Not a `POST` of `application/json`.
    WrongContentType = 415, "wrong-content-type", "Only a POST of application/json is taken";
    /// `Content-Digest` is missing or not of this body.
    WrongDigest = 400, "wrong-digest", "Content-Digest is missing or not of this body";
    /// `Kandidat-Message-Id` or the signature fields are not those of the profile.
    WrongFields = 400, "wrong-fields", "The header fields are not those of the profile";
    /// The receiver's copy of the directory is too old to judge by.
    DirectoryTooOld = 503, "directory-too-old", "The copy of the directory is too old";
    /// No party has this key.
    UnknownKey = 401, "unknown-key", "Nobody in the directory has this key";
    /// The signature is not the key's over this request: altered, or sent to another target.
    BadSignature = 401, "bad-signature", "The signature does not fit this request";
    /// The clocks stand too far apart. Whose is wrong is not known, so it is tried again.
    ClockApart = 503, "clock-apart", "The time of signing is too far from the receiver's clock";
    /// The key was not valid yet, or no longer, when it signed.
    KeyNotValid = 401, "key-not-valid", "The key was not valid at the time of signing";
    /// The body is no envelope.
    Malformed = 422, "malformed", "The body is no envelope";
    /// `to` is somebody else.
    NotForMe = 422, "not-for-me", "The message is addressed to somebody else";
    /// `from` is not the key's owner.
    OtherSender = 422, "other-sender", "The key belongs to somebody else than the sender";
    /// The envelope has another id than the header.
    WrongId = 422, "wrong-id", "The envelope has another id than the header";
    /// The receiver knows no such kind, or not at this door.
    UnknownKind = 422, "unknown-kind", "This kind of message is not known";
    /// This kind is not taken from this sender.
    NotFromYou = 403, "not-from-you", "This kind of message is not taken from this sender";
    /// The body is not as its kind prescribes.
    OtherForm = 422, "other-form", "The body is not as this kind of message prescribes";
    /// The sender has used the id for another content before.
    DifferentContent = 409, "different-content", "The id was used for another content before";
    /// Too many at once.
    TooMany = 429, "too-many", "Too many requests at once";
    /// Nothing can be stored right now.
    Away = 503, "away", "The receiver cannot store anything right now";
}

impl Fault {
    /// As it is told, with what exactly is wrong.
    pub fn with(self, detail: String) -> Problem {
        Problem { detail: Some(detail.into()), ..self.into() }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let (kind, title) = (fault.kind().into(), fault.title().into());
        Self { kind, title, status: fault.status(), detail: None }
    }
}

impl From<RequestFault> for Problem {
    fn from(found: RequestFault) -> Self {
        let fault = match found {
            RequestFault::TooLarge => Fault::TooLarge,
            RequestFault::ContentType => Fault::WrongContentType,
            RequestFault::NoDigest | RequestFault::OtherDigest => Fault::WrongDigest,
            RequestFault::MessageId | RequestFault::Signature(_) => Fault::WrongFields,
        };
        fault.with(found.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_found_again_by_its_name() {
        for fault in Fault::ALL {
            let problem = Problem::from(fault);
            let read: Problem =
                serde_json::from_str(&serde_json::to_string(&problem).unwrap()).unwrap();
            assert_eq!((read.fault(), read.class()), (Some(fault), Class::of(fault.status())));
        }
    }

    #[test]
    fn the_status_alone_decides_what_the_sender_does() {
        let class = |status| Class::of(status);
        assert!(
            [400, 401, 413, 415, 429, 500, 503, 599]
                .map(class)
                .iter()
                .all(|c| *c == Class::RetryLater)
        );
        assert!([403, 404, 409].map(class).iter().all(|c| *c == Class::Refused));
        assert!([302, 402, 405, 410, 422].map(class).iter().all(|c| *c == Class::YourFault));
    }
}
