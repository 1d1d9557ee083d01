//! By when grading is to be ready, and the reminders that follow from it (E-11 to E-13).

use super::REMIND_JOB;
use crate::calendar::{self, Subject};
use crate::catalogue;
use crate::{Act, Error, ExamId, Node, Result};
use ::store::Entry;
use ::store::job::Job;
use jiff::civil::{Date, time};
use rules::Rule;
use rules::grading::GradingDeadline;
use serde::Deserialize;
use serde_json::json;

/// The job that counts an exam's deadline anew: `{ "exam": … }`.
pub const DEADLINE_JOB: &str = "grading.deadline";

/// The kind of the stored day from which being late costs the faculty money.
pub(super) const SANCTION: &str = "grading-sanction";

/// Counts the deadline of an exam, stores it with its reasons and leaves the reminders to
/// jobs; a committee is reminded once on each of the days, however often this is called. Whoever sets or moves the day of an exam, or appoints its committee, calls this.
///
/// # Errors
/// Not found for an exam that is not there; no rule set covers the day.
pub async fn keep_deadline(act: &mut Act, id: ExamId) -> Result<()> {
    let exam = catalogue::store::exam(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let Some(decision) = catalogue::grading_deadline(act.node(), &exam)? else { return Ok(()) };
    let Ok(answer) = decision.outcome else { return Ok(()) };
    let law = act.node().rules_on(exam.rule_day())?.clone();
    let subject = Subject { kind: "exam", id: id.0 };
    let because = &decision.because;
    let due = Some(answer.deadline);
    calendar::set(act, subject, GradingDeadline::NAME, due, because, &law).await?;
    // A day that was counted before does not outlive a count that has none.
    let counted = calendar::store::get(act.conn(), subject, SANCTION).await?.is_some();
    if counted || answer.sanction_from.is_some() {
        calendar::set(act, subject, SANCTION, answer.sanction_from, because, &law).await?;
    }
    let today = act.today();
    for on in answer.reminders.into_iter().filter(|on| *on >= today) {
        act.enqueue(REMIND_JOB, json!({ "exam": id, "on": on }), morning(on)?).await?;
    }
    Ok(())
}

/// Reminders go out at seven in the morning.
fn morning(day: Date) -> Result<jiff::Timestamp> {
    let at = day.to_datetime(time(7, 0, 0, 0)).to_zoned(::store::oslo());
    Ok(at.map_err(|error| Error::Internal(error.into()))?.timestamp())
}

/// The exam, and for a reminder the day, that a job is about.
#[derive(Deserialize)]
pub(super) struct Which {
    pub(super) exam: ExamId,
    pub(super) on: Option<Date>,
}

/// # Errors
/// Our own fault: a job without its exam.
pub(super) fn which(job: &Job) -> Result<Which> {
    serde_json::from_value(job.payload.clone()).map_err(|error| Error::Internal(error.into()))
}

/// Runs [`DEADLINE_JOB`].
///
/// # Errors
/// As [`keep_deadline`].
pub async fn deadline_job(node: &Node, job: &Job) -> Result<()> {
    let which = which(job)?;
    let mut act = Act::of_stored_job(node, job).await?;
    keep_deadline(&mut act, which.exam).await?;
    act.commit(Entry::new("grading.deadline", "exam", which.exam.0)).await
}
