//! The message: an envelope of JSON that says who writes what to whom about which case.

pub(crate) mod instant;
pub(crate) mod json;
mod names;
mod outgoing;
#[cfg(test)]
mod tests;

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Party;
pub use names::{CaseReference, Kind, MessageId};
pub use outgoing::{Outgoing, Route, TooLarge};

/// As long as a message, a question or an answer may be, in bytes of its body.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;
/// As deep as arrays and objects may be nested, the envelope itself being the first.
pub const DEPTH_MAX: usize = 32;

/// What a message says. Its text forms are JSON in UTF-8; what is signed and kept is the text as
/// it was sent, never a text made anew from this.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// A random id (UUID v4), the sender's choice: the same in every attempt, and never used for
    /// another content.
    pub id: MessageId,
    /// What kind of message it is.
    pub kind: Kind,
    /// Who writes.
    pub from: Party,
    /// To whom.
    pub to: Party,
    /// When it was written, by the sender's wall clock. It decides nothing.
    #[serde(with = "instant")]
    pub sent_at: Timestamp,
    /// The domain's time at the sender, which in a demo differs from wall time. It decides no
    /// deadline at the receiver.
    #[serde(with = "instant")]
    pub domain_at: Timestamp,
    /// The sender's case, as an opaque reference.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "json::present")]
    pub about: Option<CaseReference>,
    /// What the kind of message prescribes. It may hold personal data.
    pub body: Map<String, Value>,
}

/// Why a text is no envelope. It does not quote the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoEnvelope {
    /// Longer than [`BODY_BYTES_MAX`].
    #[error("longer than {BODY_BYTES_MAX} bytes")]
    TooLong,
    /// Not JSON in UTF-8, or something after it.
    #[error("not JSON")]
    NotJson,
    /// Nested deeper than [`DEPTH_MAX`].
    #[error("nested deeper than {DEPTH_MAX}")]
    TooDeep,
    /// A member of an object stands there twice: two readers could read two different messages.
    #[error("a member of an object stands there twice")]
    Twice,
    /// A field is missing, unknown, or not of its form.
    #[error("a field is missing, unknown or not of its form")]
    OtherFields,
}

impl Envelope {
    /// Reads an envelope strictly: bounded, no member twice, no field too many.
    pub fn read(text: &[u8]) -> Result<Self, NoEnvelope> {
        if text.len() > BODY_BYTES_MAX {
            return Err(NoEnvelope::TooLong);
        }
        let value = json::read(text)?;
        Self::deserialize(value).map_err(|_| NoEnvelope::OtherFields)
    }
}

/// Without the body and the case, so that a log names nobody.
impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("from", &self.from)
            .field("to", &self.to)
            .finish_non_exhaustive()
    }
}
