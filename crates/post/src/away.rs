//! Remembers for a moment that the mail server is away, so that a queue of notices does not wait
//! out its silence one by one.

use std::sync::Mutex;
use std::time::Duration;
use tokio::time::Instant;

/// How long nobody asks again.
const FOR: Duration = Duration::from_secs(20);

#[derive(Default)]
pub(crate) struct Away(Mutex<Option<Instant>>);

impl Away {
    /// From now on, for a moment.
    pub(crate) fn begin(&self) {
        *self.until() = Some(Instant::now() + FOR);
    }

    /// Whether the moment lasts.
    pub(crate) fn is_on(&self) -> bool {
        self.until().is_some_and(|until| Instant::now() < until)
    }

    fn until(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        // A panic elsewhere leaves a time or none: both are good.
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
