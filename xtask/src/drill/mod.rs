//! Kill -9 drills: what was acknowledged is kept, and nothing is half done.
//!
//! A drill that has never failed proves nothing: each has a control in which the promise is broken
//! on purpose, and the drill must notice.

mod database;
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
        self.lost + self.half > 0
    }
}

/// Runs all drills with their controls.
pub async fn run(kills: u32) -> Result<()> {
    use database::Sabotage as Database;
    use process::Sabotage as Process;
    let control = CONTROL_KILLS_MAX;
    report("database", false, || database::drill(kills, None)).await?;
    report("process", false, || process::drill(kills, None)).await?;
    report("database, acknowledged before it is kept", true, || {
        database::drill(control, Some(Database::AcknowledgedEarly))
    })
    .await?;
    report("database, transaction split in two", true, || {
        database::drill(control, Some(Database::Split))
    })
    .await?;
    report("process, letter before the commit", true, || {
        process::drill(control, Some(Process::EarlyLetter))
    })
    .await
}

#[expect(clippy::print_stdout, reason = "the figures are the tool's answer")]
async fn report<R: Future<Output = Result<Tally>>>(
    name: &str,
    control: bool,
    drill: impl FnOnce() -> R,
) -> Result<()> {
    let begun = Instant::now();
    let tally = drill().await?;
    println!(
        "{}{name}: {} kills, {} acknowledged, {} lost, {} half done, {} s",
        if control { "control: " } else { "" },
        tally.kills,
        tally.acknowledged,
        tally.lost,
        tally.half,
        begun.elapsed().as_secs()
    );
    ensure!(control || tally.acknowledged > 0, "{name}: nothing was written");
    ensure!(control || !tally.caught(), "{name}: the promise is broken");
    ensure!(!control || tally.caught(), "{name}: the drill did not notice the sabotage");
    Ok(())
}
