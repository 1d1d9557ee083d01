//! What the register is asked about somebody for, and which rows it answers with.

use super::{ExclusionLaw, ExclusionType};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What somebody is looked up for. The register answers for no other purpose (uhl. § 12-11).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// An application for admission.
    Admission,
    /// An application for recognition of earlier education.
    Recognition,
    /// A right to study, or registration for an exam.
    Study,
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 3] = [Self::Admission, Self::Recognition, Self::Study];

    /// The word for it, as messages and tables have it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Admission => "admission",
            Self::Recognition => "recognition",
            Self::Study => "study",
        }
    }

    /// Reads a word written by [`Purpose::code`]; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }
}

impl ExclusionLaw {
    /// Whether a row is told to whoever asks for a purpose: it is where the row bars something that the
    /// purpose is about (uhl. § 12-11; GDPR art. 5 nr. 1 bokstav b og c). The row's legal basis is not
    /// known: that it names a programme is.
    pub fn is_told(&self, purpose: Purpose, kind: ExclusionType, programme: bool) -> bool {
        let (Some(about), Some(bars)) =
            (self.purposes.get(&purpose), self.bars_elsewhere(kind, programme))
        else {
            return false;
        };
        bars.value.iter().any(|action| about.value.contains(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RuleSets;
    use ExclusionType::{Eksamenl, Eksamenn, Karantenel, Karantenen};
    use Purpose::{Admission, Recognition, Study};

    fn told_for(rule_set: &str, kind: ExclusionType, programme: bool) -> Vec<Purpose> {
        let rules = RuleSets::shipped().get(rule_set).unwrap();
        let law = rules.sections.exclusion.as_ref().unwrap();
        let told = |purpose: &Purpose| law.is_told(*purpose, kind, programme);
        Purpose::ALL.into_iter().filter(told).collect()
    }

    /// Requirements
    #[test]
    fn a_row_is_told_for_what_it_bars_and_for_nothing_else() {
        for rule_set in ["uit-2011", "uhl-2024"] {
            assert_eq!(told_for(rule_set, Eksamenn, false), [Study], "{rule_set}");
            assert_eq!(
                told_for(rule_set, Karantenen, false),
                [Admission, Recognition],
                "{rule_set}"
            );
        }
    }

    /// Since 2024 who is unsuited has no place in the same study; recognition is open.
    /// Requirements: Q-09
    #[test]
    fn a_quarantine_from_one_study_is_told_for_admission_alone() {
        assert_eq!(told_for("uhl-2024", Karantenen, true), [Admission]);
    }

    #[test]
    fn each_purpose_has_its_word() {
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::parse(purpose.code()), Some(purpose));
            assert_eq!(serde_json::to_value(purpose).unwrap(), purpose.code());
        }
        assert_eq!(Purpose::parse("curiosity"), None);
        assert_eq!(told_for("uhl-2024", Eksamenl, false), [Study]);
        assert_eq!(told_for("uhl-2024", Karantenel, false), [Admission]);
    }
}
