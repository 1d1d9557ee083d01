//! The languages that every user-facing sentence is written in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language form that a person may read Kandidat in.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Norwegian bokmål.
    Nb,
    /// Norwegian nynorsk.
    Nn,
    /// English.
    En,
}

impl Language {
    /// All language forms, in the order they are offered to a reader.
    pub const ALL: [Self; 3] = [Self::Nb, Self::Nn, Self::En];

    /// The tag used in HTML, in the database and in URLs: `nb`, `nn` or `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }

    /// Reads a tag written by [`Language::tag`]; `None` for anything else.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }
}

/// One sentence in every language form: a text cannot exist in one form alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Text {
    /// The sentence in bokmål.
    pub nb: String,
    /// The sentence in nynorsk.
    pub nn: String,
    /// The sentence in English.
    pub en: String,
}

impl Text {
    /// Puts the three forms side by side.
    pub fn new(nb: impl Into<String>, nn: impl Into<String>, en: impl Into<String>) -> Self {
        Self { nb: nb.into(), nn: nn.into(), en: en.into() }
    }

    /// The sentence in one language form.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Nb => &self.nb,
            Language::Nn => &self.nn,
            Language::En => &self.en,
        }
    }
}
