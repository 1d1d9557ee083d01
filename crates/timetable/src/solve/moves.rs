//! One trial of the search: a unit to another period, with all that must give way (a Kempe chain), or an
//! exam to another room.
//!
//! A Kempe chain between periods p and q holds, with a unit, all its neighbours in the other period, and so
//! on: exchanging the two halves makes no new clash.

use super::graph::{Graph, remove, words};
use super::problem::{NONE, Problem, Rooms, Seats};
use super::rng::Rng;
use super::state::State;

/// Longer chains turn two periods around, which is seldom of use.
const LONGEST_CHAIN: usize = 64;

pub(crate) struct Moves {
    /// The chain: units, and the periods they go to.
    chain: Vec<(u32, u16)>,
    graph: Graph,
    /// The units of both periods that are not in the chain, as bits.
    left: [Vec<u64>; 2],
    /// Exams to be seated, the largest first, with their new period and old room.
    seats: Vec<(u32, u16, u16)>,
    /// The periods that overlap no other one: only between them chains are sound.
    apart: Vec<bool>,
    /// Units that stay.
    fixed: Vec<bool>,
}

impl Moves {
    pub fn new(problem: &Problem, fixed: &[bool]) -> Self {
        Self {
            chain: Vec::new(),
            graph: Graph::new(problem),
            left: [(); 2].map(|()| vec![0; words(problem.units())]),
            seats: Vec::new(),
            apart: problem.overlap.iter().map(|overlap| overlap.len() == 1).collect(),
            fixed: fixed.to_vec(),
        }
    }

    /// Tries the unit in another period; `most` is the highest price that is taken. True if it was done.
    ///
    /// `with` is a unit of the other period that comes the other way, if there is one.
    pub fn send(
        &mut self,
        state: &mut State,
        unit: usize,
        to: usize,
        with: Option<usize>,
        most: i32,
    ) -> bool {
        let problem = state.problem;
        let from = state.period[unit];
        if from as usize == to || from == NONE || self.fixed[unit] {
            return false;
        }
        if !State::may(state.price(unit, to)) {
            return false;
        }
        let clashes = state.clashes(unit, to);
        if clashes == 0 && with.is_none() && problem.members[unit].len() == 1 {
            return single(state, unit, to, most);
        }
        let chains = self.apart[from as usize] && self.apart[to];
        if (clashes > 0 || with.is_some()) && !chains {
            return false;
        }
        match self.build(state, unit, to, with) {
            Some(price) => self.exchange(state, price, most),
            None => false,
        }
    }

    /// Collects the chain; its price without rooms, or none if it may not be.
    fn build(&mut self, state: &State, unit: usize, to: usize, with: Option<usize>) -> Option<i32> {
        let problem = state.problem;
        let from = state.period[unit] as usize;
        let both = problem.pair[from * problem.periods + to];
        for (left, period) in self.left.iter_mut().zip([from, to]) {
            left.copy_from_slice(state.present(period));
        }
        self.chain.clear();
        remove(&mut self.left[0], unit);
        self.chain.push((unit as u32, to as u16));
        if let Some(with) = with {
            remove(&mut self.left[1], with);
            self.chain.push((with as u32, from as u16));
        }
        let (mut next, mut price) = (0, 0_i32);
        while let Some(&(unit, goes)) = self.chain.get(next) {
            next += 1;
            let (unit, goes) = (unit as usize, goes as usize);
            let comes = from + to - goes;
            let there = state.price(unit, goes);
            if self.fixed[unit] || !State::may(there) || next > LONGEST_CHAIN {
                return None;
            }
            price += there - state.price(unit, comes);
            if state.clashes(unit, goes) == 0 {
                continue;
            }
            if both != 0 {
                // Both go: their distance stays, though each price saw the other stand still.
                price += both * self.graph.shared(unit, state.present(goes));
            }
            let left = &mut self.left[usize::from(goes == to)];
            for (word, (near, left)) in self.graph.near(unit).iter().zip(left).enumerate() {
                let mut hits = near & *left;
                *left &= !near;
                while hits != 0 {
                    let other = word as u32 * 64 + hits.trailing_zeros();
                    self.chain.push((other, comes as u16));
                    hits &= hits - 1;
                }
            }
        }
        Some(price)
    }

