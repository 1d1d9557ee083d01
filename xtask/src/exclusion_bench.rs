//! `cargo xtask bench exclusion`: a question about one person at the register, a decision on its way to all
//! institutions, and tokens, each beside its floor: `crates/register/examples/exclusion`.

use std::process::Command;

use anyhow::{Result, ensure};
use clap::Parser;

#[derive(Parser)]
#[command(name = "cargo xtask bench exclusion")]
struct Asked {
    /// A little of everything: for trying the bench itself, not for figures
    #[arg(long)]
    quick: bool,
    /// Built without optimisation
    #[arg(long)]
    dev: bool,
}

/// Builds the program that measures, and runs it; it prints the rows of the table.
pub fn run(arguments: &[String]) -> Result<()> {
    let name = std::iter::once("exclusion".to_owned());
    let asked = Asked::parse_from(name.chain(arguments.iter().cloned()));
    let profile = if asked.dev { "dev" } else { "release" };
    let built = Command::new(crate::cargo())
        .args(["build", "--quiet", "--profile", profile, "-p", "register"])
        .args(["--example", "exclusion"])
        .status()?;
    ensure!(built.success(), "the bench could not be built");
    let folder = std::env::current_exe()?.with_file_name("..");
    let folder = folder.join(if asked.dev { "debug" } else { "release" });
    let program = folder.join("examples/exclusion");
    let ran = Command::new(program).args(asked.quick.then_some("--quick")).status()?;
    ensure!(ran.success(), "the bench has failed");
    Ok(())
}
