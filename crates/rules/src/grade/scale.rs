//! The two grade scales (uhl. § 11-7 (1)). They have nothing to do with each other: there is
//! no conversion between them, and grades on different scales do not compare.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// A letter grade; A is the best, F is a fail. Ordered from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the letters say it themselves")]
pub enum Letter {
    F,
    E,
    D,
    C,
    B,
    A,
}

impl Letter {
    /// All letters, best first.
    pub const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// How many grades lie between two letters: 0 for the same, 1 for neighbours.
    pub fn distance(self, other: Self) -> u8 {
        (self as u8).abs_diff(other as u8)
    }
}

/// A grade on one of the two scales.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "&'static str")]
#[schemars(with = "GradeForm")]
pub enum Grade {
    /// On the scale A to F.
    Letter(Letter),
    /// On the scale pass/fail: `bestått`.
    Pass,
    /// On the scale pass/fail: `ikke bestått`.
    Fail,
}

/// The written forms, for the JSON schema alone.
#[derive(JsonSchema)]
#[schemars(inline)]
#[expect(dead_code, reason = "exists for its schema")]
enum GradeForm {
    A,
    B,
    C,
    D,
    E,
    F,
    #[schemars(rename = "bestått")]
    Pass,
    #[schemars(rename = "ikke bestått")]
    Fail,
}

/// The two scales of the Act (uhl. § 11-7 (1)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GradeScale {
    /// A to E for pass, F for fail.
    Letter,
    /// Pass or fail, an expression of its own.
    PassFail,
}

impl Grade {
    /// Every grade there is, each scale from best to worst.
    pub const ALL: [Self; 8] = [
        Self::Letter(Letter::A),
        Self::Letter(Letter::B),
        Self::Letter(Letter::C),
        Self::Letter(Letter::D),
        Self::Letter(Letter::E),
        Self::Letter(Letter::F),
        Self::Pass,
        Self::Fail,
    ];

    /// The scale the grade stands on.
    pub fn scale(self) -> GradeScale {
        match self {
            Self::Letter(_) => GradeScale::Letter,
            Self::Pass | Self::Fail => GradeScale::PassFail,
        }
    }

    /// Whether the exam is passed with this grade.
    pub fn passed(self) -> bool {
        !matches!(self, Self::Letter(Letter::F) | Self::Fail)
    }

    /// How many grades lie between two letter grades; `None` off the letter scale, where
    /// the word "grades apart" has no meaning.
    pub fn distance(self, other: Self) -> Option<u8> {
        match (self, other) {
            (Self::Letter(one), Self::Letter(two)) => Some(one.distance(two)),
            _ => None,
        }
    }

    /// The grade as the field writes it, in data and in protocols.
    pub fn code(self) -> &'static str {
        match self {
            Self::Letter(Letter::A) => "A",
            Self::Letter(Letter::B) => "B",
            Self::Letter(Letter::C) => "C",
            Self::Letter(Letter::D) => "D",
            Self::Letter(Letter::E) => "E",
            Self::Letter(Letter::F) => "F",
            Self::Pass => "bestått",
            Self::Fail => "ikke bestått",
        }
    }

    /// Reads a grade as [`Grade::code`] writes it; `None` for anything else.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.code() == code)
    }
}

/// Better grades are greater. Across the scales there is no order.
impl PartialOrd for Grade {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Letter(one), Self::Letter(two)) => one.partial_cmp(two),
            _ if self.scale() == other.scale() => self.passed().partial_cmp(&other.passed()),
            _ => None,
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl From<Grade> for &'static str {
    fn from(grade: Grade) -> Self {
        grade.code()
    }
}

impl TryFrom<String> for Grade {
    type Error = String;

    fn try_from(given: String) -> Result<Self, String> {
        Self::from_code(&given).ok_or_else(|| {
            format!("no grade: {given}, expected A, B, C, D, E, F, bestått, ikke bestått")
        })
    }
}
