//! Who sits where: loads of rooms or pools, kept up to date move by move.

use super::problem::{Draw, NONE, Pools, Problem, Rooms, Seats};

/// The loads of one placement.
#[derive(Debug, Clone)]
pub(crate) struct Seating {
    /// Seats taken: by period and room, or by period and pool.
    load: Vec<u32>,
    /// Exams by period and room.
    exams: Vec<u16>,
    /// Exams that want to be alone, by period and room.
    alone: Vec<u16>,
    /// Exams by period, room and class.
    class: Vec<u16>,
    /// Classes present by period and room.
    distinct: Vec<u16>,
    /// The rooms that can hold each exam: cheapest first, then smallest.
    choices: Vec<Vec<u16>>,
    /// Seats each exam takes, no more than the largest room has.
    size: Vec<u32>,
    width: usize,
}

impl Seating {
    pub fn new(problem: &Problem) -> Self {
        let periods = problem.periods;
        let (width, classes, choices, size) = match &problem.seats {
            Seats::Pools(pools) => (pools.width, 0, Vec::new(), Vec::new()),
            Seats::Rooms(rooms) => {
                // An exam larger than every room takes the largest one whole: the scorer names it.
                let largest = rooms.capacity.iter().copied().max().unwrap_or_default();
                let size: Vec<u32> = rooms.size.iter().map(|size| (*size).min(largest)).collect();
                let choices = size.iter().map(|size| choices(rooms, *size)).collect();
                (rooms.capacity.len(), rooms.classes, choices, size)
            }
        };
        let cells = match &problem.seats {
            Seats::Pools(pools) => pools.capacity.len(),
            Seats::Rooms(_) => periods * width,
        };
        Self {
            load: vec![0; cells],
            exams: vec![0; cells],
            alone: vec![0; cells],
            class: vec![0; cells * classes],
            distinct: vec![0; cells],
            choices,
            size,
            width,
        }
    }

    /// The cheapest room with space for the exam, and what it adds to the cost.
    #[inline]
    pub fn best_room(&self, rooms: &Rooms, exam: usize, period: usize) -> Option<(u16, i32)> {
        let mut best: Option<(u16, i32)> = None;
        for &room in &self.choices[exam] {
            let penalty = rooms.penalty[room as usize];
            if best.is_some_and(|(_, least)| penalty >= least) {
                break;
            }
            if let Some(cost) = self.room_cost(rooms, exam, period, room as usize)
                && best.is_none_or(|(_, least)| cost < least)
            {
                best = Some((room, cost));
            }
        }
        best
    }

    /// What the exam would add to the cost in this room; none if it does not fit.
    #[inline]
    pub fn room_cost(&self, rooms: &Rooms, exam: usize, period: usize, room: usize) -> Option<i32> {
        let cell = period * self.width + room;
        if self.load[cell] + self.size[exam] > rooms.capacity[room]
            || self.alone[cell] > 0
            || (rooms.alone[exam] && self.exams[cell] > 0)
        {
            return None;
        }
        let mut cost = rooms.penalty[room];
        if self.distinct[cell] > 0
            && self.class[cell * rooms.classes + rooms.class[exam] as usize] == 0
        {
            cost += rooms.mixed;
        }
        Some(cost)
    }

    /// Puts the exam into the room; returns what that adds to the cost.
    #[inline]
    pub fn enter(&mut self, rooms: &Rooms, exam: usize, period: usize, room: usize) -> i32 {
        let cell = period * self.width + room;
        let class = &mut self.class[cell * rooms.classes + rooms.class[exam] as usize];
        let mut cost = rooms.penalty[room];
        if *class == 0 {
            self.distinct[cell] += 1;
            cost += if self.distinct[cell] > 1 { rooms.mixed } else { 0 };
        }
        *class += 1;
        self.load[cell] += self.size[exam];
        self.exams[cell] += 1;
        self.alone[cell] += u16::from(rooms.alone[exam]);
        cost
    }

    /// Takes the exam out of the room; returns what that takes off the cost.
    #[inline]
    pub fn leave(&mut self, rooms: &Rooms, exam: usize, period: usize, room: usize) -> i32 {
        let cell = period * self.width + room;
        let class = &mut self.class[cell * rooms.classes + rooms.class[exam] as usize];
        let mut cost = rooms.penalty[room];
        *class -= 1;
        if *class == 0 {
            self.distinct[cell] -= 1;
            cost += if self.distinct[cell] > 0 { rooms.mixed } else { 0 };
        }
        self.load[cell] -= self.size[exam];
        self.exams[cell] -= 1;
        self.alone[cell] -= u16::from(rooms.alone[exam]);
        cost
    }

    /// What taking the exam out would take off the cost.
    #[inline]
    pub fn gain(&self, rooms: &Rooms, exam: usize, period: usize, room: usize) -> i32 {
        let cell = period * self.width + room;
        let last = self.class[cell * rooms.classes + rooms.class[exam] as usize] == 1;
        rooms.penalty[room] + if last && self.distinct[cell] > 1 { rooms.mixed } else { 0 }
    }

    /// Seats not taken in the period, all rooms together.
    pub fn free_seats(&self, rooms: &Rooms, period: usize) -> u64 {
        let load = &self.load[period * self.width..(period + 1) * self.width];
        let free = rooms.capacity.iter().zip(load).map(|(all, taken)| u64::from(all - taken));
        free.sum()
    }

    /// A room that could hold the exam, the `place`th of its list.
    pub fn choice(&self, exam: usize, place: usize) -> u16 {
        self.choices[exam].get(place).copied().unwrap_or(NONE)
    }

    /// How many rooms could hold the exam.
    pub fn choices(&self, exam: usize) -> usize {
        self.choices[exam].len()
    }

    /// Seats the exam takes.
    pub fn size(&self, exam: usize) -> u32 {
        self.size[exam]
    }

    /// Whether the pools still hold what the unit draws.
    pub fn pools_hold(&self, pools: &Pools, unit: usize, period: usize) -> bool {
        let draws = &pools.draws[unit];
        draws.iter().all(|draw| {
            let held = |draw: &Draw| &pools.held[draw.held as usize][period];
            held(draw).iter().all(|at| {
                // Others of the unit may hold seats of the pool in another way at the same time.
                let beside = draws.iter().filter(|other| other.pool == draw.pool);
                let beside = beside.filter(|other| held(other).contains(at));
                let more: u32 = beside.map(|other| other.seats).sum();
                let cell = *at as usize * self.width + draw.pool as usize;
                self.load[cell] + more <= pools.capacity[cell]
            })
        })
    }

    /// Draws (`1`) or gives back (`-1`) the unit's seats.
    pub fn draw(&mut self, pools: &Pools, unit: usize, period: usize, sign: i32) {
        for draw in &pools.draws[unit] {
            for at in &pools.held[draw.held as usize][period] {
                let load = &mut self.load[*at as usize * self.width + draw.pool as usize];
                *load = load.wrapping_add_signed(sign * draw.seats as i32);
            }
        }
    }
}

fn choices(rooms: &Rooms, size: u32) -> Vec<u16> {
    let fits = |room: &u16| rooms.capacity[*room as usize] >= size;
    let mut list: Vec<u16> = (0..rooms.capacity.len() as u16).filter(fits).collect();
    list.sort_by_key(|room| (rooms.penalty[*room as usize], rooms.capacity[*room as usize]));
    list
}
