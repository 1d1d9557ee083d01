//! Chance.

use jiff::SignedDuration;

/// Where chance comes from, so that a run can be repeated.
pub trait Chance: Send + Sync {
    /// Any duration from zero up to `most`, `most` included, each as likely.
    fn up_to(&self, most: SignedDuration) -> SignedDuration;
}
