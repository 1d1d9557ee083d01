//! The first placement: the unit with the fewest periods left goes first; where none is left, it drives out
//! those that have been driven out least (the weights keep the search from going in circles).

use super::problem::{NONE, Placement, Problem, Rooms, Seats};
use super::rng::Rng;
use super::state::State;

/// Of so many waiting units the one with the fewest periods left is taken.
const LOOKED_AT: usize = 120;

/// Goes on from `state` until every unit has a period, `steps` are used up, or `stop` says so.
///
/// Returns the placement with the fewest units left over and how many steps were used.
pub(crate) fn construct(
    state: &mut State,
    rng: &mut Rng,
    fixed: &[bool],
    steps: u64,
    stop: &mut dyn FnMut() -> bool,
) -> (Placement, u64) {
    let mut work = Work::new(state.problem, fixed);
    work.waiting = (0..state.problem.units())
        .filter(|unit| state.period[*unit] == NONE && !fixed[*unit])
        .map(|unit| unit as u32)
        .collect();
    let mut best = state.placement();
    for step in 0..steps {
        if work.waiting.is_empty() || (step % 256 == 255 && stop()) {
            return (best, step);
        }
        work.step = step;
        let unit = work.next(state, rng);
        if !work.place(state, rng, unit) && !work.force(state, rng, unit) {
            work.waiting.push(unit as u32);
        }
        if state.unplaced < best.unplaced {
            best = state.placement();
        }
    }
    (best, steps)
}

struct Work<'f> {
    waiting: Vec<u32>,
    /// How often each unit has been driven out.
    driven: Vec<u32>,
    fixed: &'f [bool],
    /// The price of driving out all that stand against a unit, and the seats that sets free, by period.
    against: Vec<(u64, u64)>,
    /// Until which step a unit must not go back to a period: `unit * periods + period`.
    barred: Vec<u64>,
    step: u64,
}

impl<'f> Work<'f> {
    fn new(problem: &Problem, fixed: &'f [bool]) -> Self {
        Self {
            waiting: Vec::new(),
            driven: vec![0; problem.units()],
            fixed,
            against: vec![(0, 0); problem.periods],
            barred: vec![0; problem.periods * problem.units()],
            step: 0,
        }
    }

    /// Takes the most pressed of some waiting units off the list.
    fn next(&mut self, state: &State, rng: &mut Rng) -> usize {
        let count = self.waiting.len();
        let looked = count.min(LOOKED_AT);
        let first = rng.below(count);
        let pressed = |unit: usize| {
            let free = (0..state.problem.periods)
                .filter(|p| state.problem.allowed(unit, *p) && state.clashes(unit, *p) == 0)
                .filter(|p| lacking(state, unit, *p, 0) == 0)
                .count();
            let problem = state.problem;
            let members = &problem.members[unit];
            let seats: u64 = members.iter().map(|exam| seats(problem, *exam)).sum();
            let degree = problem.near[unit].len() + members.len() * 8;
            (free, std::cmp::Reverse(degree as u64 + seats))
        };
        let place = (0..looked).map(|step| (first + step) % count);
        let place = place.min_by_key(|place| pressed(self.waiting[*place] as usize)).unwrap_or(0);
        self.waiting.swap_remove(place) as usize
    }

    /// Puts the unit where it disturbs nobody, as cheaply as may be; false if there is no such period.
    fn place(&self, state: &mut State, rng: &mut Rng, unit: usize) -> bool {
        let problem = state.problem;
        let mut open: Vec<(i64, usize)> = (0..problem.periods)
            .filter(|p| problem.allowed(unit, *p) && state.clashes(unit, *p) == 0)
            .filter(|p| state.related(unit, *p as u16))
            .map(|p| (i64::from(state.price(unit, p)), p))
            .collect();
        // A little chance, so that two constructions differ.
        open.iter_mut()
            .for_each(|(price, _)| *price += (*price / 8).max(1) * rng.below(4) as i64 / 4);
        open.sort_unstable();
        open.into_iter().any(|(_, period)| seat(state, unit, period))
    }

