//! `kandidat timetable check`.

use super::{Given, files};
use crate::exit::Failure;
use serde_json::json;
use std::path::PathBuf;
use timetable::Report;

/// A plan to be judged.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    given: Given,
    /// The plan.
    solution: PathBuf,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

/// Scores the plan; one that breaks a demand answers no.
pub fn run(args: &Args) -> Result<(), Failure> {
    let format = files::instance(&args.given)?;
    let report = files::with(&args.solution, |file| format.report(file))?;
    files::say(&if args.json { in_json(&report) } else { in_words(&report) })?;
    let name = args.solution.display();
    match report.violations.len() {
        0 => Ok(()),
        broken => Err(Failure::No(format!("{name}: {broken} demands are broken"))),
    }
}

fn in_json(report: &Report) -> String {
    let soft: serde_json::Map<_, _> =
        report.costs.iter().map(|(name, cost)| (name.clone(), json!(cost))).collect();
    let answer = json!({
        "feasible": report.is_feasible(),
        "distance": report.violations.len(),
        "violations": report.violations,
        "soft": soft,
        "total": report.total,
        "notes": report.notes,
    });
    format!("{answer:#}\n")
}

/// One line for each broken demand and each cost.
pub fn in_words(report: &Report) -> String {
    let mut text = String::new();
    for violation in &report.violations {
        text += &format!("hard  {:20} {}\n", violation.kind, violation.text);
    }
    for (name, cost) in &report.costs {
        text += &format!("soft  {name:20} {cost}\n");
    }
    for note in &report.notes {
        text += &format!("      {note}\n");
    }
    let distance = report.violations.len();
    text + &format!("distance to feasibility {distance}, total cost {}\n", report.total)
}
