//! All chance of a run, from its seed.

use std::sync::Mutex;
use std::time::Duration;

use jiff::SignedDuration;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use wire::{Chance, MessageId};

pub struct Dice(Mutex<StdRng>);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }

    /// Any of `0..below`.
    pub fn below(&self, below: u64) -> u64 {
        self.0.lock().unwrap().random_range(0..below)
    }

    /// Yes, so many times in a thousand.
    pub fn in_thousand(&self, times: u64) -> bool {
        self.below(1000) < times
    }

    /// Any time up to this.
    pub fn time(&self, most: Duration) -> Duration {
        Duration::from_millis(self.below(most.as_millis() as u64 + 1))
    }

    pub async fn pause(&self, most: Duration) {
        tokio::time::sleep(self.time(most)).await;
    }

    pub fn message_id(&self) -> MessageId {
        let bytes: [u8; 16] = self.0.lock().unwrap().random();
        MessageId::new(uuid::Builder::from_random_bytes(bytes).into_uuid()).unwrap()
    }
}

impl Chance for Dice {
    fn up_to(&self, most: SignedDuration) -> SignedDuration {
        let most = most.as_millis().max(0) as u64;
        SignedDuration::from_millis(self.below(most + 1) as i64)
    }
}
