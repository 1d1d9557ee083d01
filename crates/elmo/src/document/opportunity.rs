//! A course or a qualification, and what the learner has achieved in it.

use super::{Identifier, Words, named};
use jiff::civil::Date;
use rules::{Credits, Term};

/// A learning opportunity: a course, a qualification, or what lies between, with the learner's result in it. What
/// hangs under a qualification is its [`Opportunity::parts`].
#[derive(Clone, Debug, PartialEq)]
pub struct Opportunity {
    /// What sort it is, where somebody says.
    pub kind: Option<Kind>,
    /// What it is known by, each with its kind: `courseCode`, `courseVersion`, `local`, `nus`, …
    pub identifiers: Vec<Identifier>,
    /// Its name.
    pub title: Words,
    /// A page about it.
    pub url: Option<String>,
    /// What is taught; lines of plain text.
    pub description: Words,
    /// The result. It is passed: nothing else stands in a document.
    pub achieved: Achieved,
    /// What it is made up of.
    pub parts: Vec<Opportunity>,
}

impl Opportunity {
    /// The kind of identifier that is a course's code.
    pub const CODE: &'static str = "courseCode";
    /// The kind of identifier that is the version of a course.
    pub const VERSION: &'static str = "courseVersion";

    /// The course code.
    pub fn code(&self) -> Option<&str> {
        named(&self.identifiers, Self::CODE)
    }

    /// Which version of the course.
    pub fn version(&self) -> Option<&str> {
        named(&self.identifiers, Self::VERSION)
    }

    /// Whether it is a qualification.
    pub fn is_qualification(&self) -> bool {
        self.kind == Some(Kind::DegreeProgramme)
    }

    /// Whether two say the same, whatever they are made up of.
    pub(crate) fn is_same_alone(&self, other: &Self) -> bool {
        let Self { kind, identifiers, title, url, description, achieved, parts: _ } = self;
        *kind == other.kind
            && *identifiers == other.identifiers
            && *title == other.title
            && *url == other.url
            && *description == other.description
            && *achieved == other.achieved
    }
}

/// What sort of learning opportunity it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Leads to a qualification.
    DegreeProgramme,
    /// Several courses that belong together.
    Module,
    /// A course.
    Course,
    /// Part of a course.
    Class,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::DegreeProgramme, Self::Module, Self::Course, Self::Class];

    /// As ELMO writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::DegreeProgramme => "Degree Programme",
            Self::Module => "Module",
            Self::Course => "Course",
            Self::Class => "Class",
        }
    }

    /// Reads what [`Kind::name`] writes; `None` for anything else.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A passed result.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Achieved {
    /// What the result itself is known by; the first one tells it from all others of the institution.
    pub identifiers: Vec<Identifier>,
    /// The day it began.
    pub started: Option<Date>,
    /// The day of the result, or on which the qualification was conferred.
    pub date: Option<Date>,
    /// The term, by year and half (extension of ours).
    pub term: Option<Term>,
    /// The term, by name and days.
    pub period: Option<Period>,
    /// The grade as the institution writes it.
    pub grade: Option<String>,
    /// The [`super::Scale`] it stands on.
    pub scale: Option<String>,
    /// Credits (ECTS, studiepoeng). Either what is above has them or what is below.
    pub credits: Option<Credits>,
    /// The level in the European Qualifications Framework, 1 to 8.
    pub level: Option<u8>,
    /// The title of the thesis or paper (extension of ours).
    pub thesis: Words,
}

/// A term by name and days.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// Its name, e.g. `2019 Vår`; in at least one language.
    pub title: Words,
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}
