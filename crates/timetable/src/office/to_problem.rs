//! To the solver's problem and back.

use super::allot::allot;
use super::parties::pools;
use super::tables::relations;
use super::{At, Instance, Kind, Plan};
use crate::solve::{Crowds, FORBIDDEN, NONE, Placement, Problem, Seats};
use std::collections::{BTreeSet, HashMap};

/// Pairs of exams whose shared candidates are passed over, to find out what cannot all hold.
pub(super) type Passed = BTreeSet<(usize, usize)>;

/// The exams of each unit, and the unit of each exam: those asked to share a sitting are one.
pub(super) fn units(instance: &Instance) -> (Vec<Vec<u32>>, Vec<u32>) {
    let mut first: Vec<usize> = (0..instance.exams.len()).collect();
    for demand in instance.demands.iter().filter(|demand| demand.kind == Kind::SameSitting) {
        for pair in demand.exams.windows(2) {
            let (a, b) = (first[pair[0]].min(first[pair[1]]), first[pair[0]].max(first[pair[1]]));
            first.iter_mut().filter(|own| **own == b).for_each(|own| *own = a);
        }
    }
    let (mut members, mut of) = (Vec::<Vec<u32>>::new(), vec![0; first.len()]);
    for (exam, &own) in first.iter().enumerate() {
        if own == exam {
            of[exam] = members.len() as u32;
            members.push(Vec::new());
        }
        of[exam] = of[own];
        members[of[exam] as usize].push(exam as u32);
    }
    (members, of)
}

/// Which neighbours each unit has, and which units have a clash in themselves.
struct Near {
    shared: Vec<HashMap<u32, i32>>,
    inside: Vec<bool>,
}

impl Near {
    fn add(&mut self, a: u32, b: u32, weight: i32) {
        if a == b {
            self.inside[a as usize] = true;
            return;
        }
        for (own, other) in [(a, b), (b, a)] {
            let shared = self.shared[own as usize].entry(other).or_default();
            *shared = shared.saturating_add(weight);
        }
    }

    fn sorted(shared: HashMap<u32, i32>) -> Vec<(u32, i32)> {
        let mut list: Vec<(u32, i32)> = shared.into_iter().collect();
        list.sort_unstable_by_key(|(unit, weight)| (*weight, *unit));
        list
    }
}

/// The problem, with the shared candidates of some pairs passed over.
pub(super) fn problem(instance: &Instance, passed: &Passed) -> Problem {
    let (members, of) = units(instance);
    let periods = instance.sittings.len();
    let bodies = instance.bodies();
    let empty = vec![HashMap::new(); members.len()];
    let mut near = Near { shared: empty, inside: vec![false; members.len()] };
    for body in &bodies {
        for (place, &a) in body.exams.iter().enumerate() {
            for &b in &body.exams[place + 1..] {
                if instance.counts(body, a, b) && !passed.contains(&(a.min(b), a.max(b))) {
                    near.add(of[a], of[b], body.weight as i32);
                }
            }
        }
    }
    let related = relations(instance, &of, passed);
    related.apart.iter().for_each(|(a, b)| near.add(*a, *b, 0));
    let mut unary = unary(instance, &members, &near.inside);
    let (within, relations): (Vec<_>, Vec<_>) =
        related.relations.into_iter().partition(|relation| relation.a == relation.b);
    for relation in within {
        let table = &related.tables[relation.table as usize];
        for period in (0..periods).filter(|period| !table[period * periods + period]) {
            unary[relation.a as usize * periods + period] = FORBIDDEN;
        }
    }
    let cells = (0..periods * periods).map(|cell| (cell / periods, cell % periods));
    let overlaps = |p: usize| (0..periods).filter(move |q| instance.overlap(p, *q));
    Problem {
        periods,
        near: near.shared.into_iter().map(Near::sorted).collect(),
        pair: cells.map(|(p, q)| pair(instance, p, q)).collect(),
        overlap: (0..periods).map(|p| overlaps(p).map(|q| q as u16).collect()).collect(),
        unary,
        relations,
        tables: related.tables,
        seats: Seats::Pools(pools(instance, &members)),
        crowds: crowds(instance, &bodies, &of, members.len()),
        members,
    }
}

