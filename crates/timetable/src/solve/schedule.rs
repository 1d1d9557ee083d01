//! The temperatures of an instance, computed from it.

use super::anneal::Schedule;
use super::problem::{NONE, Seats};
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
    Schedule { start: (mean * 0.3).max(2.0), end: 0.5, rooms, swaps: 0.05 }
}
