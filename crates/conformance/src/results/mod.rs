//! Whether results are handed out as section 12 of the protocol says, and whether what others tell of theirs is
//! taken: by an institution that is asked about persons who were agreed on before.

pub mod agreed;
mod notices;
mod source;
mod trial;

pub use notices::cases;
pub use source::Check;

use crate::{Judged, World};
use trial::Trial;
use wire::Network;

/// Asks an institution everything in its order, and tells each as it is judged. Answers how many did not pass.
pub async fn run(
    world: &World,
    network: &impl Network,
    mut told: impl FnMut(Check, &Judged),
) -> usize {
    let (mut trial, mut failed) = (Trial::new(world, network), 0);
    for check in Check::ALL {
        let judged = Judged { wrong: check.judge(&mut trial).await.err() };
        failed += usize::from(!judged.passed());
        told(check, &judged);
    }
    failed
}
