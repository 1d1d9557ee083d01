//! Whether exclusions are taken, kept and told as section 11 of the protocol says: by an institution
//! that hears of others' exclusions, and by a register.

mod institution;
mod register;
mod trial;

pub use institution::cases;
pub use register::Check;

use crate::{Judged, World};
use std::time::Duration;
use trial::Trial;
use wire::Network;

/// How long is waited for a register to act on what it has acknowledged.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Asks a register everything in its order, and tells each as it is judged. Answers how many did not
/// pass. What is registered for that is deleted again.
pub async fn run(
    world: &World,
    network: &impl Network,
    patience: Duration,
    mut told: impl FnMut(Check, &Judged),
) -> usize {
    let (mut trial, mut failed) = (Trial::new(world, network, patience), 0);
    for check in Check::ALL {
        let judged = Judged { wrong: check.judge(&mut trial).await.err() };
        failed += usize::from(!judged.passed());
        told(check, &judged);
    }
    failed
}
