//! Kill -9 drills: what was acknowledged is kept, and nothing is half done.
//!
//! A drill that has never failed proves nothing: each has a control in which the promise is broken
//! on purpose, and the drill must notice.

mod database;
mod office;
mod process;
mod world;

use std::time::Instant;

use anyhow::{Result, ensure};

pub use process::write_until_killed;
use world::Found;

/// A control must be caught within this many kills.
const CONTROL_KILLS_MAX: u32 = 25;

/// What one drill saw.
#[derive(Default)]
pub struct Tally {
    kills: u32,
    acknowledged: u64,
    lost: u64,
    half: u64,
    not_once: u64,
}

impl Tally {
    fn add(&mut self, found: &Found, acknowledged: u64) {
        self.kills += 1;
        self.acknowledged += acknowledged;
        self.lost += found.lost;
        // Halves are counted anew at each look.
        self.half = found.half;
    }

    fn caught(&self) -> bool {
        self.lost + self.half + self.not_once > 0
    }
}

/// Runs all drills with their controls: half of the kills meet the real office and its database.
pub async fn run(kills: u32) -> Result<()> {
    use database::Sabotage as Database;
    use process::Sabotage as Process;
    let control = CONTROL_KILLS_MAX;
    let few = kills.div_ceil(4);
    real_office(kills.div_ceil(2)).await?;
    report("database", false, async || database::drill(few, None).await).await?;
    report("process", false, async || process::drill(few, None).await).await?;
    report("database, acknowledged before it is kept", true, async || {
        database::drill(control, Some(Database::AcknowledgedEarly)).await
    })
    .await?;
    report("database, transaction split in two", true, async || {
        database::drill(control, Some(Database::Split)).await
    })
    .await?;
    report("process, letter before the commit", true, async || {
        process::drill(control, Some(Process::EarlyLetter)).await
    })
    .await
}

/// The office that the demonstration runs, with students and officers at work over HTTP.
async fn real_office(kills: u32) -> Result<()> {
    use office::Sabotage::{AcknowledgedEarly, AnyKey};
    let control = CONTROL_KILLS_MAX;
    let mut world = office::World::new().await?;
    report("office and its database", false, async || world.drill(kills, None).await).await?;
    report("office, acknowledged before it is kept", true, async || {
        world.drill(control, Some(AcknowledgedEarly)).await
    })
    .await?;
    report("office, the same act a second time", true, async || {
        world.drill(control, Some(AnyKey)).await
    })
    .await?;
    world.stop().await
}

#[expect(clippy::print_stdout, reason = "the figures are the tool's answer")]
async fn report(
    name: &str,
    control: bool,
    drill: impl AsyncFnOnce() -> Result<Tally>,
) -> Result<()> {
    let begun = Instant::now();
    let tally = drill().await?;
    println!(
        "{}{name}: {} kills, {} acknowledged, {} lost, {} half done, {} not done once, {} s",
        if control { "control: " } else { "" },
        tally.kills,
        tally.acknowledged,
        tally.lost,
        tally.half,
        tally.not_once,
        begun.elapsed().as_secs()
    );
    ensure!(control || tally.acknowledged > 0, "{name}: nothing was written");
    ensure!(control || !tally.caught(), "{name}: the promise is broken");
    ensure!(!control || tally.caught(), "{name}: the drill did not notice the sabotage");
    Ok(())
}
