//! The time a search may use: of the wall, or of the processor.

use std::time::Instant;

/// What is counted.
#[derive(Clone, Copy)]
pub enum Clock {
    /// Seconds on the wall.
    Wall(Instant),
    /// Seconds of processor time of this process, all threads together.
    Processor,
}

/// The kernel counts a process's time in hundredths of a second (`USER_HZ`, fixed on Linux).
const TICKS: f64 = 100.0;

impl Clock {
    /// Seconds since the program began, or since the clock was made.
    pub fn seconds(self) -> f64 {
        match self {
            Self::Wall(begun) => begun.elapsed().as_secs_f64(),
            Self::Processor => processor().unwrap_or_default(),
        }
    }

    /// Processor time if the system tells it, else wall time.
    pub fn processor(begun: Instant) -> Self {
        if processor().is_some() { Self::Processor } else { Self::Wall(begun) }
    }
}

/// User and system time from `/proc/self/stat` (proc(5), fields 14 and 15).
fn processor() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in parentheses may hold anything, so the fields are counted behind it.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some((user + system) / TICKS)
}
