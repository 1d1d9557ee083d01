//! A unit goes to another period and takes along those whose relation to it would break: what must lie on one
//! day could otherwise never leave it.

use super::construct::{seat, unseat};
use super::problem::{NONE, Seats};
use super::rng::Rng;
use super::state::State;

/// More units at once find no place together.
const MOST_UNITS: usize = 8;
/// So many periods are tried for each one that is taken along.
const TRIED: usize = 6;

/// Who has been lifted out, from which period and rooms.
type Lifted = Vec<(usize, u16, Vec<u16>)>;

/// Tries it; `most` is the highest price that is taken. True if it was done.
pub(crate) fn drag(
    state: &mut State,
    rng: &mut Rng,
    (unit, to): (usize, usize),
    periods: &[Vec<u16>],
    fixed: &[bool],
    most: i32,
) -> bool {
    let before = state.cost;
    let mut lifted = Lifted::new();
    if state.period[unit] == NONE || fixed[unit] {
        return false;
    }
    lift(state, &mut lifted, unit);
    let mut waiting = vec![(unit, to)];
    let mut done = true;
    while let (Some((unit, to)), true) = (waiting.pop(), done) {
        let other: Vec<usize> = state.against(unit, to as u16).collect();
        done = state.clashes(unit, to) == 0
            && lifted.len() + other.len() <= MOST_UNITS
            && state.problem.allowed(unit, to)
            && other.iter().all(|other| !fixed[*other]);
        if !done {
            break;
        }
        // Placed first, so that whoever follows is measured against it.
        done = seat(state, unit, to);
        for other in other {
            if state.period[other] == NONE {
                continue;
            }
            let own = &periods[other];
            lift(state, &mut lifted, other);
            let tries = (0..TRIED).map(|_| own[rng.below(own.len())] as usize);
            let fits = |period: &usize| {
                state.clashes(other, *period) == 0 && state.related(other, *period as u16)
            };
            match tries.collect::<Vec<_>>().into_iter().find(fits) {
                Some(period) => waiting.push((other, period)),
                None => done = false,
            }
        }
    }
    if done && state.cost - before <= i64::from(most) {
        return true;
    }
    put_back(state, lifted);
    false
}

fn lift(state: &mut State, lifted: &mut Lifted, unit: usize) {
    let rooms = match &state.problem.seats {
        Seats::Pools(_) => Vec::new(),
        Seats::Rooms(_) => {
            state.problem.members[unit].iter().map(|exam| state.room[*exam as usize]).collect()
        }
    };
    lifted.push((unit, state.period[unit], rooms));
    unseat(state, unit);
}

fn put_back(state: &mut State, lifted: Lifted) {
    let problem = state.problem;
    for (unit, ..) in &lifted {
        unseat(state, *unit);
    }
    for (unit, period, held) in lifted {
        if let Seats::Rooms(rooms) = &problem.seats {
            for (exam, room) in problem.members[unit].iter().zip(held) {
                state.room[*exam as usize] = room;
                let entered =
                    state.seating.enter(rooms, *exam as usize, period as usize, room as usize);
                state.cost += i64::from(entered);
            }
        }
        state.set(unit, period);
    }
}
