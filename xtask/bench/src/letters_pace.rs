//! Letters a second through worker processes, against setting them in one process. The press has
//! its own program for it: no other crate builds the typesetter.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use tokio::process::Command;

use crate::figure::Figure;

/// Runs the press's program and shows what it found.
pub async fn run() -> Result<()> {
    let program = std::env::current_exe()?.with_file_name("examples").join("pace");
    let output = Command::new(program).output().await.context("the press's program")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found: HashMap<String, f64> = serde_json::from_slice(&output.stdout)?;
    let value = |name: &str| found.get(name).copied().context("a figure that the press owes");
    let floor = value("in_process")?;
    for workers in [1, 2] {
        let what = format!("letters set by {workers} worker process(es)");
        let value = value(&format!("workers_{workers}"))?;
        Figure { what: &what, value, floor_is: "in one process", floor, unit: "/s" }.print();
    }
    let value = value("worker_mib")?;
    let what = "memory of a worker after that";
    Figure { what, value, floor_is: "", floor: 0.0, unit: "MiB" }.print();
    Ok(())
}
