//! A third examiner is proposed because two disagree, and is not needed once they agree.

use super::{letters, store};
use crate::{Act, CommitteeId, Error, ExamId, Node, Result, catalogue};
use ::store::Entry;
use ::store::job::Job;
use serde::{Deserialize, Serialize};

/// The job that takes back a proposal whose reason is gone.
pub const DISPUTE_OVER_JOB: &str = "examiners.dispute_over";

#[derive(Serialize, Deserialize)]
struct Payload {
    exam: ExamId,
    committee: CommitteeId,
}

/// Leaves a job where the two of a committee have come to agree while the board has a third
/// before it.
///
/// # Errors
/// The database is away.
pub(crate) async fn note_dispute_over(
    act: &mut Act,
    exam: ExamId,
    committee: CommitteeId,
) -> Result<()> {
    if store::third_without_dispute(act.conn(), committee).await?.is_none() {
        return Ok(());
    }
    let payload = serde_json::to_value(Payload { exam, committee });
    let payload = payload.map_err(|error| Error::Internal(error.into()))?;
    let now = act.now();
    act.enqueue(DISPUTE_OVER_JOB, payload, now).await
}

/// Takes back the proposal of a third for a committee whose two agree now, and tells those who
/// were asked and have not declined. Where they disagree again, or the board has decided
/// meanwhile, nothing is done.
///
/// # Errors
/// The database is away; the job is tried again.
pub async fn dispute_over_job(node: &Node, job: &Job) -> Result<()> {
    let Payload { exam, committee } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    // Proposing, appointing and answering take turns, and no standpoint is given meanwhile.
    let exam = catalogue::store::lock_exam(act.conn(), exam).await?.ok_or(Error::NotFound)?;
    let Some(proposal) = store::third_without_dispute(act.conn(), committee).await? else {
        return Ok(());
    };
    let asked = store::asked(act.conn(), exam.id).await?;
    let waits = |one: &&store::Asked| one.proposal == proposal && one.accepted != Some(false);
    let told: Vec<_> = asked.iter().filter(waits).map(|one| one.person).collect();
    let now = act.now();
    store::withdraw_open_proposal(act.conn(), exam.id, now).await?;
    letters::not_needed(&mut act, &exam, &told).await?;
    let entry = Entry::new("committee.withdraw_proposal", "committee_proposal", proposal);
    act.commit(entry.fact("letters", told.len())).await
}