    /// Carries the chain out if relations and seats allow and the price is not above `most`.
    fn exchange(&mut self, state: &mut State, price: i32, most: i32) -> bool {
        // Rooms may gain what the price lacks; pools cannot.
        let pools = matches!(state.problem.seats, Seats::Pools(_));
        let price = state.crowding(&self.chain, price, if pools { most } else { i32::MAX });
        if pools && price > most {
            return false;
        }
        if !self.related(state) {
            return false;
        }
        match &state.problem.seats {
            Seats::Rooms(rooms) => {
                if !self.reseat(state, rooms, price, most) {
                    return false;
                }
            }
            Seats::Pools(_) => {
                if !self.pools_hold(state) {
                    return false;
                }
            }
        }
        for &(unit, to) in &self.chain {
            state.set(unit as usize, to);
        }
        true
    }

    /// Whether all relations of the chain's units hold afterwards.
    fn related(&self, state: &mut State) -> bool {
        if state.problem.relations.is_empty() {
            return true;
        }
        let before: Vec<u16> =
            self.chain.iter().map(|(unit, _)| state.period[*unit as usize]).collect();
        self.chain.iter().for_each(|(unit, to)| state.period[*unit as usize] = *to);
        let holds = self.chain.iter().all(|(unit, to)| state.related(*unit as usize, *to));
        for ((unit, _), before) in self.chain.iter().zip(before) {
            state.period[*unit as usize] = before;
        }
        holds
    }

    fn pools_hold(&self, state: &mut State) -> bool {
        let problem = state.problem;
        let Seats::Pools(pools) = &problem.seats else { return true };
        for (unit, _) in &self.chain {
            let from = state.period[*unit as usize] as usize;
            state.seating.draw(pools, *unit as usize, from, -1);
        }
        let mut drawn = 0;
        for (unit, to) in &self.chain {
            if !state.seating.pools_hold(pools, *unit as usize, *to as usize) {
                break;
            }
            state.seating.draw(pools, *unit as usize, *to as usize, 1);
            drawn += 1;
        }
        for (unit, to) in &self.chain[..drawn] {
            state.seating.draw(pools, *unit as usize, *to as usize, -1);
        }
        for (unit, _) in &self.chain {
            let from = state.period[*unit as usize] as usize;
            state.seating.draw(pools, *unit as usize, from, 1);
        }
        drawn == self.chain.len()
    }

    /// Seats the chain's exams anew; puts all back if there is no space or the price is too high.
    fn reseat(&mut self, state: &mut State, rooms: &Rooms, price: i32, most: i32) -> bool {
        let problem = state.problem;
        let exams = self.chain.iter().flat_map(|(unit, _)| &problem.members[*unit as usize]);
        let most_gained: i32 = exams
            .map(|exam| rooms.penalty[state.room[*exam as usize] as usize] + rooms.mixed)
            .sum();
        if price - most_gained > most {
            return false;
        }
        if !self.space(state, rooms) {
            return false;
        }
        self.seats.clear();
        let mut change = price;
        for &(unit, to) in &self.chain {
            let from = state.period[unit as usize] as usize;
            for &exam in &problem.members[unit as usize] {
                let room = state.room[exam as usize];
                self.seats.push((exam, to, room));
                change -= state.seating.leave(rooms, exam as usize, from, room as usize);
            }
        }
        self.seats.sort_by_key(|(exam, ..)| std::cmp::Reverse(state.seating.size(*exam as usize)));
        let mut seated = 0;
        for &(exam, to, _) in &self.seats {
            let best = match change > most {
                true => None,
                false => state.seating.best_room(rooms, exam as usize, to as usize),
            };
            let Some((room, _)) = best else { break };
            change += state.seating.enter(rooms, exam as usize, to as usize, room as usize);
            state.room[exam as usize] = room;
            seated += 1;
        }
        if seated == self.seats.len() && change <= most {
            state.cost += i64::from(change - price);
            return true;
        }
        for &(exam, to, _) in &self.seats[..seated] {
            let room = state.room[exam as usize];
            state.seating.leave(rooms, exam as usize, to as usize, room as usize);
        }
        for &(exam, to, room) in &self.seats {
            let from = self.other(state, to);
            state.seating.enter(rooms, exam as usize, from, room as usize);
            state.room[exam as usize] = room;
        }
        false
    }

