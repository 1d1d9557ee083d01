//! The rota: who takes which turn. Solved as a linear problem with whole numbers, in two steps: as many
//! turns as can be filled are filled, and then, with no fewer, the hours are shared evenly.
//!
//! What is solved keeps to the rule `invigilation-hours` and to what each invigilator has said of her
//! time. Turns that are given already stay. Pure: it knows no database and no clock but a limit on how
//! long it searches; past that it answers the best that it has found.

mod even;
mod model;
#[cfg(test)]
mod tests;
mod why;

pub use why::{Open, Why, open};

use jiff::civil::DateTime;
use rules::invigilation::{Turn, WorkingTimeLaw};
use std::time::Duration;

/// An invigilator, as far as the rota asks.
#[derive(Clone, Debug, Default)]
pub struct Candidate {
    /// Whether she may have charge of a room.
    pub head: bool,
    /// The most minutes in the term, where it is agreed.
    pub minutes_most: Option<i64>,
    /// When she can; times that do not overlap.
    pub free: Vec<(DateTime, DateTime)>,
    /// Her turns that stand.
    pub given: Vec<Turn>,
}

/// So many alike that are still missing in a room.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// When.
    pub turn: Turn,
    /// Whether it is the charge of the room.
    pub head: bool,
    /// How many are missing.
    pub count: usize,
}

/// A rota.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rota {
    /// Of each turn filled: which need, and which invigilator.
    pub filled: Vec<(usize, usize)>,
    /// Whether no rota fills more, and none that fills as many shares the hours more evenly.
    pub proven: bool,
}

/// How long each of the two steps may search.
const SEARCH: Duration = Duration::from_secs(5);

/// The rota for these needs.
pub fn solve(people: &[Candidate], needs: &[Need], law: &WorkingTimeLaw) -> Rota {
    let begun = model::greedy(people, needs, law);
    let Some((most, first)) = model::most(people, needs, law, &begun, SEARCH) else {
        return Rota { filled: begun, proven: false };
    };
    match even::even(people, needs, law, &most, SEARCH) {
        Some((filled, second)) => Rota { filled, proven: first && second },
        None => Rota { filled: most, proven: false },
    }
}

/// Whether she has said that she can, and may take it at all, her other turns aside.
pub(crate) fn is_free(who: &Candidate, need: &Need) -> bool {
    let covers =
        |(from, until): &(DateTime, DateTime)| *from <= need.turn.from && need.turn.until <= *until;
    who.free.iter().any(covers)
}

/// How many minutes a turn lasts.
pub(crate) fn minutes(turn: &Turn) -> i64 {
    turn.length().as_mins()
}

/// How many minutes somebody has already.
pub(crate) fn given(who: &Candidate) -> i64 {
    who.given.iter().map(minutes).sum()
}
