//! What the register tells institutions of its own accord.

use super::{erase, pace, store};
use crate::{Act, Node};
use ::store::Entry;
use edge::{Error, Result};
use jiff::Timestamp;
use protocol::exclusion::{CHANGED, LISTED, Listed, REMOVED, Removed, Row, TAKEN, Taken, Why};
use std::sync::Arc;
use uuid::Uuid;
use wire::directory::Verified;
use wire::{Directory, InstitutionNumber, Party};

/// How the directory calls what institutions share with the register.
const SHARED: &str = "exclusions";

/// Tells an institution what became of a version that was sent in its name: a receipt says that a message is
/// stored, not that it is right, and whoever holds its key could have sent it. What changes nothing is not
/// said.
pub(super) async fn taken(
    act: &mut Act,
    sender: InstitutionNumber,
    ((id, version), deletes): ((Uuid, u32), bool),
    taken: super::Taken,
) -> Result<()> {
    let fault = match taken {
        super::Taken::Counts => None,
        super::Taken::Nothing => return Ok(()),
        super::Taken::Not(code) => Some(code.to_owned()),
    };
    let body = Taken { id, version, deletes, fault };
    act.send((TAKEN, Party::Institution(sender)), None, &body).await?;
    Ok(())
}

/// Tells a row's new version to those who were told of the row and share exclusions.
pub(super) async fn changed(act: &mut Act, row: &Row) -> Result<()> {
    let told = store::told::standing(act.conn(), row.id).await?;
    if told.is_empty() {
        return Ok(());
    }
    let node = act.node().clone();
    let sharing = sharing(&node).await?;
    for institution in told.into_iter().filter(|one| sharing.contains(one)) {
        let to = Party::Institution(institution);
        let sent = act.send((CHANGED, to), None, row).await?;
        erase::later(act, sent).await?;
    }
    Ok(())
}

/// Tells those who were told of the row that it is gone. From then on they are told no more.
pub(super) async fn removed(act: &mut Act, (id, version): (Uuid, u32), why: Why) -> Result<()> {
    let (body, now) = (Removed { id, version, why }, act.now());
    for institution in store::told::end(act.conn(), id, now).await? {
        let to = Party::Institution(institution);
        act.send((REMOVED, to), None, &body).await?;
    }
    Ok(())
}

/// Tells those who were told of rows and share exclusions no more that what they know is gone. They are told
/// no more from then on; one that has left the directory too cannot be reached.
pub(super) async fn stop(node: &Node) -> Result<()> {
    let mut conn = edge::Node::store(node).pool.acquire().await?;
    let told = store::told::everybody(&mut conn).await?;
    drop(conn);
    let (listed, sharing) = (listed(node).await?, sharing(node).await?);
    if listed.is_empty() {
        // Without a directory nobody is known to have stopped.
        return Ok(());
    }
    for institution in told.into_iter().filter(|one| !sharing.contains(one)) {
        let mut act = Act::of_job(node, "exclusion.stop").await?;
        let now = act.now();
        let rows = store::told::stop(act.conn(), institution, now).await?;
        for (id, version) in &rows {
            let body = Removed { id: *id, version: *version, why: Why::NotSharing };
            if listed.contains(&institution) {
                act.send((REMOVED, Party::Institution(institution)), None, &body).await?;
            }
        }
        let entry = Entry::new("exclusion.stop", "exclusion_list", Uuid::nil());
        let entry = entry.fact("institution", institution.to_string());
        act.commit(entry.fact("rows", rows.len())).await?;
    }
    Ok(())
}

/// Tells everybody who shares exclusions which version the list has, if they were not told yet and it was
/// not announced too often of late. Several changes are told as one.
pub(super) async fn announce(act: &mut Act) -> Result<Option<u64>> {
    let list = store::list::lock(act.conn()).await?;
    let node = act.node().clone();
    let Some(paid_until) = due(&node, &list) else { return Ok(None) };
    for institution in sharing(&node).await? {
        let to = Party::Institution(institution);
        act.send((LISTED, to), None, &Listed { version: list.version }).await?;
    }
    store::list::announced(act.conn(), paid_until).await?;
    Ok(Some(list.version))
}

/// Whether the list is to be announced now; then, until when that is paid for.
pub(super) fn due(node: &Node, list: &store::list::State) -> Option<Timestamp> {
    let wall = edge::Node::wall(node);
    (list.announced < list.version).then(|| pace::announce(list.paid_until, wall)).flatten()
}

async fn directory(node: &Node) -> Result<Option<Arc<Verified>>> {
    let newest = edge::Node::station(node).directory().newest().await;
    newest.map_err(|fault| Error::Internal(fault.into()))
}

/// The institutions in the directory.
async fn listed(node: &Node) -> Result<Vec<InstitutionNumber>> {
    let newest = directory(node).await?;
    Ok(newest.iter().flat_map(|known| &known.institutions).map(|one| one.number).collect())
}

/// The institutions that share exclusions today, as the directory has it.
pub(super) async fn sharing(node: &Node) -> Result<Vec<InstitutionNumber>> {
    let newest = directory(node).await?;
    let (mut found, today) = (Vec::new(), edge::Node::today(node));
    for institution in newest.iter().flat_map(|known| &known.institutions) {
        let mut shares = institution.shares.iter();
        if shares.any(|share| share.what == SHARED && share.since <= today) {
            found.push(institution.number);
        }
    }
    Ok(found)
}
