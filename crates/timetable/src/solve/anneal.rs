//! Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) over the moves of [`super::moves`].
//!
//! A move that costs `d` is done with probability exp(-d / t). The temperature t falls geometrically from
//! `start` to `end` over the steps of the run.

use super::construct::seat;
use super::drag::drag;
use super::moves::{Moves, to_room};
use super::problem::{NONE, Placement, Problem, Seats};
use super::rng::Rng;
use super::state::State;

/// How a run cools and which moves it tries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schedule {
    /// The first temperature, in units of cost.
    pub start: f64,
    /// The last.
    pub end: f64,
    /// Share of trials that move an exam to another room only.
    pub rooms: f64,
    /// Share of the other trials that bring a second unit the other way.
    pub swaps: f64,
}

/// The temperature, the clock and the news are looked at once in so many steps.
const STRIDE: u64 = 256;
/// Of so many 65536ths of the trials with a unit that has relations, those it binds go along.
const DRAGS: u64 = 16384;
/// Sampled values of -ln(u).
const SAMPLES: usize = 1 << 13;

/// One cooling.
pub(crate) struct Run<'s> {
    pub schedule: Schedule,
    pub steps: u64,
    pub fixed: &'s [bool],
}

impl Run<'_> {
    /// Cools `state` down and returns the best placement met and the steps done.
    ///
    /// `look` is called every [`STRIDE`] steps with the share done and the best so far; false ends the run.
    pub fn anneal(
        &self,
        state: &mut State,
        rng: &mut Rng,
        look: &mut dyn FnMut(f64, &Placement) -> bool,
    ) -> (Placement, u64) {
        let problem = state.problem;
        let mut moves = Moves::new(problem, self.fixed);
        let periods: Vec<Vec<u16>> =
            (0..problem.units()).map(|unit| allowed(problem, unit)).collect();
        let free: Vec<u32> = (0..problem.units())
            .filter(|unit| !self.fixed[*unit])
            .map(|unit| unit as u32)
            .collect();
        let logs: Vec<f64> =
            (0..SAMPLES).map(|n| -((n as f64 + 0.5) / SAMPLES as f64).ln()).collect();
        let with_rooms = matches!(&problem.seats, Seats::Rooms(rooms) if rooms.capacity.len() > 1);
        let rooms = if with_rooms { cut(self.schedule.rooms) } else { 0 };
        let swaps = cut(self.schedule.swaps);
        let with_drag = bound(problem);
        let mut best = state.placement();
        let ratio = (self.schedule.end / self.schedule.start).ln();
        let (mut done, mut temperature) = (0, self.schedule.start);
        while done < self.steps && !free.is_empty() {
            if done % STRIDE == 0 {
                let share = done as f64 / self.steps as f64;
                temperature = self.schedule.start * (ratio * share).exp();
                if !look(share, &best) {
                    break;
                }
                if state.unplaced > 0 && done % (STRIDE * 64) == 0 {
                    place_left(state, self.fixed);
                }
            }
            done += 1;
            let bits = rng.bits();
            let unit = free[rng.below(free.len())] as usize;
            let most = (temperature * logs[(bits >> 50) as usize % SAMPLES]) as i32;
            let moved = if (bits & 0xFFFF) < rooms {
                to_room(state, rng, unit, most)
            } else {
                let own = &periods[unit];
                let to = own[rng.below(own.len())] as usize;
                if with_drag[unit] && (bits >> 32 & 0xFFFF) < DRAGS {
                    if drag(state, rng, (unit, to), &periods, self.fixed, most)
                        && (state.unplaced, state.cost) < (best.unplaced, best.cost)
                    {
                        keep(&mut best, state);
                    }
                    continue;
                }
                let inside = &state.inside[to];
                let with = ((bits >> 16 & 0xFFFF) < swaps && !inside.is_empty())
                    .then(|| inside[rng.below(inside.len())] as usize);
                moves.send(state, unit, to, with, most)
            };
            if moved && (state.unplaced, state.cost) < (best.unplaced, best.cost) {
                keep(&mut best, state);
            }
        }
        (best, done)
    }
}

/// Which units have a relation that forbids most pairs of periods, so that they hardly move alone.
fn bound(problem: &Problem) -> Vec<bool> {
    let free =
        |table: &Vec<bool>| table.iter().filter(|allowed| **allowed).count() * 2 > table.len();
    let free: Vec<bool> = problem.tables.iter().map(free).collect();
    let mut bound = vec![false; problem.units()];
    for relation in problem.relations.iter().filter(|relation| !free[relation.table as usize]) {
        bound[relation.a as usize] = true;
        bound[relation.b as usize] = true;
    }
    bound
}

fn keep(best: &mut Placement, state: &State) {
    best.period.copy_from_slice(&state.period);
    best.room.copy_from_slice(&state.room);
    best.cost = state.cost;
    best.unplaced = state.unplaced;
}

/// A share as a bound for 16 random bits.
fn cut(share: f64) -> u64 {
    (share * 65536.0) as u64
}

fn allowed(problem: &Problem, unit: usize) -> Vec<u16> {
    let all = (0..problem.periods).filter(|period| problem.allowed(unit, *period));
    let list: Vec<u16> = all.map(|period| period as u16).collect();
    // A unit that may lie nowhere is never placed; it needs an entry to be drawn all the same.
    if list.is_empty() { vec![0] } else { list }
}

/// Units that the construction left over go in as soon as a period is free for them.
fn place_left(state: &mut State, fixed: &[bool]) {
    for (unit, stays) in fixed.iter().enumerate() {
        if state.period[unit] != NONE || *stays {
            continue;
        }
        let open = (0..state.problem.periods).find(|period| {
            state.problem.allowed(unit, *period)
                && state.clashes(unit, *period) == 0
                && state.related(unit, *period as u16)
        });
        if let Some(period) = open {
            seat(state, unit, period);
        }
    }
}
