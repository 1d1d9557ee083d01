//! Memory: what the office holds, and PostgreSQL with all its processes.

use std::fs;

use anyhow::{Context, Result};

use crate::figure::Figure;
use crate::office_process::OfficeProcess;
use crate::world::World;

/// Prints what office and database hold, the office beside a process of the same program that
/// serves the floor alone. PostgreSQL's processes share memory: each counts its part of it.
pub fn report(
    when: &str,
    world: &World,
    office: &OfficeProcess,
    floor: &OfficeProcess,
) -> Result<()> {
    let what = format!("memory of the office {when}");
    let (value, least) = (at_most(office)?, at_most(floor)?);
    let floor_is = "a process that serves the floor alone";
    Figure { what: &what, value, floor_is, floor: least, unit: "MiB" }.print();
    let server = world.server.pid().context("the database has ended")?;
    let mut database = field(server, "smaps_rollup", "Pss:")?;
    for child in children(server)? {
        database += field(child, "smaps_rollup", "Pss:").unwrap_or(0.0);
    }
    let what = format!("memory of PostgreSQL {when}");
    Figure { what: &what, value: database, floor_is: "", floor: 0.0, unit: "MiB" }.print();
    Ok(())
}

/// The most that the process has held until now, in MiB.
fn at_most(process: &OfficeProcess) -> Result<f64> {
    field(process.pid().context("the process has ended")?, "status", "VmHWM:")
}

/// A field of one of the process's files under `/proc`, in MiB.
fn field(pid: u32, file: &str, name: &str) -> Result<f64> {
    let text = fs::read_to_string(format!("/proc/{pid}/{file}"))?;
    let line = text.lines().find_map(|line| line.strip_prefix(name)).context("no such field")?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib / 1024.0)
}

/// The processes that `parent` has started.
fn children(parent: u32) -> Result<Vec<u32>> {
    let text = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children"))?;
    Ok(text.split_whitespace().filter_map(|pid| pid.parse().ok()).collect())
}
