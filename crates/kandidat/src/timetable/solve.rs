//! `kandidat timetable solve`.

use super::clock::Clock;
use super::portfolio::Portfolio;
use super::repair::{Old, written};
use super::{Given, check, files, progress};
use crate::exit::Failure;
use rules::Language;
use std::path::PathBuf;
use std::time::Instant;
use timetable::solve::{Effort, NONE, Options, Outcome, Problem, impossible, keep};
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
    /// A faculty whose exams stay where the old plan has them (office alone; may be said several times).
    #[arg(long, value_name = "FACULTY", requires = "keep")]
    hold: Vec<String>,
    /// The language of reasons: nb, nn or en.
    #[arg(long, default_value = "en", value_parser = crate::language::language)]
    language: Language,
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
    let old = args.keep.as_deref().map(|path| Old::read(format.as_ref(), path)).transpose()?;
    let (effort, clock) = match (args.steps, args.cpu_seconds) {
        (Some(steps), _) => (Effort::Steps(steps), Clock::Wall(begun)),
        (None, Some(limit)) => (Effort::Seconds(limit), Clock::processor(begun)),
        (None, None) => (Effort::Seconds(args.seconds.unwrap_or(60.0)), Clock::Wall(begun)),
    };
    let mut options = Options::new(&problem, args.seed, effort);
    if let Some(old) = &old {
        options.fixed = old.held(format.as_ref(), &problem, &args.hold)?;
        problem = keep(problem, &old.placement, args.change_weight);
        options.from = Some(old.placement.clone());
    }
    let bar = progress::bar(args.progress);
    let portfolio = Portfolio {
        format: format.as_ref(),
        problem: &problem,
        options: &options,
        clock,
        out: &args.out,
        bar: &bar,
        old: old.as_ref(),
    };
    let outcome = portfolio.run(args.threads)?;
    bar.finish_and_clear();
    let text = written(format.as_ref(), &outcome.best, old.as_ref())?;
    files::write(&args.out, &text)?;
    if let Some(old) = &old {
        files::say(&old.moved(format.as_ref(), &outcome.best, args.language))?;
    }
    tell(args, format.as_ref(), &problem, &outcome, &text)
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
            let exams: Vec<usize> = core
                .iter()
                .flat_map(|unit| &problem.members[*unit])
                .map(|exam| *exam as usize)
                .collect();
            let called: Vec<_> = exams.iter().map(|exam| names[*exam].as_str()).collect();
            files::say(&format!("cannot all be placed: {}\n", called.join(", ")))?;
            for demand in format.cannot_all_hold(&exams) {
                files::say(&format!("  {}\n", demand.get(args.language)))?;
            }
        }
    }
    match report.violations.len() {
        0 => Ok(()),
        broken => Err(Failure::No(format!("{name}: {broken} demands are broken"))),
    }
}
