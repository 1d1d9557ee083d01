//! What an act left for later: each kind of job and the use case that does it.

use crate::{Error, Node, Result, letters_out};
use std::future::Future;
use store::job::{Failure, Worker};

/// A worker that knows every kind of job of this office: `serve` keeps it running.
pub fn worker(node: &Node) -> Worker {
    let letters = node.clone();
    Worker::new(node.store().clone()).on(letters_out::RENDER, move |_, job| {
        let node = letters.clone();
        async move { told(letters_out::render(&node, &job)).await }
    })
}

/// Runs every job that is due by the domain's clock, and those that these enqueue.
///
/// # Errors
/// The database is away. A job that fails is kept and tried again.
pub async fn run_due(node: &Node) -> Result<()> {
    worker(node).run_due_until(node.now()).await?;
    Ok(())
}

/// The outcome of a job as its row keeps it: an effect that an earlier attempt has had is
/// no failure, and the text of a failure shows no personal data.
async fn told(job: impl Future<Output = Result<()>>) -> std::result::Result<(), Failure> {
    match job.await {
        Ok(()) | Err(Error::AlreadyDone) => Ok(()),
        Err(Error::Internal(cause)) => Err(cause.to_string().into()),
        Err(error) => Err(error.to_string().into()),
    }
}
