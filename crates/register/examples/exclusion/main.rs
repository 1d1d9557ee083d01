//! How fast the exclusions are: a question about one person at the register, a decision on its way to all
//! institutions, and tokens. Each figure stands beside the least that the same could cost, measured in
//! the same run. `--quick` does a little of everything, for trying the bench itself.
//!
//! The register is the whole one, behind its own router on loopback, with durable commits. Institutions
//! are ends of the wire in this process: their doors, mailboxes in databases of their own, senders and
//! handlers are those of every node, and what they know of their persons is one token each.

mod asks;
mod institution;
mod reach;
mod tokens;
mod world;

use anyhow::Result;
use std::time::Duration;
use world::World;

/// How much is done.
#[derive(Clone, Copy)]
pub struct Scale {
    /// Rows in the register, before anything is asked.
    rows: [usize; 2],
    /// Institutions.
    institutions: usize,
    /// Questions for each figure.
    asks: usize,
    /// Decisions that are followed to everybody.
    decisions: usize,
    /// Persons whose tokens are evaluated, and matched.
    evaluated: usize,
    matched: usize,
}

/// The register's rows as of the year it was asked about in public, and far more than there will be; the
/// institutions of the country; 142 000 applicants and 300 000 students.
const FULL: Scale = Scale {
    rows: [544, 100_000],
    institutions: 34,
    asks: 4000,
    decisions: 10,
    evaluated: 20_000,
    matched: 442_000,
};
const QUICK: Scale = Scale {
    rows: [20, 200],
    institutions: 4,
    asks: 40,
    decisions: 1,
    evaluated: 1000,
    matched: 4420,
};

#[tokio::main]
async fn main() -> Result<()> {
    let quick = std::env::args().any(|word| word == "--quick");
    let scale = if quick { QUICK } else { FULL };
    tokens::measure(scale)?;
    let mut world = World::new(scale.institutions).await?;
    for rows in scale.rows {
        world.fill(rows).await?;
        asks::measure(&world, scale, rows).await?;
        reach::measure(&world, scale, rows).await?;
    }
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
