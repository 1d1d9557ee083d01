//! What a committee is for.

use crate::catalogue::words;
use serde::{Deserialize, Serialize};

/// What a committee is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommitteeKind {
    /// It grades the exam.
    Ordinary,
    /// It grades an answer anew after an appeal.
    Regrade,
    /// It looks further where the first two grades of an appeal lie far apart.
    Further,
}

impl CommitteeKind {
    /// The word in the database.
    pub fn word(self) -> String {
        words::word(&self)
    }

    /// Reads a word that the database's CHECK has already held to these three.
    ///
    /// # Errors
    /// Our own fault: any other word.
    pub fn stored(word: &str) -> sqlx::Result<Self> {
        words::read(word).ok_or_else(|| sqlx::Error::Decode("unknown kind of committee".into()))
    }
}
