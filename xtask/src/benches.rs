//! `cargo xtask bench`: builds what is measured as it is shipped, and runs the benches.

use std::process::Command;

use anyhow::{Result, ensure};

/// Built apart from the other tools: these need the office and the press.
pub async fn run(arguments: &[String]) -> Result<()> {
    if arguments.first().is_some_and(|first| first == "timetable") {
        return crate::timetable_bench::run(&arguments[1..]);
    }
    if arguments.first().is_some_and(|first| first == "wire") {
        return Box::pin(crate::wire_bench::run(&arguments[1..])).await;
    }
    if let Some(bench) = arguments.first().and_then(|first| crate::example_bench::named(first)) {
        return crate::example_bench::run(bench, &arguments[1..]);
    }
    let dev = arguments.first().is_some_and(|first| first == "--dev");
    let profile = if dev { "dev" } else { "release" };
    let built = Command::new(crate::cargo())
        .args(["build", "--quiet", "--profile", profile])
        .args(["-p", "bench"])
        .args(["-p", "press", "--example", "pace"])
        .status()?;
    ensure!(built.success(), "the benches could not be built");
    let folder = std::env::current_exe()?.with_file_name("..");
    let program = folder.join(if dev { "debug" } else { "release" }).join("bench");
    let ran =
        Command::new(program).args(arguments.get(usize::from(dev)..).unwrap_or(&[])).status()?;
    ensure!(ran.success(), "the benches have failed");
    Ok(())
}
