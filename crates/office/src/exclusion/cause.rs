//! Why what is registered is changed or deleted before its time.

use letters::exclusion_changed::Why;
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// Why a row is changed or deleted before its time; the person is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExclusionCause)]
pub enum Cause {
    /// The decision was reversed.
    Reversed,
    /// The decision was changed, e.g. its period.
    DecisionChanged,
    /// What was registered was not what was decided.
    EntryWrong,
}

impl Cause {
    /// All of them, in the order a form offers them.
    pub const ALL: [Self; 3] = [Self::Reversed, Self::DecisionChanged, Self::EntryWrong];

    /// The word in forms and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reversed => "reversed",
            Self::DecisionChanged => "decision_changed",
            Self::EntryWrong => "entry_wrong",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.code() == word)
    }

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reversed => key("exclusion-cause-reversed"),
            Self::DecisionChanged => key("exclusion-cause-decision-changed"),
            Self::EntryWrong => key("exclusion-cause-entry-wrong"),
        }
    }

    /// The letter's word for it.
    pub(super) const fn in_letter(self) -> Why {
        match self {
            Self::Reversed => Why::Reversed,
            Self::DecisionChanged => Why::DecisionChanged,
            Self::EntryWrong => Why::EntryWrong,
        }
    }
}
