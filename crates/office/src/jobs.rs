//! What an act left for later: each kind of job and the use case that does it.

use crate::{Node, Result};

/// Runs every job that is due by the domain's clock, and those that these enqueue.
///
/// # Errors
/// The database is away. A job that fails is kept and tried again.
pub async fn run_due(_node: &Node) -> Result<()> {
    Ok(())
}
