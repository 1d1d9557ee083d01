//! Grading: by when it is to be ready.

mod deadline;
mod larger_work;

pub use deadline::{
    Extension, ExtensionUnit, GradingDeadline, GradingDeadlineAnswer, GradingDeadlineFacts,
};
pub use larger_work::LargerWork;

use crate::calendar::LegalPeriod;
use crate::{DayOfYear, Law, PerSeason};
use serde::Deserialize;

/// The section `[grading_deadline]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradingLaw {
    /// How long after the exam, ordinarily.
    pub deadline: LegalPeriod,
    /// Another length for larger works.
    pub larger_work: Option<LargerWork>,
    /// The last date of each semester by which grading must be ready all the same; of
    /// the autumn it lies in the next year.
    pub semester_end: Option<PerSeason<Law<DayOfYear>>>,
    /// The days on which examiners are reminded, counted from the deadline: -7, 0, 1.
    pub reminders: Law<Vec<i8>>,
    /// On which day after the deadline economic sanctions begin.
    pub sanction_on_day: Option<LegalPeriod>,
}
