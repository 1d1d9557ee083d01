//! The worker: takes due jobs one after the other and runs what is registered for their kind.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::Job;
use super::queue::{self, Leased};
use crate::{Error, Result, Store};

/// A job whose worker died is free again after this long; a living worker renews in time.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
const RENEW: Duration = Duration::from_secs(10);
const RUN_MAX: Duration = Duration::from_secs(5 * 60);
const POLL: Duration = Duration::from_millis(500);
const ATTEMPTS_MAX: u32 = 8;
const BACKOFF_SECONDS_MAX: i64 = 3600;
/// As much of an error as is kept for the person who looks at dead jobs.
const TOLD_CHARACTERS_MAX: usize = 500;

/// Why a job failed. Its text is kept, so it must not show personal data.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

type Outcome = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;
type Handler = Box<dyn Fn(Store, Job) -> Outcome + Send + Sync>;

/// Runs the jobs of the kinds it knows.
pub struct Worker {
    store: Store,
    handlers: BTreeMap<&'static str, Handler>,
}

impl Worker {
    /// A worker that knows no kind yet.
    pub fn new(store: Store) -> Self {
        Self { store, handlers: BTreeMap::new() }
    }

    /// Registers what a kind of job does. Its effect belongs in [`Store::act_of`].
    #[must_use]
    pub fn on<F, R>(mut self, kind: &'static str, handler: F) -> Self
    where
        F: Fn(Store, Job) -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), Failure>> + Send + 'static,
    {
        self.handlers.insert(kind, Box::new(move |store, job| Box::pin(handler(store, job))));
        self
    }

    /// Two workers in its place: one for these kinds, one for the rest. What takes minutes gets a worker of
    /// its own so that what takes moments does not wait behind it.
    #[must_use]
    pub fn split(self, kinds: &[&str]) -> (Self, Self) {
        let store = self.store.clone();
        let (these, rest) = self.handlers.into_iter().partition(|(kind, _)| kinds.contains(kind));
        (Self { store: store.clone(), handlers: these }, Self { store, handlers: rest })
    }

    /// Runs due jobs as they come until `stop` is ready; a job that runs then is finished first.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        tokio::pin!(stop);
        loop {
            match self.run_one(self.store.clock.now()).await {
                Ok(true) => {
                    if futures_ready(&mut stop).await {
                        return;
                    }
                    continue;
                }
                Ok(false) => {}
                Err(error) => tracing::warn!(%error, "jobs wait for the database"),
            }
            tokio::select! {
                () = &mut stop => return,
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }

    /// Runs one job that is due at the domain time `now`. Answers whether there was one.
    pub async fn run_one(&self, now: Timestamp) -> Result<bool> {
        let wall = Timestamp::now();
        let leased = queue::lease(&self.store.pool, &self.kinds(), now, wall, wall + LEASE).await?;
        let Some(leased) = leased else { return Ok(false) };
        self.attempt(leased).await?;
        Ok(true)
    }

    /// Moves the domain's clock to `until` and runs all jobs that are due by then, in the order of
    /// their times, the clock standing at each job's own time while it runs. Answers how many ran,
    /// when none is left but those that failed and wait to be tried again.
    pub async fn run_due_until(&self, until: Timestamp) -> Result<usize> {
        let mut ran = 0;
        loop {
            let wall = Timestamp::now();
            let next = queue::next_due(&self.store.pool, &self.kinds(), until, wall).await?;
            let Some(due) = next else { break };
            self.move_clock(due);
            if self.run_one(self.store.clock.now().max(due)).await? {
                ran += 1;
            } else {
                // Another worker has it: wait until it is done.
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        self.move_clock(until);
        Ok(ran)
    }

    /// A clock that is further already, or follows the machine, stays as it is.
    fn move_clock(&self, to: Timestamp) {
        if let Err(stays) = self.store.clock.set(to) {
            tracing::debug!(%stays, "clock");
        }
    }

    fn kinds(&self) -> Vec<String> {
        self.handlers.keys().map(|&kind| kind.to_owned()).collect()
    }

    async fn attempt(&self, leased: Leased) -> Result<()> {
        let pool = &self.store.pool;
        let Some((&kind, handler)) = self.handlers.get_key_value(leased.kind.as_str()) else {
            return Ok(()); // Only kinds with a handler are leased.
        };
        let attempt = u32::try_from(leased.attempts).unwrap_or(u32::MAX);
        let job =
            Job { id: leased.id, kind, payload: leased.payload, run_at: leased.run_at, attempt };
        let outcome =
            self.while_leased(leased.id, leased.attempts, handler(self.store.clone(), job));
        let outcome = match tokio::time::timeout(RUN_MAX, outcome).await {
            Ok(outcome) => outcome,
            Err(_) => Err("took too long".into()),
        };
        let wall = Timestamp::now();
        match outcome {
            Ok(()) => queue::done(pool, leased.id, leased.attempts, wall).await,
            Err(failure) if done_before(&failure, leased.id) => {
                queue::done(pool, leased.id, leased.attempts, wall).await
            }
            Err(failure) => {
                let told: String = failure.to_string().chars().take(TOLD_CHARACTERS_MAX).collect();
                let retry_at = (attempt < ATTEMPTS_MAX).then(|| wall + backoff(attempt));
                tracing::warn!(job = %leased.id, kind, attempt, dead = retry_at.is_none(), "job failed");
                queue::failed(pool, leased.id, leased.attempts, &told, wall, retry_at).await
            }
        }
    }
}

impl Worker {
    /// Renews the lease until the job has ended.
    async fn while_leased(
        &self,
        id: uuid::Uuid,
        attempt: i32,
        mut job: Outcome,
    ) -> Result<(), Failure> {
        loop {
            tokio::select! {
                outcome = &mut job => return outcome,
                () = tokio::time::sleep(RENEW) => {
                    queue::renew(&self.store.pool, id, attempt, Timestamp::now() + LEASE).await?;
                }
            }
        }
    }
}

/// The effect was committed by an attempt that died before it could say so.
fn done_before(failure: &Failure, job: uuid::Uuid) -> bool {
    matches!(failure.downcast_ref(), Some(Error::ActAlreadyDone { act_id }) if *act_id == job)
}

/// 2, 4, 8 … seconds, at most an hour.
fn backoff(attempt: u32) -> SignedDuration {
    SignedDuration::from_secs(2i64.saturating_pow(attempt).min(BACKOFF_SECONDS_MAX))
}

/// Whether a future is ready right now.
async fn futures_ready(future: &mut (impl Future<Output = ()> + Unpin)) -> bool {
    tokio::select! {
        biased;
        () = future => true,
        () = std::future::ready(()) => false,
    }
}
