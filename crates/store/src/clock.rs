//! The domain's clock: one per node, never backwards.
//!
//! Deadlines are decided by this clock alone. Wall time serves signatures, tokens, web sessions
//! and leases, and is read where those are made.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The clock of a node. Clones share the same time.
#[derive(Clone)]
pub struct Clock(Arc<Mutex<State>>);

struct State {
    source: Source,
    /// The latest time told: no answer is earlier.
    told: Timestamp,
}

enum Source {
    /// The machine's time.
    System,
    /// Stands still until it is set.
    Standing,
    /// Was set to the time at that instant and has run on since.
    Running(Timestamp, Instant),
}

/// Why a clock could not be set.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ClockError {
    /// Only the clocks of the demo and of tests can be set.
    #[error("this clock follows the machine's time and cannot be set")]
    NotSettable,
    /// Time never runs backwards: what has been decided was decided.
    #[error("the clock stands at {now} and cannot go back to {asked}")]
    Backwards {
        /// The time it shows.
        now: Timestamp,
        /// The time it was asked to show.
        asked: Timestamp,
    },
}

impl Clock {
    /// Follows the machine's time; a machine whose time jumps back makes it stand still.
    pub fn system() -> Self {
        Self::new(Source::System, Timestamp::UNIX_EPOCH)
    }

    /// Stands at this time until it is set: for tests.
    pub fn standing(at: Timestamp) -> Self {
        Self::new(Source::Standing, at)
    }

    /// Starts at this time, runs on, and can be set forward: for the demo.
    pub fn running(from: Timestamp) -> Self {
        Self::new(Source::Running(from, Instant::now()), from)
    }

    fn new(source: Source, told: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(State { source, told: whole_microseconds(told) })))
    }

    /// The node's present time in whole microseconds, as the database keeps it.
    pub fn now(&self) -> Timestamp {
        self.state().now()
    }

    /// Sets the clock forward.
    pub fn set(&self, to: Timestamp) -> Result<(), ClockError> {
        let mut state = self.state();
        let now = state.now();
        if to < now {
            return Err(ClockError::Backwards { now, asked: to });
        }
        match &mut state.source {
            Source::System => return Err(ClockError::NotSettable),
            Source::Standing => {}
            running @ Source::Running(..) => *running = Source::Running(to, Instant::now()),
        }
        state.told = whole_microseconds(to);
        Ok(())
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        // A panic elsewhere cannot leave the state half written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn now(&mut self) -> Timestamp {
        let read = match self.source {
            Source::System => Timestamp::now(),
            Source::Standing => self.told,
            Source::Running(from, since) => SignedDuration::try_from(since.elapsed())
                .ok()
                .and_then(|passed| from.checked_add(passed).ok())
                .unwrap_or(self.told),
        };
        self.told = self.told.max(whole_microseconds(read));
        self.told
    }
}

/// PostgreSQL keeps microseconds: a time that is read back must equal the one written.
fn whole_microseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// The time zone in which the law's days begin and end.
pub fn oslo() -> TimeZone {
    // The zone is compiled in (feature `tzdb-bundle-always`), so it cannot be missing.
    TimeZone::get("Europe/Oslo").expect("Europe/Oslo is compiled in")
}
