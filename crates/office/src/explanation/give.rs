//! The examiner gives the explanation.

use super::{Graded, letter, store, store_appeal_deadline};
use crate::{Act, Error, ExplanationId, Result};
use jiff::civil::Date;
use rules::Text;
use rules::explanation::Explanation;

/// How the examiner gives it: the examiner's own choice (N-06).
pub enum Given {
    /// In writing, both parts of it (N-08).
    Written {
        /// The general principles behind the assessment.
        principles: String,
        /// The assessment of this candidate's performance.
        assessment: String,
    },
    /// Orally, on a day.
    Orally {
        /// The day.
        on: Date,
        /// Where and how.
        told: String,
    },
}

/// An explanation as given.
pub struct Give {
    /// The request it answers.
    pub explanation: ExplanationId,
    /// How.
    pub given: Given,
}

/// Keeps the explanation, starts the appeal deadline anew if the request came in time
/// (E-17), and writes to the student. A grade that was put right since it was asked about is
/// explained as it counts now, and it is that grade's deadline that starts anew; of a grade that
/// an appeal has replaced nothing more runs.
///
/// # Errors
/// Not found unless the person sits in the committee that set the grade. Refused
/// `already-given`; invalid when a part is empty or the day impossible.
pub async fn give(act: &mut Act, new: Give) -> Result<()> {
    let request = store::load(act.conn(), new.explanation, true).await?.ok_or(Error::NotFound)?;
    let mut graded = Graded::to_explain(act.conn(), request.result, true).await?;
    let examiner = act.person()?;
    if !store::graded_by(act.conn(), graded.committee, examiner).await? {
        return Err(Error::NotFound);
    }
    if request.given_on.is_some() {
        return Err(Error::refused(
            "already-given",
            Text::new(
                "Begrunnelsen er allerede gitt.",
                "Grunngivinga er alt gitt.",
                "The explanation has already been given.",
            ),
        ));
    }
    let given_on = complete(&new.given, request.requested_on, act.today())?;
    if graded.result != request.result {
        store::set_result(act.conn(), new.explanation, graded.result).await?;
    }
    store::set_given(act, new.explanation, given_on, &new.given).await?;
    graded.explanation =
        Some(Explanation { requested: request.requested_on.into(), given: Some(given_on.into()) });
    store_appeal_deadline(act, &graded).await?;
    letter::send(act, &graded, new.explanation, &request, &new.given).await
}

/// Both parts are there, and the day can be; answers the day.
fn complete(given: &Given, requested_on: Date, today: Date) -> Result<Date> {
    match given {
        Given::Written { principles, assessment } => {
            let mut faults = Vec::new();
            for (field, text) in [("principles", principles), ("assessment", assessment)] {
                if text.trim().is_empty() {
                    let text = ui::messages::text("explanation-part-missing", &[]);
                    faults.push(crate::FieldError { field: field.to_owned(), text });
                }
            }
            if faults.is_empty() { Ok(today) } else { Err(Error::Invalid(faults)) }
        }
        Given::Orally { on, told } if !told.trim().is_empty() => {
            if (requested_on..=today).contains(on) {
                return Ok(*on);
            }
            Err(Error::field("told_on", ui::messages::text("explanation-day-impossible", &[])))
        }
        Given::Orally { .. } => {
            Err(Error::field("told", ui::messages::text("explanation-part-missing", &[])))
        }
    }
}
