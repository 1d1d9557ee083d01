//! Memory: what the office holds, and PostgreSQL with all its processes.

use std::fs;

use anyhow::{Context, Result};

use crate::figure::Figure;
use crate::office_process::OfficeProcess;
use crate::world::World;

/// Prints what both hold now. PostgreSQL's processes share memory: each counts its part of it.
pub fn report(when: &str, world: &World, office: &OfficeProcess) -> Result<()> {
    let office = of_process(office.pid().context("the office has ended")?, "Rss:")?;
    show(&format!("memory of the office {when}"), office);
    let server = world.server.pid().context("the database has ended")?;
    let mut database = of_process(server, "Pss:")?;
    for child in children(server)? {
        database += of_process(child, "Pss:").unwrap_or(0.0);
    }
    show(&format!("memory of PostgreSQL {when}"), database);
    Ok(())
}

fn show(what: &str, value: f64) {
    Figure { what, value, floor_is: "", floor: 0.0, unit: "MiB" }.print();
}

/// A field of the process's memory, in MiB.
fn of_process(pid: u32, field: &str) -> Result<f64> {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup"))?;
    let line = text.lines().find_map(|line| line.strip_prefix(field)).context("no such field")?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib / 1024.0)
}

/// The processes that `parent` has started.
fn children(parent: u32) -> Result<Vec<u32>> {
    let text = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children"))?;
    Ok(text.split_whitespace().filter_map(|pid| pid.parse().ok()).collect())
}