    /// Puts the unit into the period where least must be driven out, and drives it out.
    fn force(&mut self, state: &mut State, rng: &mut Rng, unit: usize) -> bool {
        let Some(period) = self.cheapest_to_clear(state, rng, unit) else { return false };
        let problem = state.problem;
        let overlap = &problem.overlap[period];
        let near = problem.near[unit].iter().map(|(other, _)| *other as usize);
        let mut out: Vec<usize> =
            near.filter(|other| overlap.contains(&state.period[*other])).collect();
        out.extend(state.against(unit, period as u16));
        for other in out {
            self.drive_out(state, rng, other);
        }
        for _ in 0..problem.units() {
            if seat(state, unit, period) {
                return true;
            }
            let Some(other) = self.takes_space(state, rng, unit, period) else { return false };
            self.drive_out(state, rng, other);
        }
        false
    }

    fn cheapest_to_clear(&mut self, state: &State, rng: &mut Rng, unit: usize) -> Option<usize> {
        let problem = state.problem;
        self.against.iter_mut().for_each(|against| *against = (0, 0));
        for (other, _) in &problem.near[unit] {
            let other = *other as usize;
            let at = state.period[other];
            if at == NONE {
                continue;
            }
            let weight = self.weight(other);
            let free: u64 = problem.members[other].iter().map(|exam| seats(problem, *exam)).sum();
            for p in &problem.overlap[at as usize] {
                let against = &mut self.against[*p as usize];
                *against = (against.0 + weight, against.1 + free);
            }
        }
        let allowed = (0..problem.periods).filter(|period| problem.allowed(unit, *period));
        let weighed = allowed.map(|period| {
            let related: u64 =
                state.against(unit, period as u16).map(|other| self.weight(other)).sum();
            let (clashing, free) = self.against[period];
            // Each exam that must go for its seats is thought to be an ordinary one.
            let lacks = lacking(state, unit, period, free).div_ceil(usual(problem)) * 3;
            let barred = self.barred[unit * problem.periods + period] > self.step;
            let weight = (clashing + related + lacks).max(2) + if barred { 1000 } else { 0 };
            (weight * 16 + rng.below(16) as u64, period)
        });
        let best = weighed.filter(|(weight, _)| *weight < u64::from(u32::MAX)).min()?;
        Some(best.1)
    }

    /// What driving the unit out costs: more each time, and more than everything if it is fixed.
    fn weight(&self, unit: usize) -> u64 {
        if self.fixed[unit] { 1 << 40 } else { 2 + u64::from(self.driven[unit]) }
    }

    /// A unit whose going makes space for `unit`.
    fn takes_space(
        &self,
        state: &State,
        rng: &mut Rng,
        unit: usize,
        period: usize,
    ) -> Option<usize> {
        let problem = state.problem;
        let inside = match &problem.seats {
            Seats::Pools(_) => problem.overlap[period]
                .iter()
                .flat_map(|p| state.inside[*p as usize].iter().map(|unit| *unit as usize))
                .collect(),
            Seats::Rooms(rooms) => self.in_one_room(state, rng, rooms, unit, period),
        };
        let weighed = inside.into_iter().filter(|other| *other != unit && !self.fixed[*other]);
        let lacks = lacking(state, unit, period, 0).max(1);
        weighed.min_by_key(|other| {
            // One that is just large enough is best; of smaller ones several must go.
            let size: u64 = problem.members[*other].iter().map(|exam| seats(problem, *exam)).sum();
            let times = lacks.div_ceil(size.max(1)).min(50) + size / (lacks * 2);
            self.weight(*other) * times * 16 + rng.below(16) as u64
        })
    }

    /// The units in a random one of the rooms that the first exam without space could use.
    fn in_one_room(
        &self,
        state: &State,
        rng: &mut Rng,
        rooms: &Rooms,
        unit: usize,
        period: usize,
    ) -> Vec<usize> {
        let lacks = state.problem.members[unit]
            .iter()
            .map(|exam| *exam as usize)
            .find(|exam| state.seating.best_room(rooms, *exam, period).is_none());
        let exam = lacks.unwrap_or(state.problem.members[unit][0] as usize);
        let room = state.seating.choice(exam, rng.below(state.seating.choices(exam)));
        let in_room = |unit: &usize| {
            state.problem.members[*unit].iter().any(|exam| state.room[*exam as usize] == room)
        };
        let all = || state.inside[period].iter().map(|unit| *unit as usize);
        let found: Vec<usize> = all().filter(in_room).collect();
        if found.is_empty() { all().collect() } else { found }
    }

