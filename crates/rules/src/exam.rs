//! What kind of exam it is: the words that facts, forms and rule sets share.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the exam is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A written exam under invigilation.
    WrittenSchool,
    /// A home exam; its date is the day of hand-in.
    Home,
    /// A term paper; its date is the day of hand-in.
    TermPaper,
    /// A portfolio; its date is the day of the last hand-in.
    Portfolio,
    /// A project; its date is the day of hand-in.
    Project,
    /// An oral exam.
    Oral,
    /// A practical exam.
    Practical,
    /// A performing or artistic exam.
    Performing,
    /// A bachelor's or master's thesis; its date is the day of hand-in.
    Thesis,
}

impl Form {
    /// All forms, in the order a form field offers them.
    pub const ALL: [Self; 9] = [
        Self::WrittenSchool,
        Self::Home,
        Self::TermPaper,
        Self::Portfolio,
        Self::Project,
        Self::Oral,
        Self::Practical,
        Self::Performing,
        Self::Thesis,
    ];

    /// Whether an explanation must be asked for on the spot: oral, practical, performing.
    pub const fn is_told_on_the_spot(self) -> bool {
        matches!(self, Self::Oral | Self::Practical | Self::Performing)
    }
}

/// The level of the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Lower degree.
    Bachelor,
    /// Higher degree.
    Master,
}

/// Why the sitting is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SittingKind {
    /// The ordinary exam.
    Ordinary,
    /// A deferred exam, after valid absence.
    Deferred,
    /// A resit, after failing.
    Resit,
    /// An early exam.
    Early,
}
