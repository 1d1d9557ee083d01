//! A placement with everything that makes the price of a move a look-up.
//!
//! `price[u][p]` is what unit u's students would pay if u lay in p and all others stayed: a move's price is
//! one difference. `clashes[u][p]` counts neighbours that overlap p. Both change, when a unit moves, in the
//! rows of its neighbours alone.

use super::crowds::Crowded;
use super::problem::{NONE, Placement, Problem, Seats};
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
    price: Vec<i32>,
    clashes: Vec<u16>,
    relations: Vec<Vec<u32>>,
    /// First and last period whose price depends on a period.
    reach: Vec<(usize, usize)>,
    row: Vec<i32>,
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
            price: vec![0; units * periods],
            clashes: vec![0; units * periods],
            relations: problem.relations_of(),
            reach,
            row: vec![0; periods],
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
        let at = unit * self.problem.periods + period;
        self.price[at] + self.problem.unary[at]
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
        }
        self.unplaced = self.unplaced + usize::from(to == NONE) - usize::from(from == NONE);
        if let Seats::Pools(pools) = &self.problem.seats {
            for (period, sign) in [(from, -1), (to, 1)] {
                if period != NONE {
                    self.seating.draw(pools, unit, period as usize, sign);
                }
            }
        }
        if from != NONE {
            self.spread(unit, from as usize, -1);
        }
        if to != NONE {
            self.spread(unit, to as usize, 1);
        }
    }

    fn take_out(&mut self, unit: usize, from: usize) {
        let at = self.place[unit] as usize;
        self.inside[from].swap_remove(at);
        if let Some(moved) = self.inside[from].get(at) {
            self.place[*moved as usize] = at as u32;
        }
    }

    /// Tells the neighbours that the unit has come to (`1`) or gone from (`-1`) the period.
    fn spread(&mut self, unit: usize, period: usize, sign: i32) {
        let problem = self.problem;
        let periods = problem.periods;
        let (first, end) = self.reach[period];
        let pair = &problem.pair[period * periods + first..period * periods + end];
        let row = &mut self.row[..end - first];
        let mut scaled = 0;
        for &(other, weight) in &problem.near[unit] {
            let base = other as usize * periods;
            if weight != scaled {
                scaled = weight;
                row.iter_mut().zip(pair).for_each(|(row, pair)| *row = pair * weight * sign);
            }
            if weight != 0 {
                let prices = &mut self.price[base + first..base + end];
                prices.iter_mut().zip(&*row).for_each(|(price, row)| *price += row);
            }
            for at in &problem.overlap[period] {
                let clashes = &mut self.clashes[base + *at as usize];
                *clashes = clashes.wrapping_add_signed(sign as i16);
            }
        }
    }
}

fn reach(problem: &Problem, period: usize) -> (usize, usize) {
    let row = &problem.pair[period * problem.periods..(period + 1) * problem.periods];
    let first = row.iter().position(|cost| *cost != 0).unwrap_or(0);
    let end = row.iter().rposition(|cost| *cost != 0).map_or(first, |last| last + 1);
    (first, end)
}
