//! What becomes of a candidate, and what sorts of things happen.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What became of a candidate in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// She came, and has not handed in yet.
    Present,
    /// She did not come.
    Absent,
    /// She handed an answer in.
    HandedIn,
    /// She handed in without an answer: counted as one.
    Blank,
    /// She left without handing in.
    Withdrew,
}

impl Status {
    /// Every one, in the order of forms.
    pub const ALL: [Self; 5] =
        [Self::Present, Self::Absent, Self::HandedIn, Self::Blank, Self::Withdrew];

    /// The word in the database and in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Absent => "absent",
            Self::HandedIn => "handed_in",
            Self::Blank => "blank",
            Self::Withdrew => "withdrew",
        }
    }

    /// Reads a word; `None` for any other.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// The message key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Present => ui::key("room-protocol-present"),
            Self::Absent => ui::key("room-protocol-absent"),
            Self::HandedIn => ui::key("room-protocol-handed-in"),
            Self::Blank => ui::key("room-protocol-blank"),
            Self::Withdrew => ui::key("room-protocol-withdrew"),
        }
    }

    /// Whether she came.
    pub fn came(self) -> bool {
        self != Self::Absent
    }

    /// Whether there is something to be counted: an answer, or one that is blank.
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::HandedIn | Self::Blank)
    }

    /// Whether nothing more is to come.
    pub fn is_final(self) -> bool {
        self != Self::Present
    }
}

/// What sort of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Somebody came late.
    Late,
    /// Somebody fell ill.
    Illness,
    /// Cheating is suspected.
    Suspicion,
    /// Something did not work.
    Technical,
    /// Something else.
    Other,
    /// The protocol was opened again after it was closed.
    OpenedAgain,
}

impl EventKind {
    /// Those that are noted by hand, in the order of forms.
    pub const NOTED: [Self; 5] =
        [Self::Late, Self::Illness, Self::Suspicion, Self::Technical, Self::Other];

    /// The word in the database and in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Illness => "illness",
            Self::Suspicion => "suspicion",
            Self::Technical => "technical",
            Self::Other => "other",
            Self::OpenedAgain => "opened_again",
        }
    }

    /// Reads a word; `None` for any other.
    pub fn read(word: &str) -> Option<Self> {
        let all = Self::NOTED.into_iter().chain([Self::OpenedAgain]);
        all.into_iter().find(|one| one.word() == word)
    }

    /// The message key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Late => ui::key("room-protocol-late"),
            Self::Illness => ui::key("room-protocol-illness"),
            Self::Suspicion => ui::key("room-protocol-suspicion"),
            Self::Technical => ui::key("room-protocol-technical"),
            Self::Other => ui::key("room-protocol-other"),
            Self::OpenedAgain => ui::key("room-protocol-opened-again"),
        }
    }
}
