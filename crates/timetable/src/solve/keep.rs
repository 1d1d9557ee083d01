//! The smallest change to a plan that stands.

use super::problem::{NONE, Placement, Problem};

/// Prices every period other than the old one with `weight` for each exam that would have to move.
#[must_use]
pub fn keep(mut problem: Problem, old: &Placement, weight: i32) -> Problem {
    let periods = problem.periods;
    for (unit, at) in old.period.iter().enumerate().filter(|(_, at)| **at != NONE) {
        let price = weight.saturating_mul(problem.members[unit].len() as i32);
        for period in (0..periods).filter(|period| *period != *at as usize) {
            let cell = &mut problem.unary[unit * periods + period];
            *cell = cell.saturating_add(price);
        }
    }
    problem
}
