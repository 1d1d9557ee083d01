//! What a document says, in types of our own.

mod achievement;
mod opportunity;
mod words;

pub use achievement::Achievement;
pub use opportunity::{Achieved, Kind, Opportunity, Period};
pub use words::Words;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::NationalId;
use std::fmt;

/// The levels of the European Qualifications Framework.
pub(crate) const LEVELS: std::ops::RangeInclusive<u8> = 1..=8;

/// Who has passed what, and who says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// When it was made.
    pub generated: Timestamp,
    /// Whose results they are.
    pub learner: Learner,
    /// One for each institution that says something; at least one.
    pub reports: Vec<Report>,
}

/// The person whose results they are. Can be compared, not printed.
#[derive(Clone, PartialEq)]
pub struct Learner {
    /// What the person is known by, each with its kind: `nationalIdentifier`, `esi`, …
    pub identifiers: Vec<Identifier>,
    /// Given names, in one text.
    pub given_names: String,
    /// Family name; empty for whoever has none.
    pub family_name: String,
    /// Date of birth.
    pub born: Option<Date>,
}

impl Learner {
    /// The kind of a national id among the identifiers.
    pub const NATIONAL_ID: &'static str = "nationalIdentifier";

    /// The Norwegian national id, if there is one and its check digits hold.
    pub fn national_id(&self) -> Option<NationalId> {
        let mut given = self.identifiers.iter().filter(|id| id.kind == Self::NATIONAL_ID);
        given.find_map(|id| NationalId::parse(&id.value).ok())
    }
}

impl fmt::Debug for Learner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Learner(***)")
    }
}

/// A name in somebody's list: whose list, and the name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier {
    /// Whose list: `local`, `erasmus`, `courseCode`, …; one line, not empty.
    pub kind: String,
    /// The name in it; one line.
    pub value: String,
}

impl Identifier {
    /// Puts the two together.
    pub fn new(kind: impl Into<String>, value: impl Into<String>) -> Self {
        Self { kind: kind.into(), value: value.into() }
    }
}

/// The first identifier of a kind.
pub(crate) fn named<'a>(identifiers: &'a [Identifier], kind: &str) -> Option<&'a str> {
    identifiers.iter().find(|id| id.kind == kind).map(|id| id.value.as_str())
}

/// What one institution says about the learner.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The institution.
    pub issuer: Issuer,
    /// What has been passed: qualifications with their courses inside, and courses that belong to none.
    pub opportunities: Vec<Opportunity>,
    /// When the institution drew it up.
    pub issued: Timestamp,
    /// The grading schemes that results name.
    pub scales: Vec<Scale>,
}

/// The institution that answers for a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Issuer {
    /// Its country, two capital letters.
    pub country: Option<String>,
    /// What it is known by; at least one.
    pub identifiers: Vec<Identifier>,
    /// Its name.
    pub title: Words,
    /// Its home page.
    pub url: String,
}

/// A grading scheme; its name counts within its report alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// What results of the same report call it.
    pub id: String,
    /// What its grades mean; lines of text.
    pub description: Words,
}

#[test]
fn debug_output_shows_nobody() {
    let learner = Learner {
        identifiers: vec![Identifier::new(Learner::NATIONAL_ID, "01810012345")],
        given_names: "Kari".into(),
        family_name: "Nordmann".into(),
        born: None,
    };
    assert_eq!(format!("{learner:?}"), "Learner(***)");
}
