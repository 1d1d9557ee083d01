//! The one problem that every format is translated into.
//!
//! Exams that must lie together are one *unit*. A unit gets a period; each of its exams gets a room, where
//! rooms are part of the problem ([`Seats::Rooms`]), or draws seats from pools ([`Seats::Pools`]).

/// Stands for no period and no room.
pub const NONE: u16 = u16::MAX;
/// A [`Problem::unary`] cost from here up means: not allowed.
pub const FORBIDDEN: i32 = 1 << 28;

/// How the periods of two units must stand to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The first unit.
    pub a: u32,
    /// The second.
    pub b: u32,
    /// Which table of [`Problem::tables`] says what is allowed.
    pub table: u32,
}

/// Rooms, one per exam, shared.
#[derive(Debug, Clone, Default)]
pub struct Rooms {
    /// Seats of each room.
    pub capacity: Vec<u32>,
    /// Price of each exam in the room.
    pub penalty: Vec<i32>,
    /// Seats each exam needs.
    pub size: Vec<u32>,
    /// A number for each exam's duration, from 0.
    pub class: Vec<u16>,
    /// How many classes there are.
    pub classes: usize,
    /// Price of each further class in one room and period.
    pub mixed: i32,
    /// Whether the exam shares its room with no other.
    pub alone: Vec<bool>,
}

/// Seats counted together, not per room, at *instants*: times between which nothing changes.
#[derive(Debug, Clone, Default)]
pub struct Pools {
    /// How many pools.
    pub width: usize,
    /// `capacity[i * width + pool]`: seats of the pool at instant i.
    pub capacity: Vec<u32>,
    /// `held[h][p]`: the instants at which seats held in the way h are taken by a unit in period p.
    pub held: Vec<Vec<Vec<u16>>>,
    /// What each unit draws.
    pub draws: Vec<Vec<Draw>>,
}

impl Pools {
    /// Pools with the same seats in every period, where a unit holds its seats for its own period.
    #[must_use]
    pub fn by_period(seats: &[u32], periods: usize, draws: Vec<Vec<Draw>>) -> Self {
        let held = (0..periods).map(|period| vec![period as u16]).collect();
        let capacity = seats.repeat(periods);
        Self { width: seats.len(), capacity, held: vec![held], draws }
    }
}

/// Seats that a unit draws from a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw {
    /// Which pool.
    pub pool: u16,
    /// For how long: place in [`Pools::held`].
    pub held: u16,
    /// How many.
    pub seats: u32,
}

/// Too many exams of one person in too few days: what no table of pairs can say.
#[derive(Debug, Clone, Default)]
pub struct Crowds {
    /// Each rule: how many units are well, in how many days, and the price of each one too many.
    pub rules: Vec<(usize, i32, i32)>,
    /// The day of each period.
    pub day: Vec<i32>,
    /// Persons with the same units: how many they are, and which units.
    pub persons: Vec<(i32, Vec<u32>)>,
    /// The places in `persons` of each unit.
    pub of: Vec<Vec<u32>>,
}

/// What candidates sit on.
#[derive(Debug, Clone)]
pub enum Seats {
    /// One room for each exam.
    Rooms(Rooms),
    /// Seats from pools.
    Pools(Pools),
}

/// What is to be solved. Costs are whole numbers; the sum is to be least.
#[derive(Debug, Clone)]
pub struct Problem {
    /// How many periods.
    pub periods: usize,
    /// The exams of each unit.
    pub members: Vec<Vec<u32>>,
    /// For each unit the units it must not lie with, and the students they share (0: only kept apart).
    /// Sorted by that number, so that equal ones stand together.
    pub near: Vec<Vec<(u32, i32)>>,
    /// `pair[p * periods + q]`: the price of one student with exams in p and q. Symmetric; 0 where p = q.
    pub pair: Vec<i32>,
    /// For each period the periods that overlap it in time, itself included.
    pub overlap: Vec<Vec<u16>>,
    /// `unary[u * periods + p]`: the price of unit u in p; from [`FORBIDDEN`] up: not allowed.
    pub unary: Vec<i32>,
    /// Relations.
    pub relations: Vec<Relation>,
    /// `tables[t][p * periods + q]`: whether a relation of kind t allows a in p with b in q.
    pub tables: Vec<Vec<bool>>,
    /// Seats.
    pub seats: Seats,
    /// Crowded days.
    pub crowds: Crowds,
}

