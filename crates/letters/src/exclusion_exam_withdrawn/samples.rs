//! Invented letters of this kind.

use super::ExclusionExamWithdrawn;
use crate::exclusion::{RegistrationWord, StandingDecision, samples as exclusions};
use jiff::civil::date;

/// Every legal basis under both Acts, and a decision of which only the register's entry is known.
pub fn samples() -> Vec<(&'static str, ExclusionExamWithdrawn)> {
    exclusions::exam_decisions().map(|(variant, decision)| (variant, letter(decision))).to_vec()
}

fn letter(decision: StandingDecision) -> ExclusionExamWithdrawn {
    let mut registrations = exclusions::registrations();
    registrations.word = RegistrationWord::Exam;
    ExclusionExamWithdrawn {
        head: exclusions::head(date(2026, 10, 5)),
        registrations,
        learned_on: date(2026, 10, 2),
        appeal: exclusions::appeal(&decision),
        decision,
    }
}
