//! What a student is suspected of, or was found to have done.

use super::Work;
use crate::Form;
use rules::Text;
use serde::{Deserialize, Serialize};

/// What a misconduct case is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "matter", rename_all = "snake_case", deny_unknown_fields)]
pub enum Matter {
    /// Cheating or an attempt at it.
    Cheating {
        /// The exam or coursework.
        work: Work,
    },
    /// Help given to another's cheating.
    Aiding {
        /// The exam or coursework of the other.
        work: Work,
    },
    /// False documents.
    FalseDocuments {
        /// What they were used for.
        used_for: UsedFor,
    },
    /// Grossly disruptive behaviour, and a removal that was not respected.
    Disruption,
    /// Gross misconduct towards patients, users, pupils or others in clinical or practical training.
    GrossMisconduct {
        /// Where the training took place.
        placement: Text,
    },
    /// A gross breach of the duty of confidentiality.
    Confidentiality {
        /// Where the training took place.
        placement: Text,
    },
}

/// What false documents were used for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsedFor {
    /// To be admitted.
    Admission,
    /// To have education recognised.
    Recognition,
    /// To be let in to an exam or have one approved.
    Exam,
}

/// With what intent something was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// On purpose (forsettlig).
    Intentional,
    /// By gross negligence (grovt uaktsomt).
    GrosslyNegligent,
}

impl Intent {
    /// The assessment as a sentence.
    pub(crate) fn assessed(self) -> Text {
        match self {
            Self::Intentional => text!(
                nb: "Du gjorde det med vilje (forsettlig).",
                nn: "Du gjorde det med vilje (forsettleg).",
                en: "You did so intentionally."
            ),
            Self::GrosslyNegligent => text!(
                nb: "Du gjorde det grovt uaktsomt.",
                nn: "Du gjorde det grovt aktlaust.",
                en: "You did so by gross negligence."
            ),
        }
    }
}

impl UsedFor {
    fn purpose(self) -> Text {
        match self {
            Self::Admission => text!(
                nb: "for å få opptak til studier",
                nn: "for å få opptak til studium",
                en: "to be admitted to studies"
            ),
            Self::Recognition => text!(
                nb: "for å få godkjent utdanning",
                nn: "for å få godkjend utdanning",
                en: "to have education recognised"
            ),
            Self::Exam => text!(
                nb: "for å få adgang til eksamen",
                nn: "for å få tilgang til eksamen",
                en: "to be let in to an exam"
            ),
        }
    }
}

impl Matter {
    /// What it is about, without the place where a student trained: for titles.
    pub(crate) fn short(&self) -> Text {
        match self {
            Self::GrossMisconduct { .. } => text!(
                nb: "grovt klanderverdig opptreden i praksis",
                nn: "grovt klanderverdig framferd i praksis",
                en: "gross misconduct in practical training"
            ),
            Self::Confidentiality { .. } => text!(
                nb: "grovt brudd på taushetsplikten",
                nn: "grovt brot på teieplikta",
                en: "a gross breach of confidentiality"
            ),
            _ => self.named(),
        }
    }

    /// What it is about, as it stands inside a sentence: `fusk ved hjemmeeksamenen i …`.
    pub(crate) fn named(&self) -> Text {
        match self {
            Self::Cheating { work } => text!(
                nb: "fusk ved {work}", nn: "fusk ved {work}", en: "cheating in {work}"; work = work
            ),
            Self::Aiding { work } => text!(
                nb: "medvirkning til fusk ved {work}",
                nn: "medverknad til fusk ved {work}",
                en: "aiding cheating in {work}";
                work = work
            ),
            Self::FalseDocuments { used_for } => text!(
                nb: "bruk av falske dokumenter {purpose}",
                nn: "bruk av falske dokument {purpose}",
                en: "the use of false documents {purpose}";
                purpose = used_for.purpose()
            ),
            Self::Disruption => text!(
                nb: "grovt forstyrrende opptreden",
                nn: "grovt forstyrrande framferd",
                en: "grossly disruptive behaviour"
            ),
            Self::GrossMisconduct { placement } => text!(
                nb: "grovt klanderverdig opptreden i praksis ved {placement}",
                nn: "grovt klanderverdig framferd i praksis ved {placement}",
                en: "gross misconduct in practical training at {placement}";
                placement = placement
            ),
            Self::Confidentiality { placement } => text!(
                nb: "grovt brudd på taushetsplikten i praksis ved {placement}",
                nn: "grovt brot på teieplikta i praksis ved {placement}",
                en: "a gross breach of confidentiality in practical training at {placement}";
                placement = placement
            ),
        }
    }

    /// What was done, after *you have*: `fusket ved hjemmeeksamenen i …`.
    pub(crate) fn done(&self) -> Text {
        match self {
            Self::Cheating { work } => text!(
                nb: "fusket ved {work}", nn: "fuska ved {work}", en: "cheated in {work}"; work = work
            ),
            Self::Aiding { work } => text!(
                nb: "medvirket til fusk ved {work}",
                nn: "medverka til fusk ved {work}",
                en: "aided cheating in {work}";
                work = work
            ),
            Self::FalseDocuments { used_for } => text!(
                nb: "brukt falske dokumenter {purpose}",
                nn: "brukt falske dokument {purpose}",
                en: "used false documents {purpose}";
                purpose = used_for.purpose()
            ),
            Self::Disruption => text!(
                nb: "opptrådt grovt forstyrrende og ikke respektert en bortvisning",
                nn: "opptredd grovt forstyrrande og ikkje respektert ei bortvising",
                en: "behaved in a grossly disruptive way and not respected a removal"
            ),
            Self::GrossMisconduct { placement } => text!(
                nb: "opptrådt grovt klanderverdig i praksis ved {placement}",
                nn: "opptredd grovt klanderverdig i praksis ved {placement}",
                en: "acted with gross misconduct in practical training at {placement}";
                placement = placement
            ),
            Self::Confidentiality { placement } => text!(
                nb: "brutt taushetsplikten grovt i praksis ved {placement}",
                nn: "brote teieplikta grovt i praksis ved {placement}",
                en: "grossly breached your duty of confidentiality in practical training at \
                     {placement}";
                placement = placement
            ),
        }
    }

    /// What kind of misconduct it is, without the exam or the place.
    pub(crate) fn kind(&self) -> Text {
        match self {
            Self::Cheating { .. } => text!(nb: "fusk", nn: "fusk", en: "cheating"),
            Self::Aiding { .. } => text!(
                nb: "medvirkning til fusk", nn: "medverknad til fusk", en: "aiding cheating"
            ),
            Self::FalseDocuments { .. } => text!(
                nb: "bruk av falske dokumenter",
                nn: "bruk av falske dokument",
                en: "the use of false documents"
            ),
            _ => self.short(),
        }
    }

    /// What the body is asked to find, after *whether this is*.
    pub(crate) fn in_question(&self) -> Text {
        match self {
            Self::Cheating { .. } => text!(
                nb: "fusk eller forsøk på fusk",
                nn: "fusk eller forsøk på fusk",
                en: "cheating or an attempt to cheat"
            ),
            _ => self.kind(),
        }
    }
}

impl Form for Matter {
    fn form(&self, language: rules::Language) -> String {
        self.named().form(language)
    }
}
