//! Exact wording of acts and regulations that letters quote, and where it stands.
//!
//! The wording is law and stands in the language it was given in, whatever the language
//! of the letter; the letter says the same in plain words beside it.

use crate::{Block, blocks::same};
use rules::cited::Quotation;
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// A passage of an act or regulation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalWording {
    /// The wording.
    pub wording: String,
    /// The language it was given in.
    pub language: Language,
    /// Where it stands.
    pub source: Text,
}

impl From<&Quotation> for LegalWording {
    fn from(quoted: &Quotation) -> Self {
        let Quotation { wording, language, source, .. } = quoted.clone();
        Self { wording, language, source }
    }
}

impl LegalWording {
    /// The passage as a block of a letter.
    pub(crate) fn block(&self) -> Block<Text> {
        Block::Quote {
            wording: same(&self.wording),
            wording_language: self.language,
            source: Text { en: self.english_source(), ..self.source.clone() },
        }
    }

    /// Who reads the letter in English is told why the quotation is not.
    fn english_source(&self) -> String {
        match self.language {
            Language::En => self.source.en.clone(),
            Language::Nb | Language::Nn => format!("{}, quoted in Norwegian", self.source.en),
        }
    }
}
