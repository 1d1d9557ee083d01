//! Kill -9 of the program while it decides and writes letters.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use store::Store;
use store::job::Worker;
use uuid::Uuid;

use super::world::{World, decide, look, unguarded, write_letter};
use super::{Damage, Tally};

/// How the promise is broken on purpose.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    /// The letter is sent before the decision is committed.
    EarlyLetter,
}

/// Kills the program this many times; with sabotage stops as soon as its damage is seen. At the end
/// every decision must have exactly one letter.
pub async fn drill(kills: u32, sabotage: Option<Sabotage>) -> Result<Tally> {
    let world = World::new(Vec::new()).await?;
    let (mut tally, mut all) = (Tally::default(), Vec::new());
    for _ in 0..kills {
        let acknowledged = one_life(&world.url, sabotage)?;
        let found = look(&world.store.pool, &acknowledged).await?;
        tally.add(&found, acknowledged.len() as u64);
        all.extend(acknowledged);
        if sabotage.is_some() && tally.shows(Damage::Ghost) {
            break;
        }
    }
    if sabotage.is_none() {
        let missing = letters_missing_after_all_jobs(&world.store).await?;
        let found = look(&world.store.pool, &all).await?;
        tally.lost = tally.lost.max(found.lost) + missing;
        (tally.half, tally.ghost, tally.twice) = (found.half, found.ghost, found.twice);
    }
    world.store.pool.close().await;
    world.server.stop().await;
    Ok(tally)
}

/// Lets the program work for a while, kills it, and answers what it had acknowledged.
fn one_life(url: &str, sabotage: Option<Sabotage>) -> Result<Vec<Uuid>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["drill-writer", url]);
    if sabotage == Some(Sabotage::EarlyLetter) {
        command.arg("--early-letter");
    }
    let mut child = command.stdout(Stdio::piped()).stdin(Stdio::null()).spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("its output")?).lines();
    let ready = lines.next().context("the program did not start")??;
    ensure!(ready == "ready", "the program said {ready}");
    std::thread::sleep(Duration::from_millis(rand::random_range(50..400)));
    child.kill()?;
    child.wait()?;
    // A line that was being written when it died acknowledges nothing.
    Ok(lines
        .map_while(Result::ok)
        .filter_map(|line| line.strip_suffix('.')?.parse().ok())
        .collect())
}

/// The program: decides, says so, and runs jobs, until it is killed.
#[expect(clippy::print_stdout, reason = "the drill reads what was acknowledged")]
pub async fn write_until_killed(url: &str, early_letter: bool) -> Result<()> {
    let store = Store::connect(url).await?;
    if !early_letter {
        let worker = Worker::new(store.clone()).on("drill.letter", write_letter);
        tokio::spawn(async move { worker.run(std::future::pending()).await });
    }
    println!("ready");
    loop {
        let id = Uuid::now_v7();
        if early_letter {
            let sent = "insert into letter (decision) values ($1)";
            unguarded(&store.pool, sent, id).await?;
        }
        println!("{}.", decide(&store, id).await?);
    }
}

/// Runs what the dead have left. Answers how many decisions have no letter after that.
async fn letters_missing_after_all_jobs(store: &Store) -> Result<u64> {
    // Whoever held these leases is dead; in production they run out after half a minute.
    sqlx::query("update job set leased_until = null").execute(&store.pool).await?;
    let worker = Worker::new(store.clone()).on("drill.letter", write_letter);
    worker.run_due_until(store.clock.now()).await?;
    let missing: i64 = sqlx::query_scalar(
        "select count(*) from decision where id not in (select decision from letter)",
    )
    .fetch_one(&store.pool)
    .await?;
    Ok(missing.unsigned_abs())
}
