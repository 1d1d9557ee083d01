//! What the register tells institutions of its own accord.

use super::{erase, store};
use crate::{Act, Node};
use edge::{Error, Result};
use protocol::exclusion::{CHANGED, LISTED, Listed, REMOVED, Removed, Row, Why};
use uuid::Uuid;
use wire::{Directory, InstitutionNumber, Party};

/// How the directory calls what institutions share with the register.
const SHARED: &str = "exclusions";

/// Tells a row's new version to those who were told of the row.
pub(super) async fn changed(act: &mut Act, row: &Row) -> Result<()> {
    for institution in store::told::standing(act.conn(), row.id).await? {
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

/// Tells everybody who shares exclusions which version the list has, if they were not told yet.
/// Several changes are told as one.
pub(super) async fn announce(act: &mut Act) -> Result<Option<u64>> {
    let list = store::list::lock(act.conn()).await?;
    if list.announced == list.version {
        return Ok(None);
    }
    let node = act.node().clone();
    for institution in sharing(&node).await? {
        let to = Party::Institution(institution);
        act.send((LISTED, to), None, &Listed { version: list.version }).await?;
    }
    store::list::announced(act.conn()).await?;
    Ok(Some(list.version))
}

/// The institutions that share exclusions today, as the directory has it.
pub(super) async fn sharing(node: &Node) -> Result<Vec<InstitutionNumber>> {
    let newest = edge::Node::station(node).directory().newest().await;
    let newest = newest.map_err(|fault| Error::Internal(fault.into()))?;
    let (mut found, today) = (Vec::new(), edge::Node::today(node));
    for institution in newest.iter().flat_map(|known| &known.institutions) {
        let mut shares = institution.shares.iter();
        if shares.any(|share| share.what == SHARED && share.since <= today) {
            found.push(institution.number);
        }
    }
    Ok(found)
}
