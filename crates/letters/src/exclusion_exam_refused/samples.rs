//! Invented letters of this kind.

use super::ExclusionExamRefused;
use crate::exclusion::{ExamRegistrations, StandingDecision, samples as exclusions};
use jiff::civil::date;

/// Every legal basis under both Acts, and a decision of which only the register's entry is known.
pub fn samples() -> Vec<(&'static str, ExclusionExamRefused)> {
    exclusions::exam_decisions().map(|(variant, decision)| (variant, letter(decision))).to_vec()
}

fn letter(decision: StandingDecision) -> ExclusionExamRefused {
    let mut registrations = exclusions::registrations();
    if decision.studies.is_all() {
        registrations.courses.push(exclusions::another_course());
    }
    ExclusionExamRefused {
        head: exclusions::head(date(2026, 9, 16)),
        registrations: ExamRegistrations { ..registrations },
        tried_on: date(2026, 9, 14),
        tried_in: "Studentweb".to_owned(),
        appeal: exclusions::appeal(&decision),
        decision,
    }
}
