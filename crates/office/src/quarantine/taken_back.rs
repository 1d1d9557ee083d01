//! A row that a refusal rests on is taken back: what was refused is taken up again by itself.

use super::store;
use crate::{Act, Error, Node, Result};
use crate::{exclusion, grading};
use ::store::Entry;
use ::store::job::Job;
use serde::Deserialize;
use uuid::Uuid;

/// The job that takes up again what was refused because of a row that is taken back: `{ "row": … }`. The
/// routine `exclusion` leaves it when the register, or this institution, has deleted the row before its
/// time; a period that is over leaves none, since the refusal was right.
pub const TAKEN_BACK_JOB: &str = exclusion::TAKEN_BACK_JOB;

#[derive(Deserialize)]
struct Payload {
    row: Uuid,
}

/// Runs [`TAKEN_BACK_JOB`]: an appeal that is with whoever decided is upheld with it, and a grade that
/// waited because of the row is let go. Nothing where the row stands: it is looked for here, since a job is
/// only what somebody has written down.
///
/// # Errors
/// The database is away.
pub async fn taken_back_job(node: &Node, job: &Job) -> Result<()> {
    let Payload { row } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let today = act.today();
    if store::row_stands(act.conn(), row).await? {
        return act.commit(Entry::new("quarantine.row_stands", "exclusion", row)).await;
    }
    let refusals = store::take_back(act.conn(), row, today).await?;
    let withdrawn = store::withdrawn_by(act.conn(), row).await?;
    grading::let_go_excluded(&mut act, &withdrawn).await?;
    store::forget_told(act.conn(), row).await?;
    let entry = Entry::new("quarantine.taken_back", "exclusion", row);
    act.commit(entry.fact("refusals", refusals)).await
}
