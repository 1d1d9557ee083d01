//! `kandidat`: the command line. One file per subcommand.

mod exit;
mod rule;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Kandidat: exams, the exclusion register and result exchange for higher education.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the rules of the domain, or ask one of them.
    Rule(rule::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Rule(args) => rule::run(args),
    };
    exit::code(result)
}