impl Problem {
    /// How many units.
    #[must_use]
    pub fn units(&self) -> usize {
        self.members.len()
    }

    /// Whether the unit may lie in the period at all.
    #[inline]
    #[must_use]
    pub fn allowed(&self, unit: usize, period: usize) -> bool {
        self.unary[unit * self.periods + period] < FORBIDDEN
    }

    /// The relations of each unit: place in `relations`.
    pub(crate) fn relations_of(&self) -> Vec<Vec<u32>> {
        let mut of = vec![Vec::new(); self.units()];
        for (place, relation) in self.relations.iter().enumerate() {
            of[relation.a as usize].push(place as u32);
            of[relation.b as usize].push(place as u32);
        }
        of
    }

    /// Whether the relation allows its units in these periods; a unit without a period disturbs none.
    #[inline]
    pub(crate) fn holds(&self, relation: &Relation, p: u16, q: u16) -> bool {
        p == NONE
            || q == NONE
            || self.tables[relation.table as usize][p as usize * self.periods + q as usize]
    }
}

/// Where everything lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// The period of each unit, or [`NONE`].
    pub period: Vec<u16>,
    /// The room of each exam, or [`NONE`]; empty where seats come from pools.
    pub room: Vec<u16>,
    /// The sum of all prices.
    pub cost: i64,
    /// Units without a period.
    pub unplaced: usize,
}

impl Placement {
    /// Nothing placed yet.
    #[must_use]
    pub fn empty(problem: &Problem) -> Self {
        let rooms = match &problem.seats {
            Seats::Rooms(rooms) => rooms.size.len(),
            Seats::Pools(_) => 0,
        };
        let units = problem.units();
        Self { period: vec![NONE; units], room: vec![NONE; rooms], cost: 0, unplaced: units }
    }

    /// Whether this is the better one of the two: fewer without a period, then cheaper.
    #[must_use]
    pub fn better_than(&self, other: &Self) -> bool {
        (self.unplaced, self.cost) < (other.unplaced, other.cost)
    }
}

/// Builds the neighbour lists from each unit's students: sorted numbers.
///
/// `apart` adds pairs that share no student and must all the same not lie together.
pub(crate) fn neighbours(students: &[Vec<u32>], apart: &[(u32, u32)]) -> Vec<Vec<(u32, i32)>> {
    use std::collections::HashMap;
    let mut units_of: HashMap<u32, Vec<u32>> = HashMap::new();
    for (unit, own) in students.iter().enumerate() {
        for student in own {
            units_of.entry(*student).or_default().push(unit as u32);
        }
    }
    let mut shared: Vec<HashMap<u32, i32>> = vec![HashMap::new(); students.len()];
    for units in units_of.values() {
        for &a in units {
            for &b in units {
                if a != b {
                    *shared[a as usize].entry(b).or_insert(0) += 1;
                }
            }
        }
    }
    for &(a, b) in apart.iter().filter(|(a, b)| a != b) {
        shared[a as usize].entry(b).or_insert(0);
        shared[b as usize].entry(a).or_insert(0);
    }
    let sorted = |of: HashMap<u32, i32>| {
        let mut list: Vec<(u32, i32)> = of.into_iter().collect();
        list.sort_unstable_by_key(|(unit, weight)| (*weight, *unit));
        list
    };
    shared.into_iter().map(sorted).collect()
}
