//! Grades that wait because an exclusion bars their candidates from the exam.
//!
//! Who is barred has no right to sit it, whether or not an answer came in before anybody withdrew the
//! registration. Her grade is set and signed like any other, and neither announced nor shown until
//! somebody has decided of the registration, or nothing bars any more.

use super::hold;
use super::store::{self, Because};
use crate::catalogue::{self, Exam};
use crate::registration::{self, store::Status};
use crate::{Act, Error, Node, RegistrationId, Result};
use ::store::Entry;
use ::store::job::Job;
use jiff::civil::Date;
use rules::calendar::OsloInstant;
use serde::Deserialize;
use serde_json::json;
use std::collections::HashSet;

/// The job that looks again at a grade which waits, when the period of what bars is over:
/// `{ "registration": … }`.
pub const EXCLUDED_JOB: &str = "grading.excluded";

/// Those of these registrations of an exam that an exclusion bars, or that somebody has to look at: their
/// grades are held from now on.
///
/// # Errors
/// The database is away.
pub(super) async fn held(
    act: &mut Act,
    exam: &Exam,
    of: &[RegistrationId],
) -> Result<HashSet<RegistrationId>> {
    let node = act.node().clone();
    let whose = store::persons_of(act.conn(), of).await?;
    let persons: Vec<_> = whose.values().copied().collect();
    let barred = registration::barred_from_sitting(act.conn(), &node, exam, &persons).await?;
    let mut held = HashSet::new();
    for (id, person) in whose {
        let Some(last) = barred.get(&person) else { continue };
        hold_until(act, id, *last).await?;
        held.insert(id);
    }
    Ok(held)
}

async fn hold_until(act: &mut Act, id: RegistrationId, last: Date) -> Result<()> {
    let now = act.now();
    store::insert_hold(act.conn(), id, Because::Exclusion, now).await?;
    let again = *OsloInstant::after(last);
    act.enqueue(EXCLUDED_JOB, json!({ "registration": id }), again).await
}

/// Holds the grade of a registration that is withdrawn though its exam was sat or its answer is in.
///
/// # Errors
/// The database is away.
pub(crate) async fn hold_excluded(act: &mut Act, id: RegistrationId) -> Result<()> {
    let now = act.now();
    Ok(store::insert_hold(act.conn(), id, Because::Exclusion, now).await?)
}

/// Lets the grades go that nothing bars any more. Those of `again`, which were withdrawn because of a row
/// that is set aside or taken back, are registered again as they were.
///
/// # Errors
/// The database is away.
pub(crate) async fn let_go_excluded(act: &mut Act, again: &[RegistrationId]) -> Result<()> {
    for id in store::held_by_exclusion(act.conn()).await? {
        let_go(act, id, again.contains(&id)).await?;
    }
    Ok(())
}

/// Answers until when it is barred still.
async fn let_go(act: &mut Act, id: RegistrationId, again: bool) -> Result<Option<Date>> {
    let node = act.node().clone();
    let own = registration::store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let exam = catalogue::store::exam(act.conn(), own.exam).await?.ok_or(Error::NotFound)?;
    let barred = registration::barred_from_sitting(act.conn(), &node, &exam, &[own.person]).await?;
    if let Some(last) = barred.get(&own.person) {
        return Ok(Some(*last));
    }
    if own.status != Status::Registered {
        if !again {
            return Ok(None);
        }
        let now = act.now();
        registration::store::set_status(act.conn(), id, Status::Registered, now).await?;
    }
    hold::end(act, id, Because::Exclusion).await?;
    Ok(None)
}

#[derive(Deserialize)]
struct Of {
    registration: RegistrationId,
}

/// Runs [`EXCLUDED_JOB`]: what nobody has withdrawn in all its time is let go when the period is over.
///
/// # Errors
/// The database is away.
pub async fn excluded_job(node: &Node, job: &Job) -> Result<()> {
    let Of { registration: id } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let held = store::held_by_exclusion(act.conn()).await?.contains(&id);
    if held && let Some(last) = let_go(&mut act, id, false).await? {
        hold_until(&mut act, id, last).await?;
    }
    act.commit(Entry::new("grading.excluded", "exam_registration", id.0).fact("held", held)).await
}
