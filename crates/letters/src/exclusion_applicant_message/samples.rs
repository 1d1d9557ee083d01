//! Invented letters of this kind.

use super::ExclusionApplicantMessage;
use crate::exclusion::{StandingDecision, Studies, samples as exclusions};
use jiff::civil::date;
use rules::Text;

/// Some choices left alone, and none; each decision that bars from admission.
pub fn samples() -> Vec<(&'static str, ExclusionApplicantMessage)> {
    exclusions::admission_decisions()
        .map(|(variant, decision)| (variant, message(decision)))
        .to_vec()
}

fn message(decision: StandingDecision) -> ExclusionApplicantMessage {
    let later = Text::new(
        "bachelor i historie, studiestart august 2027",
        "bachelor i historie, studiestart august 2027",
        "bachelor in history, beginning August 2027",
    );
    let of_one_study = matches!(decision.studies, Studies::Study(_)) && !decision.local;
    ExclusionApplicantMessage {
        head: exclusions::head(date(2026, 10, 20)),
        through: Text::new(
            "Samordna opptak",
            "Samordna opptak",
            "Samordna opptak (national admission)",
        ),
        barred: vec![Text::new(
            "bachelor i sykepleie, studiestart januar 2027",
            "bachelor i sjukepleie, studiestart januar 2027",
            "bachelor in nursing, beginning January 2027",
        )],
        to_be_assessed: of_one_study
            .then(|| {
                Text::new(
                    "bachelor i vernepleie, studiestart januar 2027",
                    "bachelor i vernepleie, studiestart januar 2027",
                    "bachelor in social education, beginning January 2027",
                )
            })
            .into_iter()
            .collect(),
        open: if decision.conduct.is_some() { vec![later] } else { Vec::new() },
        decision,
    }
}
