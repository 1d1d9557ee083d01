//! The course and term that a letter is about.

use crate::Form;
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// A course by code and name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// The course code, e.g. `HIS-1001`.
    pub code: String,
    /// The name in every language form.
    pub name: Text,
}

impl Form for Course {
    fn form(&self, language: Language) -> String {
        format!("{} {}", self.code.replace('-', "\u{2011}"), self.name.get(language))
    }
}

/// The part of the year in which an examination was held.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Season {
    /// January to June.
    Spring,
    /// July, where an institution holds summer examinations.
    Summer,
    /// August to December.
    Autumn,
}

/// A term, e.g. autumn 2026.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The part of the year.
    pub season: Season,
    /// The year.
    pub year: i16,
}

impl Form for Term {
    fn form(&self, language: Language) -> String {
        let season = match (self.season, language) {
            (Season::Spring, Language::Nb | Language::Nn) => "våren",
            (Season::Spring, Language::En) => "spring",
            (Season::Summer, Language::Nb | Language::Nn) => "sommeren",
            (Season::Summer, Language::En) => "summer",
            (Season::Autumn, Language::Nb) => "høsten",
            (Season::Autumn, Language::Nn) => "hausten",
            (Season::Autumn, Language::En) => "autumn",
        };
        format!("{season}\u{a0}{}", self.year)
    }
}
