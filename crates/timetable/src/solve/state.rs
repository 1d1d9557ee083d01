//! A placement with everything that makes the price of a move a look-up.
//!
//! `price[u][p]` is what unit u would cost in p if all others stayed: a move's price is one difference. `clashes[u][p]` counts neighbours that overlap p. Both change, when a unit moves, in the
//! rows of its neighbours alone.

use super::crowds::Crowded;
use super::graph::{self, Bits};
use super::problem::{FORBIDDEN, NONE, Placement, Problem, Seats};
use super::seating::Seating;

pub(crate) struct State<'p> {
    pub problem: &'p Problem,
    pub period: Vec<u16>,
    pub room: Vec<u16>,
    pub seating: Seating,
    pub cost: i64,
    pub unplaced: usize,
    /// The units in each period, and where each stands in its list.
    pub inside: Vec<Vec<u32>>,
    place: Vec<u32>,
    /// The same as bits, a row for each period.
    present: Vec<u64>,
    price: Vec<i32>,
    clashes: Vec<u16>,
    relations: Vec<Vec<u32>>,
    /// First and last period whose price depends on a period.
    reach: Vec<(usize, usize)>,
    row: [Vec<i32>; 2],
    pub(super) crowded: Crowded,
}

impl<'p> State<'p> {
    /// Nothing placed.
    pub fn new(problem: &'p Problem) -> Self {
        let (units, periods) = (problem.units(), problem.periods);
        let empty = Placement::empty(problem);
        let reach = (0..periods).map(|period| reach(problem, period)).collect();
        Self {
            problem,
            period: empty.period,
            room: empty.room,
            seating: Seating::new(problem),
            cost: 0,
            unplaced: units,
            inside: vec![Vec::new(); periods],
            place: vec![0; units],
            present: vec![0; graph::words(units) * periods],
            price: problem.unary.clone(),
            clashes: vec![0; units * periods],
            relations: problem.relations_of(),
            reach,
            row: [vec![0; periods], vec![0; periods]],
            crowded: Crowded::new(&problem.crowds),
        }
    }

    /// The same placement again; a unit that breaks a demand there is left without a period.
    pub fn from(problem: &'p Problem, placement: &Placement) -> Self {
        Self::placed(problem, placement, |state, unit, period| {
            problem.allowed(unit, period as usize)
                && state.clashes(unit, period as usize) == 0
                && state.related(unit, period)
        })
    }

    /// The same placement again with all that it breaks, save units that seats are lacking for.
    pub fn as_it_is(problem: &'p Problem, placement: &Placement) -> Self {
        Self::placed(problem, placement, |_, _, _| true)
    }

    fn placed(
        problem: &'p Problem,
        placement: &Placement,
        may: impl Fn(&Self, usize, u16) -> bool,
    ) -> Self {
        let mut state = Self::new(problem);
        for unit in 0..problem.units() {
            let period = placement.period[unit];
            if period == NONE || !may(&state, unit, period) {
                continue;
            }
            let fits = match &problem.seats {
                Seats::Pools(pools) => state.seating.pools_hold(pools, unit, period as usize),
                Seats::Rooms(rooms) => state.enter_rooms(rooms, unit, period, &placement.room),
            };
            if fits {
                state.set(unit, period);
            }
        }
        state
    }

    fn enter_rooms(
        &mut self,
        rooms: &super::problem::Rooms,
        unit: usize,
        period: u16,
        wanted: &[u16],
    ) -> bool {
        let problem = self.problem;
        for (done, exam) in problem.members[unit].iter().map(|exam| *exam as usize).enumerate() {
            let room = wanted[exam];
            let cost = (room != NONE)
                .then(|| self.seating.room_cost(rooms, exam, period as usize, room as usize));
            if cost.flatten().is_none() {
                for exam in problem.members[unit][..done].iter().map(|exam| *exam as usize) {
                    let room = std::mem::replace(&mut self.room[exam], NONE);
                    let gain = self.seating.leave(rooms, exam, period as usize, room as usize);
                    self.cost -= i64::from(gain);
                }
                return false;
            }
            self.room[exam] = room;
            let cost = self.seating.enter(rooms, exam, period as usize, room as usize);
            self.cost += i64::from(cost);
        }
        true
    }

    /// As data.
    pub fn placement(&self) -> Placement {
        Placement {
            period: self.period.clone(),
            room: self.room.clone(),
            cost: self.cost,
            unplaced: self.unplaced,
        }
    }

    /// What the unit's students and its period would cost there.
    #[inline]
    pub fn price(&self, unit: usize, period: usize) -> i32 {
        self.price[unit * self.problem.periods + period]
    }

    /// Whether the unit may lie where it has such a price: students pay less than what is forbidden.
    #[inline]
    pub fn may(price: i32) -> bool {
        price < FORBIDDEN
    }

    /// The units of the period, as bits.
    #[inline]
    pub fn present(&self, period: usize) -> &Bits {
        let words = graph::words(self.problem.units());
        &self.present[period * words..(period + 1) * words]
    }

