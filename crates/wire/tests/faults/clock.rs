//! Time that stands still while work is done, and a clock on it that can be wrong.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;
use wire::WallClock;

/// When every run begins.
pub const BEGIN: &str = "2026-11-22T10:00:00Z";

/// The clock of one machine.
pub struct Clock {
    begun: Instant,
    /// By how many seconds it is wrong.
    wrong_by: AtomicI64,
}

impl Clock {
    pub fn new(begun: Instant) -> Self {
        Self { begun, wrong_by: AtomicI64::new(0) }
    }

    /// Sets by how much it is wrong from now on.
    pub fn set_wrong_by(&self, seconds: i64) {
        self.wrong_by.store(seconds, Ordering::Relaxed);
    }

    /// What a right clock shows.
    pub fn right(&self) -> Timestamp {
        let passed = SignedDuration::try_from(self.begun.elapsed()).unwrap();
        BEGIN.parse::<Timestamp>().unwrap() + passed
    }
}

impl WallClock for Clock {
    fn now(&self) -> Timestamp {
        self.right() + SignedDuration::from_secs(self.wrong_by.load(Ordering::Relaxed))
    }
}
