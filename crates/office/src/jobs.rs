//! What an act left for later: each kind of job and the use case that does it.

use crate::routine::Doing;
use crate::{
    Error, Node, Result, admission, examiners, exclusion, grading, letters_out, misconduct,
    quarantine, regulation,
};
use std::future::Future;
use store::job::{Failure, Worker};

/// The workers of this office, which whoever runs it keeps running: one for the kinds of job that take
/// minutes, one for all others, so that no letter waits until a search is over.
pub fn workers(node: &Node, long: &[&str]) -> [Worker; 2] {
    let (long, rest) = worker(node).split(long);
    [long, rest]
}

/// A worker that knows every kind of job of this office.
pub fn worker(node: &Node) -> Worker {
    let worker = Worker::new(node.store().clone());
    let worker = on(worker, node, letters_out::RENDER, |node, job| {
        Box::pin(async move { letters_out::render(&node, &job).await })
    });
    let worker = on(worker, node, letters_out::NOTIFY, |node, job| {
        Box::pin(async move { letters_out::notify(&node, &job).await })
    });
    let worker = on(worker, node, examiners::DISPUTE_OVER_JOB, |node, job| {
        Box::pin(async move { examiners::dispute_over_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, grading::DEADLINE_JOB, |node, job| {
        Box::pin(async move { grading::deadline_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, grading::REMIND_JOB, |node, job| {
        Box::pin(async move { grading::remind_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, grading::EXCLUDED_JOB, |node, job| {
        Box::pin(async move { grading::excluded_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, regulation::RECOUNT_JOB, |node, job| {
        Box::pin(async move { regulation::recount_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, exclusion::EXPIRE_JOB, |node, job| {
        Box::pin(async move { exclusion::expire_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, exclusion::TELL_JOB, |node, job| {
        Box::pin(async move { exclusion::tell_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, misconduct::CLOSE_JOB, |node, job| {
        Box::pin(async move { misconduct::close_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, misconduct::POSTED_JOB, |node, job| {
        Box::pin(async move { misconduct::posted_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, quarantine::POSTED_JOB, |node, job| {
        Box::pin(async move { quarantine::posted_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, misconduct::INFORM_JOB, |node, job| {
        Box::pin(async move { misconduct::inform_job(&node, &job).await })
    });
    let worker = on(worker, node, exclusion::ERASE_JOB, |node, job| {
        Box::pin(async move { exclusion::erase_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, admission::STUDY_RIGHT_JOB, |node, job| {
        Box::pin(async move { admission::study_right_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, quarantine::TAKEN_BACK_JOB, |node, job| {
        Box::pin(async move { quarantine::taken_back_job(&node, &job).await })
    });
    let worker = by_rules(worker, node, grading::LETTERS_JOB, |node, job| {
        Box::pin(async move { grading::letters_job(&node, &job).await })
    });
    let above = node.above().iter().flat_map(|routine| routine.jobs);
    above.fold(worker, |worker, (kind, job)| by_rules(worker, node, kind, *job))
}

/// Registers what a kind of job does that asks no rule: one of them comes with every letter, and
/// none asks the database for regulations first.
fn on(worker: Worker, node: &Node, kind: &'static str, job: Doing) -> Worker {
    let node = node.clone();
    worker.on(kind, move |_, due| told(job(node.clone(), due)))
}

/// Registers what a kind of job does that decides by the regulations of its moment: they are
/// taken up before it begins.
fn by_rules(worker: Worker, node: &Node, kind: &'static str, job: Doing) -> Worker {
    let node = node.clone();
    worker.on(kind, move |_, due| {
        let node = node.clone();
        told(async move {
            node.refresh_rules().await?;
            job(node, due).await
        })
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
