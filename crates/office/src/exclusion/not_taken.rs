//! The register has not taken what a row was registered or deleted by: that is not the end of it. It stands
//! in the log of alerts, and with that on the desk of whoever answers for the log. So does what the register
//! has taken in this institution's name and nobody here has sent: somebody else has its key.

use super::store::{self, told};
use crate::{Act, Error, ExclusionRowId, Result};
use ::store::Entry;
use edge::station::{Returned, body};
use protocol::exclusion::{DELETED, Deleted, Registered, Taken};
use wire::Envelope;

/// Hears that the register has refused a registration or a deletion.
pub(super) async fn not_taken(act: &mut Act, returned: &Returned<'_>) -> Result<Entry> {
    let envelope = returned.outgoing().envelope();
    let entry = |what| Entry::new(what, "message", envelope.id.uuid());
    let Returned::Refused(_, problem) = returned else { return Ok(entry("exclusion.taken")) };
    let (row, version) = if envelope.kind.to_string() == DELETED {
        let Deleted { id, version } = body(envelope)?;
        (id, version)
    } else {
        let Registered { row, .. } = body(envelope)?;
        (row.id, row.version)
    };
    let version = i32::try_from(version).map_err(|error| Error::Internal(error.into()))?;
    let person = store::row(act.conn(), ExclusionRowId(row)).await?.and_then(|row| row.person);
    let now = act.now();
    told::alert(act.conn(), (row, version), told::What::NotTaken, person, now).await?;
    let entry = Entry::new("exclusion.not_taken", "exclusion", row);
    Ok(entry.fact("version", version).fact("reason", problem.kind.to_string()))
}

/// Hears what became of a version that was sent in this institution's name.
pub(super) async fn became(act: &mut Act, envelope: &Envelope) -> Result<Entry> {
    let Taken { id, version, deletes, fault } = body(envelope)?;
    let version = i32::try_from(version).map_err(|error| Error::Internal(error.into()))?;
    let is_ours = store::is_controlled(act.conn(), (id, version), deletes).await?;
    let what = match (&fault, is_ours) {
        (None, true) => None,
        (Some(_), true) => Some(told::What::NotTaken),
        // Somebody who cannot make it count has tried, or somebody has who can.
        (_, false) => Some(told::What::NotOurs),
    };
    if let Some(what) = what {
        let person = store::row(act.conn(), ExclusionRowId(id)).await?.and_then(|row| row.person);
        let now = act.now();
        told::alert(act.conn(), (id, version), what, person, now).await?;
    }
    let entry = Entry::new("exclusion.became", "exclusion", id).fact("version", version);
    Ok(entry.fact("reason", fault.unwrap_or_default()))
}
