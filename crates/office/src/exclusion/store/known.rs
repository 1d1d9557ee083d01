//! By which id somebody is known, and what a question about her and its answer are.

use crate::PersonId;
use jiff::Timestamp;
use rules::exclusion::Purpose;
use uuid::Uuid;

/// Somebody under one of the ids by which she is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) person: PersonId,
    /// Which of her ids: opaque, and the same as long as she is known by it.
    pub(crate) id: Uuid,
}

/// What the register was asked about somebody.
pub(crate) struct Question {
    pub(crate) message: Uuid,
    pub(crate) whose: Known,
    pub(crate) list_version: i64,
    pub(crate) purpose: Purpose,
    pub(crate) case: Uuid,
}

/// What an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct About {
    /// The message that asked.
    pub(crate) question: Uuid,
    pub(crate) whose: Known,
    pub(crate) purpose: Purpose,
    /// When it was asked, by wall time.
    pub(crate) asked_at: Timestamp,
}
