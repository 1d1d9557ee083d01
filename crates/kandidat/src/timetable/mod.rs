//! `kandidat timetable`: exam timetables from files, without an office. See [`timetable`].

mod check;
mod clock;
mod explain;
pub(crate) mod files;
mod portfolio;
mod progress;
mod repair;
mod solve;

use crate::exit::Failure;
use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What to do with a timetable.
#[derive(Subcommand)]
pub enum Args {
    /// Search for a plan and write the best one found.
    Solve(solve::Args),
    /// Name every demand that a plan breaks, and what it costs.
    Check(check::Args),
    /// Say why an exam lies where it lies, and what each other period would break or cost.
    Explain(explain::Args),
}

/// How the files are written.
#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// The examination track of the international timetabling competition 2007.
    Itc2007,
    /// The Toronto benchmark: the stem of a .crs and a .stu file.
    Toronto,
    /// The folder of University College Cork's exam office.
    Ucc,
    /// An exam office's own file (docs/timetable.md).
    Office,
}

/// Which instance.
#[derive(ClapArgs)]
struct Given {
    /// How the files are written.
    #[arg(long)]
    format: Kind,
    /// The file, the stem of the files, or the folder.
    instance: PathBuf,
    /// How many periods there are (toronto alone; known instances have theirs).
    #[arg(long, value_name = "P")]
    periods: Option<usize>,
}

/// Runs the command.
///
/// # Errors
/// A plan that breaks a demand answers no; an instance or a plan that cannot be read is bad input.
pub fn run(args: &Args) -> Result<(), Failure> {
    match args {
        Args::Solve(args) => solve::run(args),
        Args::Check(args) => check::run(args),
        Args::Explain(args) => explain::run(args),
    }
}
