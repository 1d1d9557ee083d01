//! Whether a receiver keeps to the protocol of the wire (`docs/protocol.md`).
//!
//! A [`World`] is prepared: keys, and a directory that lists the receiver under test and those who
//! will write to it. The receiver is set up with its key and that directory, and takes messages of
//! the kind [`KIND`]. Then every [`Case`] is sent, each right or wrong in one way, and what comes
//! back is judged by form, signature and content. Nothing of the receiver's own program is used.
//!
//! What an institution must take of the exclusions of others are cases too ([`exclusion_cases`]). A
//! register is asked in another way ([`run_at_register`]): what it answers depends on what it was told. So is an
//! institution that hands out results ([`run_at_source`]), of persons that are [`agreed`] on before.

#[macro_use]
mod checks;

mod cases;
mod draft;
mod exchange;
mod exclusions;
mod judge;
mod results;
mod world;

use wire::Network;
use wire::port::Limits;

pub use cases::{Case, cases};
pub use exclusions::{Check, PATIENCE, cases as exclusion_cases, run as run_at_register};
pub use judge::{Expected, Judged};
pub use results::{Check as SourceCheck, agreed, cases as results_cases, run as run_at_source};
pub use world::World;

/// The kind of message that is sent: the receiver takes it and does nothing with it.
pub const KIND: &str = "conformance.note";

/// Sends these cases in their order, and tells each as it is judged. Answers how many did not pass.
pub async fn run(
    world: &World,
    network: &impl Network,
    cases: Vec<Case>,
    mut told: impl FnMut(&Case, &Judged),
) -> anyhow::Result<usize> {
    let mut failed = 0;
    let mut before = None;
    for case in cases {
        let sent = case.draft(world).send(world).await?;
        let response = network.send(sent.http, Limits::USUAL).await;
        let judged = judge::judge(world, &case, &sent.signed, response, &mut before);
        failed += usize::from(!judged.passed());
        told(&case, &judged);
    }
    Ok(failed)
}
