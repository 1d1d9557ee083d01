//! Exact wording of acts and regulations that letters quote, and where it stands.
//!
//! The wording is law and stands in the language it was given in, whatever the language
//! of the letter; the letter says the same in plain words beside it.

use crate::{Block, blocks::same};
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

impl LegalWording {
    /// The passage as a block of a letter.
    pub(crate) fn block(&self) -> Block<Text> {
        Block::Quote {
            wording: same(&self.wording),
            wording_language: self.language,
            source: self.source.clone(),
        }
    }
}

/// The new committee under the regulation for examinations at UiT, in force in 2011:
/// § 46, third paragraph.
pub fn uit_2011_section_46() -> LegalWording {
    LegalWording {
        wording: "Ved klage skal kandidatens besvarelse forelegges ny eksamenskommisjon som \
                  vurderer hele eksamenen på nytt. Den nye eksamenskommisjonen skal foreta en \
                  helt ny sensurering, og skal således ikke ha opplysninger om karakter, \
                  begrunnelse for karakteren eller studentens begrunnelse for klagen. Den nye \
                  kommisjonen skal alltid ha sensorveiledningen."
            .to_owned(),
        language: Language::Nb,
        source: text!(
            nb: "forskrift for eksamener ved UiT § 46 tredje ledd",
            nn: "forskrift for eksamenar ved UiT § 46 tredje leddet",
            en: "the regulation for examinations at UiT, § 46, third paragraph"
        ),
    }
}

/// The new examiners under the 2024 Act: § 11-11, second paragraph.
pub fn uhl_2024_section_11_11() -> LegalWording {
    LegalWording {
        wording: "Det skal være minst to nye sensorer, hvorav minst én ekstern, ved \
                  klagesensuren. Sensorene skal ikke få opprinnelig karakter, opprinnelig \
                  sensors begrunnelse for denne eller studentens begrunnelse for klagen."
            .to_owned(),
        language: Language::Nb,
        source: text!(
            nb: "universitets- og høyskoleloven § 11-11 andre ledd",
            nn: "universitets- og høgskulelova § 11-11 andre leddet",
            en: "the Universities and University Colleges Act, § 11-11, second paragraph"
        ),
    }
}
