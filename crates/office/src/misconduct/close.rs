//! A decided case is at its end when nobody has appealed in time.

use super::case::{Case, State};
use super::store;
use crate::calendar::{self, Subject};
use crate::{Act, Error, MisconductId, Node, Result};
use ::store::Entry;
use ::store::job::Job;
use jiff::civil::Date;
use rules::Rule;
use rules::appeal::DecisionAppealDeadline;
use rules::calendar::OsloInstant;
use serde::Deserialize;
use serde_json::json;

/// The job that closes a case at the first instant after the last day of appeal: `{ "case": … }`.
pub const CLOSE_JOB: &str = "misconduct.close";

#[derive(Deserialize)]
struct Of {
    case: MisconductId,
}

/// Leaves it to a job to close the case after this day.
pub(super) async fn closes_after(act: &mut Act, id: MisconductId, last: Date) -> Result<()> {
    act.enqueue(CLOSE_JOB, json!({ "case": id }), *OsloInstant::after(last)).await
}

/// The last day of appeal against the decision of a case, with its reasons, where one was set.
pub(super) async fn appeal_by(
    act: &mut Act,
    id: MisconductId,
) -> Result<Option<calendar::Deadline>> {
    let subject = Subject { kind: "misconduct", id: id.0 };
    calendar::store::get(act.conn(), subject, DecisionAppealDeadline::NAME).await
}

/// Runs [`CLOSE_JOB`]: a case that was appealed goes on, and whatever comes late opens it again.
///
/// # Errors
/// The database is away.
pub async fn close_job(node: &Node, job: &Job) -> Result<()> {
    let Of { case: id } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let case = Case::load(act.conn(), id, true).await?;
    let last = appeal_by(&mut act, id).await?.and_then(|deadline| deadline.due_on);
    let over = last.is_some_and(|last| last < act.today());
    let closed = case.state == State::Decided && over;
    if closed {
        store::set_state(&mut act, id, State::Closed).await?;
    }
    act.commit(Entry::new("misconduct.close", "misconduct", id.0).fact("closed", closed)).await
}