    /// Whether both periods have seats enough, all rooms together: a quick look before the exact one.
    fn space(&self, state: &State, rooms: &Rooms) -> bool {
        let goes = self.chain[0].1;
        let mut more = 0_i64;
        for &(unit, to) in &self.chain {
            let exams = state.problem.members[unit as usize].iter();
            let seats: i64 = exams.map(|exam| i64::from(state.seating.size(*exam as usize))).sum();
            more += if to == goes { seats } else { -seats };
        }
        let free = |period: usize| state.seating.free_seats(rooms, period) as i64;
        more <= free(goes as usize) && -more <= free(self.other(state, goes))
    }

    /// The period that a unit of the chain that goes to `to` comes from.
    fn other(&self, state: &State, to: u16) -> usize {
        let (first, goes) = self.chain[0];
        let from = state.period[first as usize];
        if to == goes { from as usize } else { goes as usize }
    }
}

/// One exam alone, to where it has no clash.
fn single(state: &mut State, unit: usize, to: usize, most: i32) -> bool {
    let problem = state.problem;
    let from = state.period[unit] as usize;
    let price = state.price(unit, to) - state.price(unit, from);
    let limit = if matches!(problem.seats, Seats::Pools(_)) { most } else { i32::MAX };
    let price = state.crowding(&[(unit as u32, to as u16)], price, limit);
    match &problem.seats {
        Seats::Pools(pools) => {
            if price > most
                || !state.related(unit, to as u16)
                || !state.seating.pools_hold(pools, unit, to)
            {
                return false;
            }
        }
        Seats::Rooms(rooms) => {
            let exam = problem.members[unit][0] as usize;
            let room = state.room[exam] as usize;
            let price = price - state.seating.gain(rooms, exam, from, room);
            if price > most || !state.related(unit, to as u16) {
                return false;
            }
            let Some((new, cost)) = state.seating.best_room(rooms, exam, to) else { return false };
            if price + cost > most {
                return false;
            }
            state.cost -= i64::from(state.seating.leave(rooms, exam, from, room));
            state.cost += i64::from(state.seating.enter(rooms, exam, to, new as usize));
            state.room[exam] = new;
        }
    }
    state.set(unit, to as u16);
    true
}

/// Tries an exam in another room of its period, or two exams in each other's; true if it was done.
pub(crate) fn to_room(state: &mut State, rng: &mut Rng, unit: usize, most: i32) -> bool {
    let Seats::Rooms(rooms) = &state.problem.seats else { return false };
    let period = state.period[unit];
    if period == NONE {
        return false;
    }
    let period = period as usize;
    let pick = |rng: &mut Rng, unit: usize| {
        let members = &state.problem.members[unit];
        members[rng.below(members.len())] as usize
    };
    let exam = pick(rng, unit);
    let from = state.room[exam];
    let to = state.seating.choice(exam, rng.below(state.seating.choices(exam)));
    if to == NONE || to == from {
        return false;
    }
    let gain = state.seating.gain(rooms, exam, period, from as usize);
    if let Some(cost) = state.seating.room_cost(rooms, exam, period, to as usize) {
        if cost - gain > most {
            return false;
        }
        state.seating.leave(rooms, exam, period, from as usize);
        state.seating.enter(rooms, exam, period, to as usize);
        state.room[exam] = to;
        state.cost += i64::from(cost - gain);
        return true;
    }
    let inside = &state.inside[period];
    let beside = inside[rng.below(inside.len())] as usize;
    let other = pick(rng, beside);
    state.room[other] != from && swap_rooms(state, rooms, period, [exam, other], most)
}

fn swap_rooms(
    state: &mut State,
    rooms: &Rooms,
    period: usize,
    pair: [usize; 2],
    most: i32,
) -> bool {
    let held = pair.map(|exam| state.room[exam]);
    let mut change = 0;
    for (exam, room) in pair.into_iter().zip(held) {
        change -= state.seating.leave(rooms, exam, period, room as usize);
    }
    let mut entered = 0;
    for (exam, room) in pair.into_iter().zip([held[1], held[0]]) {
        if state.seating.room_cost(rooms, exam, period, room as usize).is_none() {
            break;
        }
        change += state.seating.enter(rooms, exam, period, room as usize);
        entered += 1;
    }
    if entered == 2 && change <= most {
        (state.room[pair[0]], state.room[pair[1]]) = (held[1], held[0]);
        state.cost += i64::from(change);
        return true;
    }
    for (exam, room) in pair.into_iter().zip([held[1], held[0]]).take(entered) {
        state.seating.leave(rooms, exam, period, room as usize);
    }
    for (exam, room) in pair.into_iter().zip(held) {
        state.seating.enter(rooms, exam, period, room as usize);
    }
    false
}
