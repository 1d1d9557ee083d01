//! Explanation of a grade: until when to ask for it, and by when it is to be given.

mod deadline;
mod due;
#[cfg(test)]
mod tests;

pub(crate) use deadline::deadline;
pub use deadline::{Asking, ExplanationDeadline, ExplanationDeadlineFacts};
pub use due::{ExplanationDue, ExplanationDueFacts, Giving};

use crate::BadFacts;
use crate::calendar::{EventDate, LegalPeriod};
use crate::{Form, Law};
use schemars::JsonSchema;
use serde::Deserialize;

/// The section `[explanation]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExplanationLaw {
    /// How long after the announcement it may be asked for, for forms not told on the spot.
    pub request: LegalPeriod,
    /// The forms for which it must be asked for at once, when the grade is told.
    pub immediately_for: Law<Vec<Form>>,
    /// How long after the request it is to be given.
    pub due: LegalPeriod,
    /// The forms for which the work must be handed in together with the request.
    pub work_handed_in_for: Option<Law<Vec<Form>>>,
    /// That a combined written and oral exam is explained only after the oral part.
    pub after_oral: Option<Law<bool>>,
}

/// An explanation that a student asked for.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// The day it was asked for.
    pub requested: EventDate,
    /// The day the student got it; left out while it is pending.
    pub given: Option<EventDate>,
}

impl Explanation {
    /// It is not given before it is asked for.
    pub(crate) fn check(&self, field: &str) -> Result<(), BadFacts> {
        match self.given {
            Some(given) if given < self.requested => Err(BadFacts::new(
                format!("{field}.given"),
                &serde_json::json!(given),
                format!("{} or later, the day it was requested", *self.requested),
            )),
            _ => Ok(()),
        }
    }
}
