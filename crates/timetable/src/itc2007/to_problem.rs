//! To the solver's problem and back.

use super::{Instance, Plan, Relation};
use crate::solve::{self, Crowds, FORBIDDEN, NONE, Placement, Problem, Rooms, Seats, neighbours};
use std::collections::BTreeSet;

/// Coincident exams become one unit; an exam later than another, or not with it, a relation.
#[must_use]
pub fn problem(instance: &Instance) -> Problem {
    let units = Units::new(instance);
    let periods = instance.periods.len();
    let students: Vec<Vec<u32>> =
        units.members.iter().map(|exams| together(instance, exams)).collect();
    let (mut apart, mut relations) = (Vec::new(), Vec::new());
    for (a, relation, b) in &instance.relations {
        let (a, b) = (units.of[*a as usize], units.of[*b as usize]);
        match relation {
            Relation::Coincidence => continue,
            Relation::Exclusion => (),
            Relation::After => relations.push(solve::Relation { a, b, table: 0 }),
        }
        apart.push((a, b));
    }
    let cells = || (0..periods * periods).map(|cell| (cell / periods, cell % periods));
    Problem {
        periods,
        near: neighbours(&students, &apart),
        pair: cells().map(|(p, q)| pair(instance, p, q)).collect(),
        overlap: (0..periods).map(|period| vec![period as u16]).collect(),
        unary: unary(instance, &units.members),
        members: units.members,
        relations,
        tables: vec![cells().map(|(p, q)| p > q).collect()],
        seats: Seats::Rooms(rooms(instance)),
        crowds: Crowds::default(),
    }
}

struct Units {
    members: Vec<Vec<u32>>,
    of: Vec<u32>,
}

impl Units {
    /// Joins coincident exams that share no student, however long the row of pairs.
    fn new(instance: &Instance) -> Self {
        let mut parent: Vec<usize> = (0..instance.exams.len()).collect();
        let root = |parent: &[usize], mut exam: usize| {
            while parent[exam] != exam {
                exam = parent[exam];
            }
            exam
        };
        for (a, relation, b) in &instance.relations {
            if *relation == Relation::Coincidence && !instance.share(*a, *b) {
                let (a, b) = (root(&parent, *a as usize), root(&parent, *b as usize));
                parent[a.max(b)] = a.min(b);
            }
        }
        let (mut members, mut of) = (Vec::<Vec<u32>>::new(), vec![0; parent.len()]);
        for exam in 0..parent.len() {
            let first = root(&parent, exam);
            if first == exam {
                of[exam] = members.len() as u32;
                members.push(Vec::new());
            }
            of[exam] = of[first];
            members[of[exam] as usize].push(exam as u32);
        }
        Self { members, of }
    }
}

/// The students of some exams, sorted; one who has two of them stands there twice.
fn together(instance: &Instance, exams: &[u32]) -> Vec<u32> {
    let mut all: Vec<u32> =
        exams.iter().flat_map(|exam| instance.exams[*exam as usize].students.clone()).collect();
    all.sort_unstable();
    all
}

/// What one student with exams in p and q costs.
fn pair(instance: &Instance, p: usize, q: usize) -> i32 {
    let weights = &instance.weights;
    let apart = p.abs_diff(q) as u32;
    let same_day = instance.periods[p].day == instance.periods[q].day;
    let near = match (same_day, apart) {
        (_, 0) => return 0,
        (true, 1) => weights.two_in_a_row,
        (true, _) => weights.two_in_a_day,
        (false, _) => 0,
    };
    (near + u32::from(apart <= weights.spread)) as i32
}

fn unary(instance: &Instance, members: &[Vec<u32>]) -> Vec<i32> {
    let weights = &instance.weights;
    let mut large = vec![false; instance.exams.len()];
    for exam in instance.by_size().into_iter().take(weights.large_exams as usize) {
        large[exam] = true;
    }
    let late = instance.periods.len().saturating_sub(weights.late_periods as usize);
    let mut unary = Vec::with_capacity(members.len() * instance.periods.len());
    for exams in members {
        for (place, period) in instance.periods.iter().enumerate() {
            let price = |exam: &u32| {
                let exam = *exam as usize;
                if instance.exams[exam].duration > period.duration {
                    return FORBIDDEN;
                }
                let load = if large[exam] && place >= late { weights.front_load } else { 0 };
                (period.penalty + load) as i32
            };
            let sum = exams.iter().map(price).fold(0_i32, i32::saturating_add);
            unary.push(sum.min(FORBIDDEN));
        }
    }
    unary
}

fn rooms(instance: &Instance) -> Rooms {
    let durations: BTreeSet<u32> = instance.exams.iter().map(|exam| exam.duration).collect();
    let durations: Vec<u32> = durations.into_iter().collect();
    let mut alone = vec![false; instance.exams.len()];
    instance.alone.iter().for_each(|exam| alone[*exam as usize] = true);
    let class = |duration: u32| durations.binary_search(&duration).unwrap_or_default() as u16;
    Rooms {
        capacity: instance.rooms.iter().map(|room| room.capacity).collect(),
        penalty: instance.rooms.iter().map(|room| room.penalty as i32).collect(),
        size: instance.exams.iter().map(|exam| exam.students.len() as u32).collect(),
        class: instance.exams.iter().map(|exam| class(exam.duration)).collect(),
        classes: durations.len(),
        mixed: instance.weights.mixed_durations as i32,
        alone,
    }
}

/// The plan of a placement.
#[must_use]
pub fn plan(instance: &Instance, placement: &Placement) -> Plan {
    let units = Units::new(instance);
    let at = |(exam, unit): (usize, &u32)| {
        let (period, room) = (placement.period[*unit as usize], placement.room[exam]);
        (period != NONE && room != NONE).then_some((u32::from(period), u32::from(room)))
    };
    units.of.iter().enumerate().map(at).collect()
}

/// The placement to begin with, of a plan; its cost is not computed.
#[must_use]
pub fn start(instance: &Instance, plan: &Plan) -> Placement {
    let units = Units::new(instance);
    let mut placement = Placement::empty(&problem(instance));
    for (exam, at) in plan.iter().enumerate() {
        if let Some((period, room)) = at {
            placement.period[units.of[exam] as usize] = *period as u16;
            placement.room[exam] = *room as u16;
        }
    }
    placement
}
