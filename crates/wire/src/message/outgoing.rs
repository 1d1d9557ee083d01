//! A message or question on its way out.

use std::fmt;

use bytes::Bytes;

use super::{BODY_BYTES_MAX, Envelope, NoEnvelope};

/// Which of the two doors a body is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// Stored by the receiver, acknowledged by a signed receipt, acted on once later.
    Message,
    /// Answered at once in the signed response.
    Question,
}

impl Route {
    /// The path below a party's address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Message => "/wire/v1/messages",
            Self::Question => "/wire/v1/questions",
        }
    }
}

/// What is sent: the envelope, and its bytes, which are the same in every attempt.
#[derive(Clone, PartialEq)]
pub struct Outgoing {
    route: Route,
    envelope: Envelope,
    body: Bytes,
}

/// The body is longer than [`BODY_BYTES_MAX`]; nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a body of {bytes} bytes; at most {BODY_BYTES_MAX} are sent")]
pub struct TooLarge {
    /// As long as it would be.
    pub bytes: usize,
}

impl Outgoing {
    /// Writes the envelope down, once.
    pub fn new(route: Route, envelope: Envelope) -> Result<Self, TooLarge> {
        // An envelope holds texts, numbers and maps with text keys: JSON has a form for them all.
        let body = serde_json::to_vec(&envelope).expect("an envelope is always JSON");
        match body.len() {
            0..=BODY_BYTES_MAX => Ok(Self { route, envelope, body: body.into() }),
            bytes => Err(TooLarge { bytes }),
        }
    }

    /// As it was kept: the same bytes again.
    pub fn restore(route: Route, body: Bytes) -> Result<Self, NoEnvelope> {
        Ok(Self { route, envelope: Envelope::read(&body)?, body })
    }

    /// To which door.
    pub fn route(&self) -> Route {
        self.route
    }

    /// What it says.
    pub fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// The bytes that are signed and sent.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

/// Without the body, so that a log names nobody.
impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("route", &self.route)
            .field("envelope", &self.envelope)
            .finish_non_exhaustive()
    }
}
