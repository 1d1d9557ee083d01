//! Work that acts left for later, and the worker that does it.
//!
//! [`crate::Act::enqueue`] leaves a job within the act; it is due when the domain's clock has
//! reached its `run_at`. Several workers share the table: rows are leased with SKIP LOCKED in wall
//! time. A job may be started again after a crash, so its effect is an act whose id is the job's:
//! the second time the act answers that it has been done.

mod queue;
mod worker;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::{Act, Actor, Result, Store};

pub use worker::{Failure, Worker};

/// A job that is being run.
#[derive(Clone)]
pub struct Job {
    /// Its id, which is also the id of the act that is its effect.
    pub id: Uuid,
    /// What it does.
    pub kind: &'static str,
    /// On what: ids, dates and codes.
    pub payload: Value,
    /// When it was due, by the domain's clock.
    pub run_at: Timestamp,
    /// The how manieth attempt this is, from 1.
    pub attempt: u32,
}

impl Store {
    /// Opens the act that is this job's effect. That it has been done already is no failure of
    /// the job: the worker takes the answer as "done".
    pub async fn act_of(&self, job: &Job) -> Result<Act> {
        self.act(Actor::Job(job.kind), job.id).await
    }
}

/// How many jobs wait, and how many were given up on: for the status page and its alarm.
pub struct Backlog {
    /// Due and not done.
    pub due: i64,
    /// Failed too often; a person must look.
    pub dead: i64,
}

/// The backlog at the domain time `now`.
pub async fn backlog(store: &Store, now: Timestamp) -> Result<Backlog> {
    queue::backlog(&store.pool, now).await
}

/// Gives a dead job its attempts back, after what stopped it has been mended. Answers whether
/// there was such a job.
pub async fn revive(store: &Store, id: Uuid) -> Result<bool> {
    queue::revive(&store.pool, id).await
}
