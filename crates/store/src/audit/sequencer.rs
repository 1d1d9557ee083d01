//! The sequencer: links committed entries in order.

use std::time::Duration;

use super::chain::Head;
use super::queries::{self, Waiting};
use crate::{Result, Store};

const BATCH: i64 = 1000;
const POLL: Duration = Duration::from_millis(500);

/// How far the chain is behind the acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lag {
    /// Entries that wait to be linked. Grows while any writing transaction on the server runs.
    pub waiting: u64,
    /// Entries that are neither linked nor waiting: somebody has reached into the tables.
    pub lost: u64,
}

/// Links everything that is settled. Answers how many entries; none when another sequencer is at
/// work on the same database.
pub async fn link(store: &Store) -> Result<u64> {
    link_all(store, false).await
}

/// After a restore and before the office opens: links everything that waits. Must not run while
/// acts are open.
pub async fn link_restored(store: &Store) -> Result<u64> {
    link_all(store, true).await
}

/// Links as entries come, until `stop` is ready.
pub async fn run(store: &Store, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        if let Err(error) = link(store).await {
            tracing::warn!(%error, "the audit chain waits for the database");
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// The sequencer's lag.
pub async fn lag(store: &Store) -> Result<Lag> {
    let (waiting, lost) = queries::counts(&store.pool).await?;
    Ok(Lag { waiting: waiting.unsigned_abs(), lost: lost.unsigned_abs() })
}

/// The head of the chain as it stands.
pub async fn head(store: &Store) -> Result<Head> {
    let mut conn = store.pool.acquire().await?;
    queries::head(&mut conn).await
}

async fn link_all(store: &Store, restored: bool) -> Result<u64> {
    let mut linked = 0;
    loop {
        let batch = link_batch(store, restored).await?;
        linked += batch;
        if batch < BATCH.unsigned_abs() {
            return Ok(linked);
        }
    }
}

async fn link_batch(store: &Store, restored: bool) -> Result<u64> {
    let mut tx = store.pool.begin().await?;
    if !queries::alone(&mut tx).await? {
        return Ok(0);
    }
    let head = queries::head(&mut tx).await?;
    let waiting = if restored {
        queries::restored(&mut tx, BATCH).await?
    } else {
        queries::settled(&mut tx, BATCH).await?
    };
    let count = waiting.len() as u64;
    if count > 0 {
        let (seqs, acts, hashes) = chain_onto(head, waiting);
        queries::link(&mut tx, &seqs, &acts, &hashes).await?;
    }
    // Even when there is nothing to keep: the next sequencer should not wait for the lock.
    tx.commit().await?;
    Ok(count)
}

type Links = (Vec<i64>, Vec<uuid::Uuid>, Vec<Vec<u8>>);

fn chain_onto(mut head: Head, waiting: Vec<Waiting>) -> Links {
    let mut links = Links::default();
    for entry in waiting {
        head = head.then(&entry.body);
        links.0.push(i64::try_from(head.seq).unwrap_or(i64::MAX));
        links.1.push(entry.act_id);
        links.2.push(head.hash.to_vec());
    }
    links
}
