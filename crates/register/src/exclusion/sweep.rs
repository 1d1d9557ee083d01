//! What the register does about exclusions without being asked, from what stands in its tables: nothing
//! is lost when a process dies.

use super::{end, epoch, erase, store, tell};
use crate::{Act, Node};
use ::store::Entry;
use edge::Result;
use std::time::Duration;
use uuid::Uuid;

/// How often it is looked.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Ends rows whose period is over, closes keys, stops telling whoever shares exclusions no more, tells
/// everybody else which version the list has, and deletes what messages said, as far as it is due by the domain's clock.
///
/// # Errors
/// The database is away.
pub async fn sweep(node: &Node) -> Result<()> {
    end::expire(node).await?;
    epoch::close_due(node).await?;
    tell::stop(node).await?;
    announce(node).await?;
    erase::erase_due(node).await
}

/// Reads first: most of the time everybody has been told, and nobody need wait for an act that does
/// nothing.
async fn announce(node: &Node) -> Result<()> {
    let mut conn = edge::Node::store(node).pool.acquire().await?;
    let list = store::list::state(&mut conn).await?;
    drop(conn);
    if tell::due(node, &list).is_none() {
        return Ok(());
    }
    let mut act = Act::of_job(node, "exclusion.announce").await?;
    match tell::announce(&mut act).await? {
        None => Ok(()),
        Some(version) => {
            let entry = Entry::new("exclusion.announce", "exclusion_list", Uuid::nil());
            act.commit(entry.fact("version", version)).await
        }
    }
}

/// Does so until `stop` is ready.
pub async fn run(node: &Node, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        if let Err(error) = sweep(node).await {
            tracing::warn!(?error, "the exclusions wait");
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}
