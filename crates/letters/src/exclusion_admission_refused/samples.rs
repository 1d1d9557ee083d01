//! Invented letters of this kind.

use super::ExclusionAdmissionRefused;
use crate::exclusion::{StandingDecision, samples as exclusions};
use jiff::civil::date;
use rules::Text;

/// All studies under both Acts, a class of studies, and one study.
pub fn samples() -> Vec<(&'static str, ExclusionAdmissionRefused)> {
    exclusions::admission_decisions()
        .map(|(variant, decision)| (variant, letter(decision)))
        .to_vec()
}

fn letter(decision: StandingDecision) -> ExclusionAdmissionRefused {
    ExclusionAdmissionRefused {
        head: exclusions::head(date(2026, 10, 1)),
        applied_on: date(2026, 9, 15),
        programmes: vec![
            Text::new("bachelor i sykepleie", "bachelor i sjukepleie", "bachelor in nursing"),
            Text::new(
                "bachelor i vernepleie",
                "bachelor i vernepleie",
                "bachelor in social education",
            ),
        ],
        appeal: exclusions::appeal(&decision),
        decision,
    }
}
