//! What holds of every instance that a reader lets through.

use timetable::solve::{Effort, Options, Placement, Rng, solve};
use timetable::{Format, InputError, Report, Source};

/// Steps of annealing: enough for each kind of move to be made.
const STEPS: u64 = 300;

/// Pieces of one input, between bytes of 0: the files of an instance, and a solution.
pub fn pieces<const N: usize>(data: &[u8]) -> [&[u8]; N] {
    let mut parts = data.splitn(N, |byte| *byte == 0);
    [(); N].map(|()| parts.next().unwrap_or_default())
}

/// A file of this name.
pub fn file<'a>(name: &'a str, bytes: &'a [u8]) -> Source<'a> {
    Source { name, bytes }
}

/// A refusal names one of the files, and what was read and what is allowed.
pub fn named(error: &InputError, files: &[&str]) {
    let said = error.to_string();
    assert!(files.iter().any(|file| said.starts_with(&format!("{file}:"))), "{said}");
    assert!(said.contains("read ") && said.contains("allowed: "), "{said}");
}

/// A small instance is solved: the plan is read again, and is counted as the search has counted it.
pub fn solved(format: &dyn Format, exact: bool) {
    if format.exams().len() > 40 {
        return;
    }
    let problem = format.problem();
    if problem.periods > 60 {
        return;
    }
    let options = Options::new(&problem, 1, Effort::Steps(STEPS));
    let found = solve(&problem, &options, &mut || 0.0, &mut |_| true);
    let report = scored(format, &found.best);
    if exact && report.is_feasible() {
        assert_eq!(report.total, found.best.cost);
    }
    let mut rng = Rng::new(2);
    let anywhere = Placement {
        period: found.best.period.iter().map(|_| rng.below(problem.periods) as u16).collect(),
        ..found.best
    };
    scored(format, &anywhere);
}

fn scored(format: &dyn Format, placement: &Placement) -> Report {
    let text = format.write(placement);
    format.report(file("plan", text.as_bytes())).expect("what was written is read")
}
