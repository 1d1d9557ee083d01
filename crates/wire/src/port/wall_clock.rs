//! Wall time.

use jiff::Timestamp;

/// The machine's clock. Signatures, leases, waits and the age of the directory go by it, and
/// nothing of the domain does.
pub trait WallClock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}
