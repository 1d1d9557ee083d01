//! What a decision is called where it is told to others: an exclusion, a removal or a quarantine.

use super::{Ordered, Sanction};
use rules::Text;
use serde::{Deserialize, Serialize};

/// The kind of measure that a decision orders. The Acts keep them apart: who is removed from some areas, or
/// is not admitted for a time, is not excluded.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// No studies, or no exams (utestenging).
    #[default]
    Exclusion,
    /// No access to certain areas (bortvisning).
    Removal,
    /// No admission and no recognition (karantenetid).
    Quarantine,
}

impl Measure {
    /// The measure among what was decided; an annulment beside it is none.
    #[must_use]
    pub fn of(ordered: &[Ordered]) -> Self {
        let measure = ordered.iter().find_map(|one| match one.sanction {
            Sanction::Exclusion { .. } | Sanction::ExamBan { .. } => Some(Self::Exclusion),
            Sanction::Removal { .. } => Some(Self::Removal),
            Sanction::AdmissionQuarantine { .. } => Some(Self::Quarantine),
            _ => None,
        });
        measure.unwrap_or_default()
    }

    /// `utestenging`, within a sentence.
    pub(crate) fn named(self) -> Text {
        match self {
            Self::Exclusion => text!(nb: "utestenging", nn: "utestenging", en: "exclusion"),
            Self::Removal => text!(nb: "bortvisning", nn: "bortvising", en: "removal"),
            Self::Quarantine => text!(nb: "karantene", nn: "karantene", en: "quarantine"),
        }
    }

    /// `å utestenge en student`, after *has decided*.
    pub(crate) fn done(self) -> Text {
        match self {
            Self::Exclusion => text!(
                nb: "å utestenge en student", nn: "å stengje ute ein student",
                en: "to exclude a student"
            ),
            Self::Removal => text!(
                nb: "å bortvise en student fra noen områder",
                nn: "å vise bort ein student frå nokre område",
                en: "to remove a student from certain areas"
            ),
            Self::Quarantine => text!(
                nb: "at noen ikke får opptak eller godkjenning av utdanning for en tid",
                nn: "at nokon ikkje får opptak eller godkjenning av utdanning for ei tid",
                en: "that somebody is given neither admission nor recognition for a time"
            ),
        }
    }
}
