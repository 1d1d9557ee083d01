//! The search: from a [`Problem`] to the best [`Placement`] that the given effort finds.

mod anneal;
mod construct;
mod crowds;
mod drag;
mod graph;
mod impossible;
mod keep;
mod moves;
mod probe;
mod problem;
mod rng;
mod schedule;
mod seating;
mod state;
#[cfg(test)]
mod tests;

pub use anneal::Schedule;
pub use impossible::{cannot, impossible};
pub use keep::keep;
pub use probe::Probe;
pub(crate) use problem::neighbours;
pub use problem::{
    Crowds, Draw, FORBIDDEN, NONE, Placement, Pools, Problem, Relation, Rooms, Seats,
};
pub use rng::Rng;

use anneal::Run;
use construct::construct;
use state::State;

/// How long to search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Effort {
    /// Exactly so many steps of annealing: the same seed gives the same answer.
    Steps(u64),
    /// As many steps as the clock allows, counted in seconds of the clock that is passed in.
    Seconds(f64),
}

/// What a search is asked.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where chance begins.
    pub seed: u64,
    /// How long.
    pub effort: Effort,
    /// Temperatures and shares of moves; none: computed from the problem.
    pub schedule: Option<Schedule>,
    /// Units that stay where `from` has them.
    pub fixed: Vec<bool>,
    /// Where to begin; none: nothing is placed.
    pub from: Option<Placement>,
}

impl Options {
    /// A search from nothing.
    #[must_use]
    pub fn new(problem: &Problem, seed: u64, effort: Effort) -> Self {
        Self { seed, effort, schedule: None, fixed: vec![false; problem.units()], from: None }
    }

    fn schedule_for(&self, state: &State, steps: u64) -> Schedule {
        self.schedule.unwrap_or_else(|| schedule::schedule(state, steps))
    }
}

/// What is told while the search goes on.
#[derive(Debug)]
pub struct News<'a> {
    /// From 0 to 1.
    pub share: f64,
    /// The best so far.
    pub best: &'a Placement,
    /// Whether `best` is better than at the last news.
    pub better: bool,
}

/// What a search found.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The best placement.
    pub best: Placement,
    /// Steps of annealing: with them as [`Effort::Steps`] the search repeats itself exactly.
    pub steps: u64,
    /// Whether the clock ended the cooling early, so that `steps` do not repeat it.
    pub cut: bool,
    /// Seconds of the clock until every unit had its place, if that came about.
    pub feasible_after: Option<f64>,
    /// The temperatures used.
    pub schedule: Schedule,
}

/// Steps of construction allowed for each unit.
const CONSTRUCTION: u64 = 4000;
/// The share of the time that measuring the speed may take.
const MEASURED: f64 = 0.04;
/// The most seconds that it may take.
const LONGEST_MEASURED: f64 = 4.0;
/// The share of the remaining time that is planned for; the rest covers what the plan misjudges.
const PLANNED: f64 = 0.965;

/// News is told at most once in so many seconds.
const TOLD: f64 = 0.5;
/// The clock is looked at no less often than once in so many strides.
const MOST_STRIDES: u32 = 64;

/// Searches. `clock` gives the seconds used since the beginning; `news` is told of progress and returns
/// false to stop early.
pub fn solve(
    problem: &Problem,
    options: &Options,
    clock: &mut dyn FnMut() -> f64,
    news: &mut dyn FnMut(&News) -> bool,
) -> Outcome {
    let limit = match options.effort {
        Effort::Steps(_) => f64::INFINITY,
        Effort::Seconds(seconds) => seconds,
    };
    let mut rng = Rng::new(options.seed);
    let mut state = match &options.from {
        Some(placement) => State::from(problem, placement),
        None => State::new(problem),
    };
    let steps = CONSTRUCTION * problem.units() as u64;
    let mut stop = || clock() > limit * 0.4;
    let (first, _) = construct(&mut state, &mut rng, &options.fixed, steps, &mut stop);
    let mut teller = Teller { best: first.clone(), feasible_after: None, clock, news, limit };
    teller.told(0.0, &first, true);
    let state = State::from(problem, &first);
    let steps = match options.effort {
        Effort::Steps(steps) => steps,
        Effort::Seconds(_) => teller.plan(&state, options),
    };
    let schedule = options.schedule_for(&state, steps);
    let run = Run { schedule, steps, fixed: &options.fixed };
    let mut look = teller.look();
    let (found, done) = run.anneal(&mut State::from(problem, &first), &mut rng, &mut look);
    drop(look);
    teller.told(1.0, &found, true);
    Outcome {
        best: teller.best,
        steps,
        cut: done < steps,
        feasible_after: teller.feasible_after,
        schedule,
    }
}

/// Keeps the best placement met, and tells of it at most every so often.
struct Teller<'a> {
    best: Placement,
    feasible_after: Option<f64>,
    clock: &'a mut dyn FnMut() -> f64,
    news: &'a mut dyn FnMut(&News) -> bool,
    limit: f64,
}

impl Teller<'_> {
    fn told(&mut self, share: f64, best: &Placement, first: bool) -> bool {
        let better = best.better_than(&self.best);
        if better {
            self.best.clone_from(best);
        }
        if self.best.unplaced == 0 && self.feasible_after.is_none() {
            self.feasible_after = Some((self.clock)());
        }
        (self.news)(&News { share, best: &self.best, better: better || first })
    }

    /// Looks at the clock, and tells.
    ///
    /// However slow the steps are, the clock is looked at several hundred times in the time there is: so the
    /// limit is kept to a small part of a per cent, and looking costs nothing to speak of.
    fn look(&mut self) -> impl FnMut(f64, &Placement) -> bool {
        let (mut looks, mut every) = (0_u32, 4_u32);
        let mut last = (self.clock)();
        let mut told = last;
        move |share, best| {
            looks = looks.wrapping_add(1);
            if !looks.is_multiple_of(every) {
                return true;
            }
            let now = (self.clock)();
            if now - last > self.limit / 400.0 {
                every = (every / 2).max(1);
            } else if now - last < self.limit / 1600.0 {
                every = (every * 2).min(MOST_STRIDES);
            }
            last = now;
            if now - told < TOLD {
                return now < self.limit;
            }
            told = now;
            self.told(share, best, false) && now < self.limit
        }
    }

    /// How many steps fit into the time that is left: short coolings from the same start measure it.
    fn plan(&mut self, state: &State, options: &Options) -> u64 {
        let problem = state.problem;
        let from = state.placement();
        let mut rng = Rng::new(options.seed ^ 0x5EED);
        let measured = f64::min(self.limit * MEASURED, LONGEST_MEASURED);
        let (mut steps, mut planned) = (20_000, 0);
        loop {
            let begun = (self.clock)();
            // As hot as the cooling that is planned: hot steps and cold ones are not equally fast.
            let schedule = options.schedule_for(state, planned);
            let run = Run { schedule, steps, fixed: &options.fixed };
            let mut look = self.look();
            let (found, done) = run.anneal(&mut State::from(problem, &from), &mut rng, &mut look);
            drop(look);
            let now = (self.clock)();
            self.told(0.0, &found, false);
            let speed = done as f64 / (now - begun).max(1e-6);
            let left = (self.limit - now).max(0.0);
            planned = (left * PLANNED * speed) as u64;
            if now - begun >= measured * 0.5 || done < steps {
                return planned;
            }
            let most = measured * speed;
            steps = (steps as f64 * 8.0).min(most.max(20_000.0)) as u64;
        }
    }
}
