//! Appeal against a grade, and against an exclusion decision: until when, and whether it
//! can be taken up.

mod admissible;
mod clocks;
mod deadline;
mod decision_appeal;
mod refusals;
#[cfg(test)]
mod tests;

pub use admissible::{
    Admission, AppealAdmissible, AppealAdmissibleFacts, Appeals, Diploma, Group, excusable_until,
};
pub use clocks::{AppealClocks, FormalComplaint};
pub(crate) use deadline::deadline;
pub use deadline::{AppealClock, AppealDeadline, AppealDeadlineAnswer, AppealDeadlineFacts};
pub use decision_appeal::{
    AppealBody, Decided, DecisionAppeal, DecisionAppealDeadline, DecisionAppealDeadlineFacts,
    DecisionAppealLaw,
};

use crate::calendar::LegalPeriod;
use crate::{Form, Law};
use serde::Deserialize;

/// The section `[appeal]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealLaw {
    /// How long after the announcement, the explanation or the formal decision.
    pub deadline: LegalPeriod,
    /// Whether an explanation asked for too late still starts the clock anew.
    pub late_request_restarts_clock: Law<bool>,
    /// How long after the announcement a late appeal can be excused at all (fvl. § 31 (3)); absent: never. A
    /// last day on which offices are closed moves to the next working day (domstolloven § 149, fvl. § 30).
    pub late_excuse_within: Option<LegalPeriod>,
    /// Whether a part of an exam can be appealed before the course grade is announced.
    pub parts: Law<Parts>,
    /// Whether a passed written part can be appealed before the oral part is held.
    pub written_part_before_oral: Law<bool>,
    /// Whether all members of a group must sign.
    pub group_signs_together: Law<bool>,
    /// Whether a diploma that was issued must be returned first.
    pub diploma_returned_first: Law<bool>,
    /// The forms for which the work must be handed in together with the appeal.
    pub work_handed_in_for: Option<Law<Vec<Form>>>,
    /// The forms that cannot be verified by their nature, unless the facts say otherwise.
    pub not_verifiable: Law<Vec<Form>>,
    /// That the grade of a re-grading is final.
    pub regrade_is_final: Law<bool>,
}

/// What may be appealed while parts of the course remain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parts {
    /// Nothing before the grade of the course is announced.
    AfterCourseGrade,
    /// Parts with a fixed weight; others after the grade of the course.
    Weighted,
    /// Each part.
    Each,
}