    fn present_mut(&mut self, period: usize) -> &mut Bits {
        let words = graph::words(self.problem.units());
        &mut self.present[period * words..(period + 1) * words]
    }

    /// How many neighbours overlap the period.
    #[inline]
    pub fn clashes(&self, unit: usize, period: usize) -> u16 {
        self.clashes[unit * self.problem.periods + period]
    }

    /// Whether the unit's relations hold if it lies in `period` and all others stay.
    #[inline]
    pub fn related(&self, unit: usize, period: u16) -> bool {
        self.relations[unit].iter().all(|place| {
            let relation = &self.problem.relations[*place as usize];
            match relation.a as usize == unit {
                true => self.problem.holds(relation, period, self.period[relation.b as usize]),
                false => self.problem.holds(relation, self.period[relation.a as usize], period),
            }
        })
    }

    /// The units whose relation to `unit` would not hold in `period`.
    pub fn against(&self, unit: usize, period: u16) -> impl Iterator<Item = usize> {
        self.relations[unit].iter().filter_map(move |place| {
            let relation = &self.problem.relations[*place as usize];
            let (a, b) = (relation.a as usize, relation.b as usize);
            let (p, q, other) = match a == unit {
                true => (period, self.period[b], b),
                false => (self.period[a], period, a),
            };
            (!self.problem.holds(relation, p, q)).then_some(other)
        })
    }

    /// Gives the unit a period, or with [`NONE`] takes it away. Rooms are not touched; pools are.
    pub fn set(&mut self, unit: usize, to: u16) {
        let from = self.period[unit];
        if from == to {
            return;
        }
        self.period[unit] = to;
        self.cost += i64::from(self.crowd(unit));
        if from != NONE {
            self.cost -= i64::from(self.price(unit, from as usize));
            self.take_out(unit, from as usize);
        }
        if to != NONE {
            self.cost += i64::from(self.price(unit, to as usize));
            self.place[unit] = self.inside[to as usize].len() as u32;
            self.inside[to as usize].push(unit as u32);
            graph::insert(self.present_mut(to as usize), unit);
        }
        self.unplaced = self.unplaced + usize::from(to == NONE) - usize::from(from == NONE);
        if let Seats::Pools(pools) = &self.problem.seats {
            for (period, sign) in [(from, -1), (to, 1)] {
                if period != NONE {
                    self.seating.draw(pools, unit, period as usize, sign);
                }
            }
        }
        self.spread(unit, from, to);
    }

    fn take_out(&mut self, unit: usize, from: usize) {
        graph::remove(self.present_mut(from), unit);
        let at = self.place[unit] as usize;
        self.inside[from].swap_remove(at);
        if let Some(moved) = self.inside[from].get(at) {
            self.place[*moved as usize] = at as u32;
        }
    }

    /// Tells the neighbours that the unit has gone from one period to another, of which either may be none.
    fn spread(&mut self, unit: usize, from: u16, to: u16) {
        let problem = self.problem;
        let periods = problem.periods;
        let span = |period: u16| match period {
            NONE => (0, 0),
            period => self.reach[period as usize],
        };
        let pairs = |period: u16, (first, end): (usize, usize)| match period {
            NONE => &[][..],
            period => &problem.pair[period as usize * periods..][first..end],
        };
        let overlap = |period: u16| match period {
            NONE => &[][..],
            period => &problem.overlap[period as usize][..],
        };
        let (old, new) = (span(from), span(to));
        let (old_pairs, new_pairs) = (pairs(from, old), pairs(to, new));
        let [old_row, new_row] = &mut self.row;
        let (old_row, new_row) = (&mut old_row[..old_pairs.len()], &mut new_row[..new_pairs.len()]);
        let mut scaled = 0;
        for &(other, weight) in &problem.near[unit] {
            let base = other as usize * periods;
            // The list is sorted by weight.
            if weight != scaled {
                scaled = weight;
                old_row.iter_mut().zip(old_pairs).for_each(|(row, pair)| *row = pair * weight);
                new_row.iter_mut().zip(new_pairs).for_each(|(row, pair)| *row = pair * weight);
            }
            if weight != 0 {
                let prices = &mut self.price[base..base + periods];
                let gone = prices[old.0..old.1].iter_mut().zip(&*old_row);
                gone.for_each(|(price, row)| *price -= row);
                let come = prices[new.0..new.1].iter_mut().zip(&*new_row);
                come.for_each(|(price, row)| *price += row);
            }
            let clashes = &mut self.clashes[base..base + periods];
            overlap(from).iter().for_each(|at| clashes[*at as usize] -= 1);
            overlap(to).iter().for_each(|at| clashes[*at as usize] += 1);
        }
    }
}

fn reach(problem: &Problem, period: usize) -> (usize, usize) {
    let row = &problem.pair[period * problem.periods..(period + 1) * problem.periods];
    let first = row.iter().position(|cost| *cost != 0).unwrap_or(0);
    let end = row.iter().rposition(|cost| *cost != 0).map_or(first, |last| last + 1);
    (first, end)
}
