//! Until when a student may complain of formal errors, as letters tell it.

use jiff::civil::Date;
use letters::Right;
use rules::formal_complaint::{Answer, Facts, FormalComplaintDeadline};
use rules::{Rule, RuleSet};

/// The right of one who learned of the error with the result on this day, and got the
/// result of an appeal against the grade on that day (uhl. § 11-9 (1), (6)). `None` where
/// the rule set does not regulate formal complaints.
pub(crate) fn formal_complaint(
    known: Date,
    appeal_result: Option<Date>,
    law: &RuleSet,
) -> Option<Right> {
    let section = law.sections.formal_complaint.as_ref()?;
    let facts = Facts {
        known: known.into(),
        explanation: None,
        appeal_result: appeal_result.map(Into::into),
    };
    let decision = FormalComplaintDeadline::decide(&facts, law);
    let Ok(Answer::Until { deadline, .. }) = decision.outcome else { return None };
    let law = section.deadline.law.clone();
    Some(Right { until: deadline, law, because: decision.because })
}
