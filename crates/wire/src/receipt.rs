//! What the receiver gives its word for: that a message is stored, or what it answers.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::message::{instant, json};
use crate::{Digest, MessageId, Party};

/// As long as the body of a receipt may be, in bytes: its fields take a tenth of it.
pub const RECEIPT_BYTES_MAX: usize = 4096;

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
    /// Reads a receipt strictly. It is kept for good, so a long one is none.
    pub fn read(text: &[u8]) -> Option<Self> {
        if text.len() > RECEIPT_BYTES_MAX {
            return None;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_that_is_padded_beyond_what_is_kept_of_it_is_none() {
        let receipt = Receipt {
            message: MessageId::random(),
            digest: Digest::of(b"{}"),
            stored_at: "2026-11-23T10:00:00Z".parse().unwrap(),
            by: Party::Register,
        };
        let written = serde_json::to_vec(&receipt).unwrap();
        let padded = |length: usize| {
            let mut text = written.clone();
            text.resize(length, b' ');
            Receipt::read(&text)
        };
        assert!(written.len() * 10 < RECEIPT_BYTES_MAX, "{} bytes", written.len());
        assert_eq!(padded(RECEIPT_BYTES_MAX), Some(receipt));
        assert_eq!(padded(RECEIPT_BYTES_MAX + 1), None);
    }
}
