//! Until when a decision can be appealed against, and that a case is at its end when nobody has in time.

use super::case::{Case, State};
use super::store;
use crate::calendar::{self, Subject};
use crate::{Act, Error, LetterId, MisconductId, Node, Result, letters_out};
use ::store::Entry;
use ::store::job::Job;
use jiff::civil::Date;
use rules::appeal::{Decided, DecisionAppealDeadline, DecisionAppealDeadlineFacts};
use rules::calendar::OsloInstant;
use rules::{Decision, Rule, RuleSet};
use serde::Deserialize;
use serde_json::json;

/// The job that closes a case at the first instant after the last day of appeal: `{ "case": … }`.
pub const CLOSE_JOB: &str = "misconduct.close";

#[derive(Deserialize)]
struct Of {
    case: MisconductId,
}

/// The job that counts the appeal anew when the decision has been posted: `{ "letter": …, "subject": … }`.
pub const POSTED_JOB: &str = letters_out::MISCONDUCT_POSTED;

#[derive(Deserialize)]
struct Posted {
    letter: LetterId,
    subject: MisconductId,
}

/// Until when the decision can be appealed against (P-13): from today, when word of it reaches the student in
/// her own window; the days of the post later, where it goes on paper (fvl. § 29).
pub(super) async fn appeal_from_arrival(act: &mut Act, case: &Case, law: &RuleSet) -> Result<()> {
    let by_post = letters_out::goes_by_post(act, case.person).await?;
    appeal_until(act, case.id, law, by_post).await
}

async fn appeal_until(act: &mut Act, id: MisconductId, law: &RuleSet, by_post: bool) -> Result<()> {
    let (received, decision) = (act.today().into(), Decided::Exclusion);
    let facts = DecisionAppealDeadlineFacts { received, by_post, decision };
    let Decision { outcome, because, .. } = DecisionAppealDeadline::decide(&facts, law);
    let answer = outcome.map_err(|refusal| Error::because(refusal, because.clone()))?;
    let subject = Subject { kind: "misconduct", id: id.0 };
    let due = Some(answer.deadline);
    calendar::set(act, subject, DecisionAppealDeadline::NAME, due, &because, law).await?;
    closes_after(act, id, answer.deadline).await
}

/// Runs [`POSTED_JOB`]: a decision that has waited to be printed is on its way from today.
///
/// # Errors
/// The database is away.
pub async fn posted_job(node: &Node, job: &Job) -> Result<()> {
    let Posted { letter, subject: id } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let case = Case::load(act.conn(), id, true).await?;
    let is_decision = case.decision.as_ref().is_some_and(|one| one.letter == letter);
    let counts = is_decision && case.state == State::Decided;
    if counts {
        let law = node.rule_set(&case.rule_set)?;
        appeal_until(&mut act, id, law, true).await?;
    }
    act.commit(Entry::new("misconduct.posted", "misconduct", id.0).fact("counts", counts)).await
}

/// Whether the decision still waits to be printed and posted: no time runs against who has not been told.
pub(super) async fn waits_for_post(act: &mut Act, case: &Case) -> Result<bool> {
    match &case.decision {
        Some(decision) => letters_out::waits_for_post(act, decision.letter).await,
        None => Ok(false),
    }
}

/// Leaves it to a job to close the case after this day.
async fn closes_after(act: &mut Act, id: MisconductId, last: Date) -> Result<()> {
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
    let told = !waits_for_post(&mut act, &case).await?;
    let closed = case.state == State::Decided && over && told;
    if closed {
        store::set_state(&mut act, id, State::Closed).await?;
    }
    act.commit(Entry::new("misconduct.close", "misconduct", id.0).fact("closed", closed)).await
}
