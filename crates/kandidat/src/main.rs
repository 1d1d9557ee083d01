//! `kandidat`: the command line. One file per subcommand.

mod audit;
mod checkpoints;
mod conformance;
mod demo;
mod elmo;
mod exit;
mod import;
mod key;
mod language;
mod log;
mod mail;
mod press_worker;
mod rule;
mod running;
mod timetable;
mod whole_office;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Kandidat: the exam office of a university or university college.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Export the record of all acts, or verify it.
    #[command(subcommand)]
    Audit(audit::Args),
    /// List the rules of the domain, or ask one of them.
    Rule(rule::Args),
    /// Run a whole invented university on this machine, for looking and trying.
    Demo(demo::Args),
    /// Import persons, rooms, courses, exams and registrations from files.
    Import(import::Args),
    /// Plan exams: search for a timetable, judge one, or explain an exam's place in it.
    #[command(subcommand)]
    Timetable(timetable::Args),
    /// Documents of results as institutions exchange them (ELMO).
    #[command(subcommand)]
    Elmo(elmo::Args),
    /// Ask a receiver of messages between institutions, or a register, whether it keeps to the protocol.
    Conformance(conformance::Args),
    /// Signing keys of an institution or of the register.
    #[command(subcommand)]
    Key(key::Args),
    /// Set letters for the process that started this one.
    #[command(hide = true)]
    PressWorker,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Audit(args) => audit::run(args),
        Command::Rule(args) => rule::run(args),
        Command::Demo(args) => demo::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Timetable(args) => timetable::run(&args),
        Command::Elmo(args) => elmo::run(&args),
        Command::Conformance(args) => conformance::run(&args),
        Command::Key(args) => key::run(&args),
        Command::PressWorker => press_worker::run(),
    };
    exit::code(result)
}
