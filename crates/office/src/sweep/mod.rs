//! What nobody needs any more is removed while the office runs: sessions that are over, uploads
//! that broke off, and uploads that no act has ever pointed to. What an act has pointed to stays,
//! whatever came after.

mod store;
#[cfg(test)]
mod tests;

use crate::{Error, Node, Result};
use std::time::Duration;

/// How long the office waits from one sweep to the next. What is swept is a day old or more.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// How much was swept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Sessions that were over.
    pub sessions: u64,
    /// Parts of uploads that broke off.
    pub parts: u64,
    /// Files that no act has pointed to.
    pub files: u64,
}

/// Sweeps now and every hour until `stop`; without its database the office tries again an hour
/// later.
pub async fn run(node: &Node, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        match once(node).await {
            Ok(swept) if swept == Swept::default() => {}
            Ok(Swept { sessions, parts, files }) => {
                tracing::info!(sessions, parts, files, "swept what nobody needs");
            }
            Err(error) => tracing::warn!(%error, "sweeping waits for the database"),
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Sweeps once.
///
/// # Errors
/// The database is away.
pub async fn once(node: &Node) -> Result<Swept> {
    let sessions = ::store::session::sweep(node.store()).await?;
    let parts = ::store::file::sweep(node.store()).await;
    let parts = parts.map_err(|error| Error::Internal(error.into()))?;
    let mut conn = node.store().pool.acquire().await?;
    let files = store::remove_unused(&mut conn, ::store::file::kept_since()).await?;
    Ok(Swept { sessions, parts, files })
}
