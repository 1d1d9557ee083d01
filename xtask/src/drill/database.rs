//! Kill -9 of the database while several writers decide.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, kill_process};
use store::{Actor, Entry, Store};
use uuid::Uuid;

use super::world::{World, decide, look, unguarded};
use super::{Damage, Tally};

const WRITERS: usize = 4;

/// How the promise is broken on purpose.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    /// The database answers before the commit is on disk.
    AcknowledgedEarly,
    /// The decision is committed before its audit entry.
    Split,
}

impl Sabotage {
    fn does(self) -> Damage {
        match self {
            Self::AcknowledgedEarly => Damage::Lost,
            Self::Split => Damage::Half,
        }
    }
}

/// Kills the database this many times; with sabotage stops as soon as its damage is seen.
pub async fn drill(kills: u32, sabotage: Option<Sabotage>) -> Result<Tally> {
    let early = [("synchronous_commit", "off"), ("wal_writer_delay", "10s")];
    let settings = match sabotage {
        Some(Sabotage::AcknowledgedEarly) => early.map(|(n, v)| (n.into(), v.into())).to_vec(),
        _ => Vec::new(),
    };
    let world = World::new(settings).await?;
    let (mut tally, mut all) = (Tally::default(), Vec::new());
    for _ in 0..kills {
        let stop = Arc::new(AtomicBool::new(false));
        let writers: Vec<_> = (0..WRITERS)
            .map(|_| tokio::spawn(write(world.store.clone(), sabotage, stop.clone())))
            .collect();
        tokio::time::sleep(Duration::from_millis(rand::random_range(50..400))).await;
        kill_all(world.server.pid().context("a running server")?)?;
        // It comes back so quickly that not every writer would see an error.
        stop.store(true, Ordering::Relaxed);
        let mut acknowledged = Vec::new();
        for writer in writers {
            acknowledged.extend(writer.await?);
        }
        world.answers().await?;
        let found = look(&world.store.pool, &acknowledged).await?;
        tally.add(&found, acknowledged.len() as u64);
        all.extend(acknowledged);
        if sabotage.is_some_and(|sabotage| tally.shows(sabotage.does())) {
            break;
        }
    }
    let found = look(&world.store.pool, &all).await?;
    tally.lost = tally.lost.max(found.lost);
    world.store.pool.close().await;
    world.server.stop().await;
    Ok(tally)
}

/// Decides until told to stop. Answers what was acknowledged.
async fn write(store: Store, sabotage: Option<Sabotage>, stop: Arc<AtomicBool>) -> Vec<Uuid> {
    let mut acknowledged = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let decided = match sabotage {
            Some(Sabotage::Split) => decide_in_two(&store).await,
            _ => decide(&store, Uuid::now_v7()).await,
        };
        // What failed was not acknowledged: it may be there or not.
        acknowledged.extend(decided.ok());
    }
    acknowledged
}

async fn decide_in_two(store: &Store) -> store::Result<Uuid> {
    let id = Uuid::now_v7();
    unguarded(&store.pool, "insert into decision (id) values ($1)", id).await?;
    let mut act = store.act(Actor::Job("drill"), id).await?;
    let now = act.now();
    act.enqueue("drill.letter", serde_json::json!({ "decision": id }), now).await?;
    act.commit(Entry::new("drill.decide", "decision", id)).await?;
    Ok(id)
}

/// The server and every process it has started, so that nothing can still finish its work.
pub fn kill_all(server: u32) -> Result<()> {
    let name = fs::read_to_string(format!("/proc/{server}/comm"))?;
    ensure!(name.trim() == "postgres", "process {server} is not our database");
    let mut victims = vec![server];
    victims.extend(children(server)?);
    for victim in victims {
        if let Some(pid) = i32::try_from(victim).ok().and_then(Pid::from_raw) {
            let _ = kill_process(pid, Signal::KILL); // It may have ended just now.
        }
    }
    Ok(())
}

fn children(of: u32) -> Result<Vec<u32>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let Ok(pid) = name.parse::<u32>() else { continue };
        // "pid (name) state parent …"
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let parent =
            stat.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(1)?.parse().ok());
        if parent == Some(of) {
            found.push(pid);
        }
    }
    Ok(found)
}