/// What one candidate with exams at both sittings costs.
fn pair(instance: &Instance, p: usize, q: usize) -> i32 {
    let days = instance.sittings[p].day().abs_diff(instance.sittings[q].day()) as usize;
    let price = instance.costs.days.get(days).copied().unwrap_or_default();
    if instance.overlap(p, q) { 0 } else { price as i32 }
}

fn unary(instance: &Instance, members: &[Vec<u32>], inside: &[bool]) -> Vec<i32> {
    let price = |exam: u32, sitting: usize| {
        let exam = &instance.exams[exam as usize];
        let away = |teacher: &usize| instance.teachers[*teacher].absent.contains(&sitting);
        let barred = exam.minutes > instance.sittings[sitting].minutes
            || (!exam.fixed.is_empty() && !exam.fixed.contains(&sitting))
            || exam.forbidden.contains(&sitting)
            || exam.teachers.iter().any(away);
        if barred {
            return FORBIDDEN;
        }
        let met = exam.wished.is_empty() || exam.wished.contains(&sitting);
        let wish = if met { 0 } else { instance.costs.wish };
        (instance.sittings[sitting].cost + wish) as i32
    };
    let of_unit = |(exams, inside): (&Vec<u32>, &bool)| -> Vec<i32> {
        let first = if *inside { FORBIDDEN } else { 0 };
        let sum = |sitting| {
            exams.iter().map(|exam| price(*exam, sitting)).fold(first, i32::saturating_add)
        };
        (0..instance.sittings.len()).map(sum).map(|price| price.min(FORBIDDEN)).collect()
    };
    members.iter().zip(inside).flat_map(of_unit).collect()
}

fn crowds(instance: &Instance, bodies: &[super::Body], of: &[u32], units: usize) -> Crowds {
    let least = instance.spread.iter().map(|rule| rule.most as usize).min().unwrap_or(usize::MAX);
    let mut alike: HashMap<Vec<u32>, i32> = HashMap::new();
    for body in bodies.iter().filter(|body| body.exams.len() > least) {
        let own = body.exams.iter().map(|exam| of[*exam]).collect();
        *alike.entry(own).or_default() += body.weight as i32;
    }
    let mut persons: Vec<(i32, Vec<u32>)> =
        alike.into_iter().map(|(units, count)| (count, units)).collect();
    persons.sort_unstable();
    let mut places = vec![Vec::new(); units];
    for (place, (_, own)) in persons.iter().enumerate() {
        let distinct: BTreeSet<u32> = own.iter().copied().collect();
        distinct.into_iter().for_each(|unit| places[unit as usize].push(place as u32));
    }
    let rules = instance.spread.iter();
    Crowds {
        rules: rules.map(|rule| (rule.most as usize, rule.days as i32, rule.cost as i32)).collect(),
        day: instance.sittings.iter().map(|sitting| sitting.day() as i32).collect(),
        persons,
        of: places,
    }
}

/// The plan of a placement, with rooms; those of `old` come first.
pub(super) fn plan(instance: &Instance, placement: &Placement, old: Option<&Plan>) -> Plan {
    let (_, of) = units(instance);
    let at = |unit: &u32| {
        let period = placement.period[*unit as usize];
        (period != NONE).then(|| At { sitting: usize::from(period), seats: Vec::new() })
    };
    let mut plan: Plan = of.iter().map(at).collect();
    allot(instance, &mut plan, old);
    plan
}

/// The placement to begin with, of a plan; its cost is not computed.
pub(super) fn start(instance: &Instance, plan: &Plan) -> Placement {
    let (members, _) = units(instance);
    let period = |exams: &Vec<u32>| {
        let at = exams.iter().find_map(|exam| plan[*exam as usize].as_ref());
        at.map_or(NONE, |at| at.sitting as u16)
    };
    let unplaced = members.len();
    Placement { period: members.iter().map(period).collect(), room: Vec::new(), cost: 0, unplaced }
}
