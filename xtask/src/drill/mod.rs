//! Kill -9 drills: what was acknowledged is kept, and nothing is half done.
//!
//! A drill that has never failed proves nothing: each has a control in which the promise is broken
//! on purpose, and the drill must notice that damage and no other.

mod database;
mod office;
mod process;
mod tally;
pub mod wire;
mod world;

use std::time::Instant;

use anyhow::Result;

pub use process::write_until_killed;
use tally::{Damage, Tally};

/// A control must be caught within this many kills.
const CONTROL_KILLS_MAX: u32 = 25;

/// Runs all drills with their controls: half of the kills meet the real office and its database.
pub async fn run(kills: u32) -> Result<()> {
    use database::Sabotage as Database;
    use process::Sabotage as Process;
    let control = CONTROL_KILLS_MAX;
    let few = kills.div_ceil(4);
    real_office(kills.div_ceil(2)).await?;
    report("database", None, async || database::drill(few, None).await).await?;
    report("process", None, async || process::drill(few, None).await).await?;
    report("database, acknowledged before it is kept", Some(Damage::Lost), async || {
        database::drill(control, Some(Database::AcknowledgedEarly)).await
    })
    .await?;
    report("database, transaction split in two", Some(Damage::Half), async || {
        database::drill(control, Some(Database::Split)).await
    })
    .await?;
    report("process, letter before the commit", Some(Damage::Ghost), async || {
        process::drill(control, Some(Process::EarlyLetter)).await
    })
    .await
}

/// The office that the demonstration runs, with students and officers at work over HTTP.
async fn real_office(kills: u32) -> Result<()> {
    use office::Sabotage::{AcknowledgedEarly, AnyKey};
    let control = CONTROL_KILLS_MAX;
    let mut world = office::World::new().await?;
    report("office and its database", None, async || world.drill(kills, None).await).await?;
    report("office, acknowledged before it is kept", Some(Damage::Lost), async || {
        world.drill(control, Some(AcknowledgedEarly)).await
    })
    .await?;
    report("office, the same act a second time", Some(Damage::Twice), async || {
        world.drill(control, Some(AnyKey)).await
    })
    .await?;
    world.stop().await
}

/// Runs a drill, tells what it saw and judges it: with `control` this damage and no other.
#[expect(clippy::print_stdout, reason = "the figures are the tool's answer")]
async fn report(
    name: &str,
    control: Option<Damage>,
    drill: impl AsyncFnOnce() -> Result<Tally>,
) -> Result<()> {
    let begun = Instant::now();
    let tally = drill().await?;
    let kind = if control.is_some() { "control: " } else { "" };
    println!("{kind}{name}: {tally}, {} s", begun.elapsed().as_secs());
    tally.judge(name, control)
}
