//! Benches that are programs of their own, each an example of the crate that it measures: `cargo xtask bench exclusion`
//! (a question about one person at the register, a decision on its way to all institutions, and tokens) and
//! `cargo xtask bench exchange` (results asked for in the whole nation, and what becomes of every answer).

use std::process::Command;

use anyhow::{Result, ensure};
use clap::Parser;

/// The benches: what each is called, and the crate whose example of that name it is.
const ALL: [(&str, &str); 2] = [("exclusion", "register"), ("exchange", "conformance")];

#[derive(Parser)]
#[command(name = "cargo xtask bench")]
struct Asked {
    /// A little of everything: for trying the bench itself, not for figures
    #[arg(long)]
    quick: bool,
    /// Built without optimisation
    #[arg(long)]
    dev: bool,
}

/// The bench of this name, and the crate whose example it is.
pub fn named(name: &str) -> Option<(&'static str, &'static str)> {
    ALL.into_iter().find(|(known, _)| *known == name)
}

/// Builds the program that measures, and runs it; it prints the rows of the table.
pub fn run((name, package): (&str, &str), arguments: &[String]) -> Result<()> {
    let called = std::iter::once(name.to_owned());
    let asked = Asked::parse_from(called.chain(arguments.iter().cloned()));
    let profile = if asked.dev { "dev" } else { "release" };
    let built = Command::new(crate::cargo())
        .args(["build", "--quiet", "--profile", profile, "-p", package])
        .args(["--example", name])
        .status()?;
    ensure!(built.success(), "the bench could not be built");
    let folder = std::env::current_exe()?.with_file_name("..");
    let folder = folder.join(if asked.dev { "debug" } else { "release" });
    let program = folder.join("examples").join(name);
    let ran = Command::new(program).args(asked.quick.then_some("--quick")).status()?;
    ensure!(ran.success(), "the bench has failed");
    Ok(())
}
