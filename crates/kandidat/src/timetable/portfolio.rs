//! One search on each thread, each from its own seed; the best plan counts.

use super::clock::Clock;
use super::files;
use super::repair::{Old, written};
use crate::exit::Failure;
use indicatif::ProgressBar;
use std::path::Path;
use std::sync::Mutex;
use timetable::Format;
use timetable::solve::{News, Options, Outcome, Placement, Problem, solve};

/// What all threads share.
pub struct Portfolio<'a> {
    pub format: &'a dyn Format,
    pub problem: &'a Problem,
    pub options: &'a Options,
    pub clock: Clock,
    pub out: &'a Path,
    pub bar: &'a ProgressBar,
    pub old: Option<&'a Old>,
}

/// The best so far, and what went wrong in writing it.
#[derive(Default)]
struct Kept {
    best: Option<Placement>,
    failure: Option<Failure>,
}

impl Portfolio<'_> {
    /// Searches on so many threads; the best found so far always stands in the file.
    pub fn run(&self, threads: u32) -> Result<Outcome, Failure> {
        let kept = Mutex::new(Kept::default());
        let outcomes: Vec<Outcome> = std::thread::scope(|scope| {
            let started: Vec<_> = (1..threads)
                .map(|thread| {
                    let kept = &kept;
                    scope.spawn(move || self.one(thread, kept))
                })
                .collect();
            let first = self.one(0, &kept);
            let others = started.into_iter().filter_map(|thread| thread.join().ok());
            std::iter::once(first).chain(others).collect()
        });
        if let Some(failure) = kept.into_inner().ok().and_then(|kept| kept.failure) {
            return Err(failure);
        }
        let best =
            outcomes.into_iter().reduce(|a, b| if b.best.better_than(&a.best) { b } else { a });
        // There is always a first one.
        best.ok_or_else(|| Failure::No("no search was run".to_owned()))
    }

    fn one(&self, thread: u32, kept: &Mutex<Kept>) -> Outcome {
        let mut options = self.options.clone();
        // The first thread is the search that one thread alone would do.
        options.seed = options.seed.wrapping_add(u64::from(thread) << 32);
        let mut clock = || self.clock.seconds();
        solve(self.problem, &options, &mut clock, &mut |news| self.told(kept, news))
    }

    fn told(&self, kept: &Mutex<Kept>, news: &News) -> bool {
        // A thread that panicked leaves the lock poisoned; what it guards is whole all the same.
        let mut kept = kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if kept.best.as_ref().is_none_or(|best| news.best.better_than(best)) {
            kept.best = Some(news.best.clone());
            let written = written(self.format, news.best, self.old);
            if let Err(failure) = written.and_then(|text| files::write(self.out, &text)) {
                kept.failure = Some(failure);
            }
        }
        let best = kept.best.as_ref().unwrap_or(news.best);
        self.bar.set_position((news.share * 1000.0) as u64);
        self.bar.set_message(match best.unplaced {
            0 => format!("cost {}", best.cost),
            left => format!("{left} not placed"),
        });
        kept.failure.is_none()
    }
}
