//! Which exams of a term are planned together: the ordinary ones, or the deferred and resit ones.

use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// A series of exams with a plan of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExamSeries)]
pub enum Series {
    /// Ordinary exams, and those held early with them.
    Ordinary,
    /// Deferred and resit exams.
    Deferred,
}

impl Series {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ordinary, Self::Deferred];

    /// The word in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Deferred => "deferred",
        }
    }

    /// Reads the word; `None` for any other.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|series| series.code() == code)
    }

    /// The kinds of sitting that belong to it, as the catalogue writes them.
    pub fn kinds(self) -> Vec<String> {
        let kinds = match self {
            Self::Ordinary => ["ordinary", "early"],
            Self::Deferred => ["deferred", "resit"],
        };
        kinds.map(ToOwned::to_owned).to_vec()
    }

    /// What it is called: a key of the messages.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ordinary => key("date-wishes-series-ordinary"),
            Self::Deferred => key("date-wishes-series-deferred"),
        }
    }
}
