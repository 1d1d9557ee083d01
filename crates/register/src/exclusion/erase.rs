//! What messages said is deleted from the mailbox as soon as nobody needs it. Digests and receipts
//! stay.

use super::store;
use crate::{Act, Node};
use ::store::Entry;
use edge::Result;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;
use wire::{Envelope, MessageId, Party};

/// How long question and answer are kept, so that an answer that got lost can be given again.
pub const ANSWERS_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// When one that cannot be deleted yet, because it is on its way, is looked at again.
const AGAIN_AFTER: SignedDuration = SignedDuration::from_hours(1);
/// As many are deleted in an act.
const AT_ONCE: i64 = 200;

/// Deletes question and answer when they are no longer needed.
pub(super) async fn answered(act: &mut Act, envelope: &Envelope) -> Result<()> {
    let after = act.now() + ANSWERS_KEPT;
    store::kept::keep(act.conn(), (envelope.from, envelope.id), after).await?;
    Ok(())
}

/// Deletes a message of ours when it is delivered.
pub(super) async fn later(act: &mut Act, sent: MessageId) -> Result<()> {
    let after = act.now();
    store::kept::keep(act.conn(), (Party::Register, sent), after).await?;
    Ok(())
}

/// Deletes what is due by the domain's clock.
///
/// # Errors
/// The database is away.
pub(super) async fn erase_due(node: &Node) -> Result<()> {
    loop {
        let mut conn = edge::Node::store(node).pool.acquire().await?;
        let due = store::kept::due(&mut conn, edge::Node::now(node), AT_ONCE).await?;
        drop(conn);
        if due.is_empty() {
            return Ok(());
        }
        let (mut act, mut erased) = (Act::of_job(node, "exclusion.erase").await?, 0);
        let again = act.now() + AGAIN_AFTER;
        for one in due {
            erased += usize::from(erase(&mut act, one, again).await?);
        }
        let entry = Entry::new("exclusion.erase", "message", Uuid::nil());
        act.commit(entry.fact("count", erased)).await?;
    }
}

async fn erase(act: &mut Act, (from, id): (Party, MessageId), again: Timestamp) -> Result<bool> {
    let erased = match from {
        Party::Register => act.erase_sent(id).await?,
        institution => act.erase_received(institution, id).await?,
    };
    if from == Party::Register && !erased {
        store::kept::postpone(act.conn(), (from, id), again).await?;
    } else {
        store::kept::forget(act.conn(), (from, id)).await?;
    }
    Ok(erased)
}