    fn drive_out(&mut self, state: &mut State, rng: &mut Rng, unit: usize) {
        let period = state.period[unit];
        if period == NONE {
            return;
        }
        let until = self.step + 4 + rng.below(12) as u64 + u64::from(self.driven[unit].min(40));
        self.barred[unit * state.problem.periods + period as usize] = until;
        unseat(state, unit);
        self.driven[unit] += 1;
        self.waiting.push(unit as u32);
    }
}

/// Seats of an exam, where seats are counted by room.
fn seats(problem: &Problem, exam: u32) -> u64 {
    match &problem.seats {
        Seats::Rooms(rooms) => u64::from(rooms.size[exam as usize]),
        Seats::Pools(_) => 1,
    }
}

/// The seats of an ordinary exam.
fn usual(problem: &Problem) -> u64 {
    match &problem.seats {
        Seats::Rooms(rooms) => {
            let all: u64 = rooms.size.iter().map(|size| u64::from(*size)).sum();
            (all / rooms.size.len().max(1) as u64).max(1)
        }
        Seats::Pools(_) => 1,
    }
}

/// How many seats the unit lacks in the period when `free` more are set free.
fn lacking(state: &State, unit: usize, period: usize, free: u64) -> u64 {
    let problem = state.problem;
    match &problem.seats {
        Seats::Pools(pools) => {
            u64::from(free == 0 && !state.seating.pools_hold(pools, unit, period))
        }
        Seats::Rooms(rooms) => {
            let members = problem.members[unit].iter();
            let wanting = members
                .filter(|exam| state.seating.best_room(rooms, **exam as usize, period).is_none());
            let needs: u64 = wanting.map(|exam| seats(problem, *exam)).sum();
            match needs {
                0 => 0,
                _ => {
                    let left = state.seating.free_seats(rooms, period) + free;
                    // Seats may stand there and still lie in too many rooms: then one exam goes.
                    needs.saturating_sub(left).max(u64::from(free == 0))
                }
            }
        }
    }
}

/// Gives the unit the period if there is space for it; false, and nothing done, if not.
pub(crate) fn seat(state: &mut State, unit: usize, period: usize) -> bool {
    let problem = state.problem;
    match &problem.seats {
        Seats::Pools(pools) => {
            if !state.seating.pools_hold(pools, unit, period) {
                return false;
            }
        }
        Seats::Rooms(rooms) => {
            let mut members: Vec<usize> =
                problem.members[unit].iter().map(|exam| *exam as usize).collect();
            members.sort_by_key(|exam| std::cmp::Reverse(state.seating.size(*exam)));
            for (done, &exam) in members.iter().enumerate() {
                let Some((room, _)) = state.seating.best_room(rooms, exam, period) else {
                    for &exam in &members[..done] {
                        leave(state, rooms, exam, period);
                    }
                    return false;
                };
                state.room[exam] = room;
                let cost = state.seating.enter(rooms, exam, period, room as usize);
                state.cost += i64::from(cost);
            }
        }
    }
    state.set(unit, period as u16);
    true
}

/// Takes the unit out of its period and rooms.
pub(crate) fn unseat(state: &mut State, unit: usize) {
    let problem = state.problem;
    let period = state.period[unit];
    if let (Seats::Rooms(rooms), true) = (&problem.seats, period != NONE) {
        for &exam in &problem.members[unit] {
            leave(state, rooms, exam as usize, period as usize);
        }
    }
    state.set(unit, NONE);
}

fn leave(state: &mut State, rooms: &Rooms, exam: usize, period: usize) {
    let room = std::mem::replace(&mut state.room[exam], NONE);
    if room != NONE {
        state.cost -= i64::from(state.seating.leave(rooms, exam, period, room as usize));
    }
}
