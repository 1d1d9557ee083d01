//! A row goes by itself when its period is over, and nothing that is personal stays.

use super::letter;
use super::store::{self, told, untold};
use crate::{Act, Error, ExclusionRowId, Node, Result};
use ::store::Entry;
use ::store::job::Job;
use rules::exclusion::{RegisterExpiry, RegisterExpiryFacts};
use rules::{Rule, RuleSetId};
use serde::Deserialize;

/// The job that lets a row go at the first instant after its period: `{ "row": … }`.
pub const EXPIRE_JOB: &str = "exclusion.expire";

#[derive(Deserialize)]
struct Of {
    row: ExclusionRowId,
}

/// Runs [`EXPIRE_JOB`]: certifies the deletion to the person, and erases whose row it was, by whom and why; type, days and steps stay, for
/// counting. A row whose period was changed meanwhile stays until its new last day.
///
/// # Errors
/// The database is away.
pub async fn expire_job(node: &Node, job: &Job) -> Result<()> {
    let Of { row: id } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let Some(row) = store::lock(act.conn(), id).await? else { return Ok(()) };
    let gone = match (row.last_day(), &row.decision) {
        (Some(to), Some(decision)) => {
            let law = node.rule_set(&RuleSetId(decision.rule_set.clone()))?;
            let facts = RegisterExpiryFacts { to: to.into(), now: act.today().into() };
            let answer = RegisterExpiry::decide(&facts, law);
            answer.outcome.map_err(|no| Error::because(no, answer.because))?.expired
        }
        _ => false,
    };
    if gone {
        let now = act.now();
        if let Some(decision) = &row.decision {
            // Who gets the certificate is not known any more once the row is erased.
            let law = node.rule_set(&RuleSetId(decision.rule_set.clone()))?;
            letter::expired(&mut act, &row, law).await?;
        }
        store::erase(act.conn(), id, now).await?;
        untold::end(act.conn(), id).await?;
        if row.in_force().is_some() {
            let version = (id.0, row.last_version());
            told::alert(act.conn(), version, told::What::Expired, None, now).await?;
        }
    }
    act.commit(Entry::new("exclusion.expire", "exclusion", id.0).fact("gone", gone)).await
}
