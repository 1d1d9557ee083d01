//! Which pairs of sittings a demand on two exams allows, as tables for the search.

use super::to_problem::Passed;
use super::{Instance, Kind};
use crate::solve::Relation;
use std::collections::{BTreeMap, HashMap};

/// What a table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Table {
    Before(u32),
    SameDay,
    DifferentDay(u32),
    /// One candidate with so many minutes in each of two exams.
    Extra(u32, u32),
}

/// Relations between units and the tables they use.
#[derive(Default)]
pub(super) struct Relations {
    pub relations: Vec<Relation>,
    pub tables: Vec<Vec<bool>>,
    /// Pairs that must only not lie at the same time.
    pub apart: Vec<(u32, u32)>,
    known: HashMap<Table, u32>,
}

/// All demands on two exams; `of` is the unit of each exam.
pub(super) fn relations(instance: &Instance, of: &[u32], passed: &Passed) -> Relations {
    let mut all = Relations::default();
    for demand in &instance.demands {
        for (place, a) in demand.exams.iter().enumerate() {
            for b in &demand.exams[place + 1..] {
                let table = match demand.kind {
                    Kind::Before => Table::Before(demand.days),
                    Kind::SameDay => Table::SameDay,
                    Kind::DifferentDay => Table::DifferentDay(demand.days),
                    Kind::SameSitting => continue,
                    Kind::DifferentSitting => {
                        all.apart.push((of[*a], of[*b]));
                        continue;
                    }
                };
                all.add(instance, of[*a], of[*b], table);
            }
        }
    }
    for (place, _) in
        instance.teachers.iter().enumerate().filter(|(_, teacher)| teacher.one_at_a_time)
    {
        let own = |exam: &usize| instance.exams[*exam].teachers.contains(&place);
        let exams: Vec<usize> = (0..instance.exams.len()).filter(own).collect();
        for (at, a) in exams.iter().enumerate() {
            all.apart.extend(exams[at + 1..].iter().map(|b| (of[*a], of[*b])));
        }
    }
    all.extra_time(instance, of, passed);
    all
}

impl Relations {
    fn add(&mut self, instance: &Instance, a: u32, b: u32, table: Table) {
        let next = self.tables.len() as u32;
        let place = *self.known.entry(table).or_insert(next);
        if place == next {
            let sittings = instance.sittings.len();
            let cells = (0..sittings * sittings).map(|cell| (cell / sittings, cell % sittings));
            self.tables.push(cells.map(|(p, q)| allows(instance, table, p, q)).collect());
        }
        self.relations.push(Relation { a, b, table: place });
    }

    /// Extra time that may outlast a sitting, for each pair of exams the longest.
    fn extra_time(&mut self, instance: &Instance, of: &[u32], passed: &Passed) {
        let mut own: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let all = instance.accommodations.iter();
        let longer = all.filter(|granted| granted.extra_minutes + granted.extra_percent > 0);
        longer.for_each(|granted| {
            own.entry(granted.candidate).or_default();
        });
        for (place, exam) in instance.exams.iter().enumerate() {
            for candidate in &exam.candidates {
                own.entry(*candidate).and_modify(|exams| exams.push(place));
            }
        }
        let mut pairs: BTreeMap<(u32, u32), (u32, u32)> = BTreeMap::new();
        for (candidate, exams) in own {
            for (place, &a) in exams.iter().enumerate() {
                for &b in exams[place + 1..].iter().filter(|b| !passed.contains(&(a, **b))) {
                    let minutes = [a, b].map(|exam| instance.minutes(candidate, exam));
                    let (key, minutes) = match of[a] < of[b] {
                        true => ((of[a], of[b]), minutes),
                        false => ((of[b], of[a]), [minutes[1], minutes[0]]),
                    };
                    let longest = pairs.entry(key).or_default();
                    *longest = (longest.0.max(minutes[0]), longest.1.max(minutes[1]));
                }
            }
        }
        for ((a, b), (first, second)) in pairs.into_iter().filter(|((a, b), _)| a != b) {
            if outlasts(instance, first, second) {
                self.add(instance, a, b, Table::Extra(first, second));
            }
        }
    }
}

/// Whether so many minutes forbid any pair of sittings that do not overlap anyway.
fn outlasts(instance: &Instance, first: u32, second: u32) -> bool {
    let sittings = instance.sittings.len();
    let cells = (0..sittings * sittings).map(|cell| (cell / sittings, cell % sittings));
    let table = Table::Extra(first, second);
    cells.into_iter().any(|(p, q)| !instance.overlap(p, q) && !allows(instance, table, p, q))
}

fn allows(instance: &Instance, table: Table, p: usize, q: usize) -> bool {
    let (first, second) = (&instance.sittings[p], &instance.sittings[q]);
    let days = second.day() - first.day();
    match table {
        Table::Before(apart) => first.ends(0) <= second.begins && days >= i64::from(apart),
        Table::SameDay => days == 0,
        Table::DifferentDay(apart) => days.abs() >= i64::from(apart),
        Table::Extra(a, b) => first.ends(a) <= second.begins || second.ends(b) <= first.begins,
    }
}
