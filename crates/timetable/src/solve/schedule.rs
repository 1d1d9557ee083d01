//! The temperatures of an instance, computed from it.

use super::anneal::Schedule;
use super::problem::{NONE, Problem, Seats};
use super::state::State;

/// The schedule of a cooling of so many steps, from a placement of the instance.
pub(crate) fn schedule(state: &State, steps: u64) -> Schedule {
    let problem = state.problem;
    let mean = mean_price(state);
    let rooms = match &problem.seats {
        Seats::Rooms(_) => 0.1,
        Seats::Pools(_) => 0.0,
    };
    // Where most seats are taken, exams must pass through dear periods to change places at all.
    let (start, end) = match filled(problem) > SCARCE {
        true => (mean * SCARCE_START, SCARCE_END),
        false => {
            let each = steps as f64 / f64::max(problem.units() as f64, 1.0);
            let time = f64::min((each / OFTEN).powf(SLOWER), 1.0);
            (f64::max(mean * COOLEST, mean.sqrt() * HOT * time), END)
        }
    };
    Schedule { start: start.max(COLDEST), end, rooms, swaps: 0.05 }
}

/// What a placed unit costs on the average.
fn mean_price(state: &State) -> f64 {
    let placed = (0..state.problem.units()).filter(|unit| state.period[*unit] != NONE);
    let price = |unit: usize| f64::from(state.price(unit, state.period[unit] as usize));
    let (sum, count) =
        placed.map(price).fold((0.0, 0.0), |(sum, count), price| (sum + price, count + 1.0));
    sum / f64::max(count, 1.0)
}

/// The start of a long cooling, as a multiple of the root of the mean price: dear units are dear by what they pay
/// wherever they lie, too, which no temperature need pass over (see LAB.md).
const HOT: f64 = 6.0;
/// A cooling is long from so many steps for each unit on; a shorter one has not the time to come down from there,
/// and starts cooler by this power of the share of them that it has.
const OFTEN: f64 = 100_000.0;
const SLOWER: f64 = 0.6;
/// The lowest start, as a part of the mean price, and in units of cost.
const COOLEST: f64 = 0.3;
const COLDEST: f64 = 2.0;
/// The end: below it hardly a move that costs anything is done.
const END: f64 = 0.5;
/// Start, as a part of the mean price, and end where seats are scarce.
const SCARCE_START: f64 = 2.4;
const SCARCE_END: f64 = 2.0;
/// From this share of taken seats on, seats and not clashes hold exams where they are.
const SCARCE: f64 = 0.8;

/// The share of all seats in all periods that the exams take, where exams have rooms.
fn filled(problem: &Problem) -> f64 {
    let Seats::Rooms(rooms) = &problem.seats else { return 0.0 };
    let sum = |numbers: &[u32]| numbers.iter().map(|n| f64::from(*n)).sum::<f64>();
    sum(&rooms.size) / f64::max(sum(&rooms.capacity) * problem.periods as f64, 1.0)
}
