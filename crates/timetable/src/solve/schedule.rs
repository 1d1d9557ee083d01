//! The temperatures of an instance, computed from it.

use super::anneal::Schedule;
use super::problem::{NONE, Problem, Seats};
use super::state::State;

/// The schedule for the instance, from a placement of it.
pub(crate) fn schedule(state: &State) -> Schedule {
    let problem = state.problem;
    let mut sum = 0.0;
    let mut count = 0.0;
    for unit in 0..problem.units() {
        let period = state.period[unit];
        if period != NONE {
            sum += f64::from(state.price(unit, period as usize));
            count += 1.0;
        }
    }
    let mean = sum / f64::max(count, 1.0);
    let rooms = match &problem.seats {
        Seats::Rooms(_) => 0.1,
        Seats::Pools(_) => 0.0,
    };
    // Where most seats are taken, exams must pass through dear periods to change places at all.
    let (start, end) = if filled(problem) > SCARCE { (mean * 2.4, 2.0) } else { (mean * 0.3, 0.5) };
    Schedule { start: start.max(2.0), end, rooms, swaps: 0.05 }
}

/// From this share of taken seats on, seats and not clashes hold exams where they are (see LAB.md).
const SCARCE: f64 = 0.8;

/// The share of all seats in all periods that the exams take, where exams have rooms.
fn filled(problem: &Problem) -> f64 {
    let Seats::Rooms(rooms) = &problem.seats else { return 0.0 };
    let sum = |numbers: &[u32]| numbers.iter().map(|n| f64::from(*n)).sum::<f64>();
    sum(&rooms.size) / f64::max(sum(&rooms.capacity) * problem.periods as f64, 1.0)
}
