//! `kandidat timetable solve`.

use super::clock::Clock;
use super::portfolio::Portfolio;
use super::{Given, check, files, progress};
use crate::exit::Failure;
use std::path::PathBuf;
use std::time::Instant;
use timetable::solve::{Effort, NONE, Options, Outcome, Placement, Problem, impossible, keep};
use timetable::{Format, Source};

/// A search.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    given: Given,
    /// Where the plan is written; a better plan replaces it whole.
    #[arg(long, value_name = "SOLUTION")]
    out: PathBuf,
    /// Seconds on the wall; without any limit, 60.
    #[arg(long, value_name = "N", value_parser = seconds)]
    seconds: Option<f64>,
    /// Seconds of processor time, all threads together.
    #[arg(long, value_name = "N", value_parser = seconds, conflicts_with = "seconds")]
    cpu_seconds: Option<f64>,
    /// Exactly so many steps: with the seed, a run repeats itself.
    #[arg(long, value_name = "N", conflicts_with_all = ["seconds", "cpu_seconds"])]
    steps: Option<u64>,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Searches side by side, each from its own seed.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=64))]
    threads: u32,
    /// A plan that is changed as little as the demands allow.
    #[arg(long, value_name = "OLD-SOLUTION")]
    keep: Option<PathBuf>,
    /// The price of each exam that gets another period than in the old plan.
    #[arg(long, value_name = "W", default_value_t = 1000, requires = "keep",
          value_parser = clap::value_parser!(i32).range(0..=100_000))]
    change_weight: i32,
    /// Draw a line of progress on a terminal.
    #[arg(long)]
    progress: bool,
}

fn seconds(text: &str) -> Result<f64, String> {
    let allowed = || "allowed: seconds from 0.1 to 1000000".to_owned();
    text.parse().ok().filter(|n| (0.1..=1e6).contains(n)).ok_or_else(allowed)
}

/// Searches, writes, and tells what was found.
pub fn run(args: &Args) -> Result<(), Failure> {
    let begun = Instant::now();
    let format = files::instance(&args.given)?;
    let mut problem = format.problem();
    let old = args.keep.as_deref().map(|path| files::with(path, |file| format.start(file)));
    let old = old.transpose()?;
    let (effort, clock) = match (args.steps, args.cpu_seconds) {
        (Some(steps), _) => (Effort::Steps(steps), Clock::Wall(begun)),
        (None, Some(limit)) => (Effort::Seconds(limit), Clock::processor(begun)),
        (None, None) => (Effort::Seconds(args.seconds.unwrap_or(60.0)), Clock::Wall(begun)),
    };
    let mut options = Options::new(&problem, args.seed, effort);
    if let Some(old) = &old {
        problem = keep(problem, old, args.change_weight);
        options.from = Some(old.clone());
    }
    let bar = progress::bar(args.progress);
    let portfolio = Portfolio {
        format: format.as_ref(),
        problem: &problem,
        options: &options,
        clock,
        out: &args.out,
        bar: &bar,
    };
    let outcome = portfolio.run(args.threads)?;
    bar.finish_and_clear();
    let text = format.write(&outcome.best);
    files::write(&args.out, &text)?;
    if let Some(old) = &old {
        files::say(&moved(format.as_ref(), &problem, old, &outcome.best))?;
    }
    tell(args, format.as_ref(), &problem, &outcome, &text)
}

/// Every exam that has another period than in the old plan.
fn moved(format: &dyn Format, problem: &Problem, old: &Placement, new: &Placement) -> String {
    let names = format.exams();
    let name = |period: u16| match period {
        NONE => "no period".to_owned(),
        period => format.period_name(period as usize),
    };
    let mut text = String::new();
    for (unit, members) in problem.members.iter().enumerate() {
        let (from, to) = (old.period[unit], new.period[unit]);
        if from != to {
            for exam in members {
                let exam = &names[*exam as usize];
                text += &format!("moved {exam}: {} -> {}\n", name(from), name(to));
            }
        }
    }
    text
}

fn tell(
    args: &Args,
    format: &dyn Format,
    problem: &Problem,
    outcome: &Outcome,
    text: &str,
) -> Result<(), Failure> {
    let name = args.out.display().to_string();
    let written = Source { name: &name, bytes: text.as_bytes() };
    let report = format.report(written).map_err(|error| Failure::BadInput(error.to_string()))?;
    let note = if outcome.cut { " (the clock cut the cooling short)" } else { "" };
    files::say(&format!("steps {}{note}\n{}", outcome.steps, check::in_words(&report)))?;
    for unit in 0..problem.units() {
        if outcome.best.period[unit] == NONE
            && let Some(core) = impossible(problem, unit)
        {
            let names = format.exams();
            let members = core.iter().flat_map(|unit| &problem.members[*unit]);
            let exams: Vec<_> = members.map(|exam| names[*exam as usize].as_str()).collect();
            files::say(&format!("cannot all be placed: {}\n", exams.join(", ")))?;
        }
    }
    match report.violations.len() {
        0 => Ok(()),
        broken => Err(Failure::No(format!("{name}: {broken} demands are broken"))),
    }
}
