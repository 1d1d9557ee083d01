//! What the receiver gives its word for: that a message is stored, or what it answers.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::message::{instant, json};
use crate::{Digest, MessageId, Party};

/// The body of a receipt. The signature of the response ties it to the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Which message.
    pub message: MessageId,
    /// Of the envelope's bytes.
    pub digest: Digest,
    /// When it was stored, by the receiver's wall clock; the same in every receipt of a message.
    #[serde(with = "instant")]
    pub stored_at: Timestamp,
    /// Who has stored it.
    pub by: Party,
}

/// The body of an answer to a question.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Which question.
    pub question: MessageId,
    /// Of the question's bytes.
    pub digest: Digest,
    /// When it was answered, by the receiver's wall clock; the same however often it is asked.
    #[serde(with = "instant")]
    pub answered_at: Timestamp,
    /// Who answers.
    pub by: Party,
    /// What the kind of question prescribes. It may hold personal data.
    pub body: Map<String, Value>,
}

impl Receipt {
    /// Reads a receipt strictly.
    pub fn read(text: &[u8]) -> Option<Self> {
        Self::deserialize(json::read(text).ok()?).ok()
    }
}

impl Answer {
    /// Reads an answer strictly.
    pub fn read(text: &[u8]) -> Option<Self> {
        Self::deserialize(json::read(text).ok()?).ok()
    }
}

/// Without the body, so that a log names nobody.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("question", &self.question).finish_non_exhaustive()
    }
}
