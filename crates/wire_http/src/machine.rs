//! The machine's own clock and chance.

use jiff::{SignedDuration, Timestamp};
use wire::{Chance, WallClock};

/// The machine's clock.
pub struct MachineClock;

impl WallClock for MachineClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The machine's chance.
pub struct MachineChance;

impl Chance for MachineChance {
    fn up_to(&self, most: SignedDuration) -> SignedDuration {
        let most = i64::try_from(most.as_millis()).unwrap_or(i64::MAX).max(0);
        SignedDuration::from_millis(rand::random_range(0..=most))
    }
}
