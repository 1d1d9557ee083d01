//! `cargo xtask bench timetable`: the solver on public sets, each figure beside the best that was published.
//!
//! Every run is a process of its own on one thread, stopped by its processor time. Plans and the figures of each
//! run (`runs.jsonl`) lie in a folder outside the repository; a run that stands there already is not run again.

mod published;
mod run;
mod table;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use std::path::PathBuf;
use std::process::Command;

/// What is run.
#[derive(Parser)]
#[command(name = "cargo xtask bench timetable")]
pub struct Asked {
    /// The sets of the competition of 2007
    #[arg(long, value_delimiter = ',', default_value = "1,2,3,4,5,6,7,8")]
    sets: Vec<u32>,
    /// Toronto instances, such as hec-s-92
    #[arg(long, value_delimiter = ',')]
    toronto: Vec<String>,
    /// Invented terms of an office with so many exams: growth
    #[arg(long, value_delimiter = ',')]
    office: Vec<u32>,
    /// Seeds 1 to this
    #[arg(long, default_value_t = 10)]
    seeds: u64,
    /// Processor seconds of each run; several show cost against time
    #[arg(long, value_delimiter = ',', default_value = "60")]
    cpu_seconds: Vec<f64>,
    /// Where plans and figures go
    #[arg(long)]
    out: PathBuf,
    /// The folder with the instances and the independent scorers; left out: `KANDIDAT_SHARED`
    #[arg(long)]
    shared: Option<PathBuf>,
    /// Built without optimisation of other crates: for trying the bench itself
    #[arg(long)]
    dev: bool,
}

/// Builds the solver, runs what is missing, and prints the tables.
pub fn run(arguments: &[String]) -> Result<()> {
    let name = std::iter::once("timetable".to_owned());
    let asked = Asked::parse_from(name.chain(arguments.iter().cloned()));
    let profile = if asked.dev { "dev" } else { "release" };
    let built = Command::new(crate::cargo())
        .args(["build", "--quiet", "--profile", profile, "-p", "timetable"])
        .args(["--example", "experiment"])
        .status()?;
    ensure!(built.success(), "the solver could not be built");
    let folder = std::env::current_exe()?.with_file_name("..");
    let program = folder.join(if asked.dev { "debug" } else { "release" });
    let solver = program.join("examples/experiment");
    std::fs::create_dir_all(&asked.out)
        .with_context(|| format!("cannot make {}", asked.out.display()))?;
    let named = asked.shared.clone();
    let shared = named.or_else(|| std::env::var_os("KANDIDAT_SHARED").map(PathBuf::from));
    let shared = shared.context("--shared: given nothing, and KANDIDAT_SHARED is not set")?;
    let runs = run::all(&asked, &shared, &solver)?;
    table::print(&runs)
}
