//! The facts that start, stop and restart the appeal deadline.

use crate::calendar::EventDate;
use crate::explanation::Explanation;
use crate::{BadFacts, Form};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

/// A complaint on formal errors at the same exam.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormalComplaint {
    /// The day it was lodged.
    pub lodged: EventDate,
    /// The day the student got the decision; left out while it is pending.
    pub decided: Option<EventDate>,
}

/// Everything that moves the appeal deadline of one student for one grade.
#[derive(Clone, Debug)]
pub struct AppealClocks {
    /// How the exam was taken.
    pub form: Form,
    /// The day the grade was announced.
    pub announced: EventDate,
    /// The explanation that was asked for, if any.
    pub explanation: Option<Explanation>,
    /// The complaint on formal errors, if any.
    pub formal_complaint: Option<FormalComplaint>,
}

impl AppealClocks {
    /// Nothing ends before it begins.
    pub(crate) fn check(&self) -> Result<(), BadFacts> {
        if let Some(explanation) = &self.explanation {
            explanation.check("explanation")?;
        }
        let formal = self.formal_complaint.as_ref();
        let reversed = formal.and_then(|f| f.decided.filter(|decided| *decided < f.lodged));
        match (formal, reversed) {
            (Some(formal), Some(decided)) => Err(BadFacts::new(
                "formal_complaint.decided",
                &json!(decided),
                format!("{} or later, the day it was lodged", *formal.lodged),
            )),
            _ => Ok(()),
        }
    }
}
