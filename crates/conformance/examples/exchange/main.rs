//! How fast results are asked for in the whole nation, and what becomes of every institution's answer. Each figure
//! stands beside the least that the same could cost, measured in the same run. `--quick` does a little of everything,
//! for trying the bench itself.
//!
//! The office that asks is the whole one, behind its own router on loopback, with its own sender, handler and
//! database, and durable commits. The other institutions are ends of the wire in this process: each has a key of its
//! own and doors on a port of its own, verifies what it is asked, and answers with documents that it signs; what it
//! knows is made up as it is asked. First each of them behaves in a way of its own, most of them badly, and the
//! bench goes on only when every one is accounted for.

mod batch;
mod behaviour;
mod document;
mod fan_out;
mod faults;
mod institution;
mod source;
mod spoil;
mod world;

use anyhow::Result;
use std::time::Duration;
use world::World;

/// How much is done.
#[derive(Clone, Copy)]
pub struct Scale {
    /// Persons who are asked about one after the other, before anything is measured and for each figure.
    one_by_one: [usize; 2],
    /// Persons who are asked about together, in this order.
    batches: [usize; 3],
    /// Questions that the office itself answers, for each figure.
    answers: usize,
}

/// As many institutions share results.
const INSTITUTIONS: usize = 34;
const FULL: Scale = Scale { one_by_one: [3, 100], batches: [50, 150, 450], answers: 2000 };
const QUICK: Scale = Scale { one_by_one: [1, 1], batches: [1, 2, 4], answers: 20 };

#[tokio::main]
async fn main() -> Result<()> {
    let quick = std::env::args().any(|word| word == "--quick");
    let scale = if quick { QUICK } else { FULL };
    let world = World::new(INSTITUTIONS).await?;
    faults::measure(&world).await?;
    fan_out::measure(&world, scale).await?;
    source::measure(&world, scale).await?;
    batch::measure(&world, scale).await?;
    world.stop().await;
    Ok(())
}

/// A figure, and its floor where there is one.
#[expect(clippy::print_stdout, reason = "the figures are the program's answer")]
fn row(what: &str, measured: &str, floor: Option<(&str, f64)>) {
    let (floor, ratio) = floor.map_or_else(
        || ("none".to_owned(), String::new()),
        |(floor, ratio)| (floor.to_owned(), format!("{ratio:.2}")),
    );
    println!("| {what} | {measured} | {floor} | {ratio} |");
}

/// The value below which this share of the durations lies, in ms.
fn percentile(durations: &mut [Duration], share: usize) -> f64 {
    durations.sort_unstable();
    let place = durations.len().saturating_sub(1) * share / 100;
    durations.get(place).map_or(f64::NAN, |one| one.as_secs_f64() * 1000.0)
}

#[expect(clippy::cast_precision_loss, reason = "some thousands")]
fn per_second(times: usize, took: Duration) -> f64 {
    times as f64 / took.as_secs_f64()
}
