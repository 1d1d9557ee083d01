//! What a message to the register said of a person is deleted here as soon as the register has it: the row
//! stands in its table, and nothing may outlive it. Digests and receipts stay.

use crate::{Act, Error, Node, Result};
use ::store::Entry;
use ::store::job::Job;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;
use wire::MessageId;

/// The job that deletes what a message said: `{ "message": … }`.
pub const ERASE_JOB: &str = "exclusion.erase";
/// When it is tried, and tried again while the message is on its way.
const AFTER: SignedDuration = SignedDuration::from_hours(1);

#[derive(Deserialize)]
struct Of {
    message: Uuid,
}

/// Leaves it to a job to delete what a message says, once it is delivered.
pub(super) async fn later(act: &mut Act, message: MessageId) -> Result<()> {
    let after = act.now() + AFTER;
    act.enqueue(ERASE_JOB, json!({ "message": message.uuid() }), after).await
}

/// Runs [`ERASE_JOB`]: what is still on its way, or stuck, is looked at again later.
///
/// # Errors
/// The database is away.
pub async fn erase_job(node: &Node, job: &Job) -> Result<()> {
    let Of { message } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let id = MessageId::new(message).map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let erased = act.erase_sent(id).await?;
    if !erased {
        later(&mut act, id).await?;
    }
    let entry = Entry::new("exclusion.erase", "message", message);
    act.commit(entry.fact("erased", erased)).await
}
