//! A small set of units that cannot all be placed, proved by trying everything.

use super::construct::{seat, unseat};
use super::problem::Problem;
use super::state::State;

/// How many placements one proof may try.
const TRIED: u32 = 20_000;
/// A larger set tells nobody anything.
const LARGEST: usize = 400;

/// Finds units, `unit` among them, that cannot all be placed, and from which none can be left out.
///
/// None: there may be a way, or the proof would take too long.
#[must_use]
pub fn impossible(problem: &Problem, unit: usize) -> Option<Vec<usize>> {
    let mut set = vec![unit];
    let near = problem.near[unit].iter().map(|(other, _)| *other as usize);
    let related = problem.relations.iter().flat_map(|relation| {
        let (a, b) = (relation.a as usize, relation.b as usize);
        [(a == unit).then_some(b), (b == unit).then_some(a)]
    });
    let mut around: Vec<usize> = near.chain(related.flatten()).collect();
    // The most bound first: a proof needs them.
    around.sort_by_key(|unit| (free(problem, *unit), std::cmp::Reverse(problem.near[*unit].len())));
    around.retain(|other| *other != unit);
    let mut seen = vec![false; problem.units()];
    around.retain(|other| !std::mem::replace(&mut seen[*other], true));
    around.truncate(LARGEST);
    if !cannot(problem, &set) {
        set.extend(around);
        if !cannot(problem, &set) {
            return None;
        }
    }
    let mut at = set.len();
    while at > 1 {
        at -= 1;
        let mut fewer = set.clone();
        fewer.remove(at);
        if cannot(problem, &fewer) {
            set = fewer;
        }
    }
    Some(set)
}

fn free(problem: &Problem, unit: usize) -> usize {
    (0..problem.periods).filter(|period| problem.allowed(unit, *period)).count()
}

/// Whether trying everything shows that the units cannot all be placed; false too if that takes too long.
#[must_use]
pub fn cannot(problem: &Problem, units: &[usize]) -> bool {
    let mut left = TRIED;
    let mut waiting = units.to_vec();
    !possible(&mut State::new(problem), &mut waiting, &mut left) && left > 0
}

/// Places the unit with the fewest periods first, in every way; true too when the tries are used up.
fn possible(state: &mut State, waiting: &mut Vec<usize>, left: &mut u32) -> bool {
    let open = |state: &State, unit: usize| -> Vec<usize> {
        let problem = state.problem;
        (0..problem.periods)
            .filter(|period| problem.allowed(unit, *period) && state.clashes(unit, *period) == 0)
            .filter(|period| state.related(unit, *period as u16))
            .collect()
    };
    let next = (0..waiting.len()).min_by_key(|place| open(state, waiting[*place]).len());
    let Some(place) = next else { return true };
    let unit = waiting.swap_remove(place);
    for period in open(state, unit) {
        if *left == 0 {
            return true;
        }
        *left -= 1;
        if seat(state, unit, period) {
            let found = possible(state, waiting, left);
            unseat(state, unit);
            if found {
                return true;
            }
        }
    }
    waiting.push(unit);
    false
}
