//! `kandidat timetable explain`.

use super::{Given, files};
use crate::exit::Failure;
use rules::Language;
use std::path::PathBuf;

/// An exam of a plan.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    given: Given,
    /// The plan.
    solution: PathBuf,
    /// The exam, as the instance names it.
    #[arg(long, value_name = "E")]
    exam: String,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
    /// The language of the answer: nb, nn or en.
    #[arg(long, default_value = "en", value_parser = crate::language::language)]
    language: Language,
}

/// Tells of the exam's period and of every other one.
pub fn run(args: &Args) -> Result<(), Failure> {
    let format = files::instance(&args.given)?;
    let placement = files::with(&args.solution, |file| format.start(file))?;
    let Some(answer) = timetable::explain(format.as_ref(), &placement, &args.exam) else {
        let text = format!("--exam: given {}, allowed: an exam of the instance", args.exam);
        return Err(Failure::BadInput(text));
    };
    files::say(&match args.json {
        true => format!("{:#}\n", serde_json::json!(answer)),
        false => answer.words(args.language),
    })
}
