//! The scorer, written from the description alone: it counts from scratch, student by student.

use super::{Instance, Plan, Relation};
use crate::{Report, Violation};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Exams without a place are a violation each and are left out of every other count.
#[must_use]
pub fn score(instance: &Instance, plan: &Plan) -> Report {
    let mut violations = Vec::new();
    let pairs = Pairs::count(instance, plan, &mut violations);
    let mixed = rooms(instance, plan, &mut violations);
    times(instance, plan, &mut violations);
    for (exam, _) in plan.iter().enumerate().filter(|(_, at)| at.is_none()) {
        violations.push(violation(
            "unassigned exams",
            &[exam],
            format!("exam {exam} has no place"),
        ));
    }
    let weights = &instance.weights;
    let late = instance.periods.len().saturating_sub(weights.late_periods as usize);
    let large = instance.by_size();
    let large = large.iter().take(weights.large_exams as usize);
    let loaded =
        large.filter(|exam| plan[**exam].is_some_and(|(period, _)| period as usize >= late));
    let placed = || plan.iter().flatten();
    let room = placed().map(|(_, room)| i64::from(instance.rooms[*room as usize].penalty));
    let period = placed().map(|(period, _)| i64::from(instance.periods[*period as usize].penalty));
    let costs = [
        ("two in a row", i64::from(weights.two_in_a_row) * pairs.row),
        ("two in a day", i64::from(weights.two_in_a_day) * pairs.day),
        ("period spread", pairs.spread),
        ("mixed durations", i64::from(weights.mixed_durations) * mixed),
        ("front load", i64::from(weights.front_load) * loaded.count() as i64),
        ("room penalty", room.sum()),
        ("period penalty", period.sum()),
    ];
    Report::new(violations, costs.map(|(name, cost)| (name.to_owned(), cost)).to_vec())
}

fn violation(kind: &'static str, exams: &[usize], text: String) -> Violation {
    Violation { kind, exams: exams.iter().map(usize::to_string).collect(), text }
}

/// How many students have how close exams.
#[derive(Default)]
struct Pairs {
    row: i64,
    day: i64,
    spread: i64,
}

impl Pairs {
    fn count(instance: &Instance, plan: &Plan, violations: &mut Vec<Violation>) -> Self {
        let mut own: HashMap<u32, Vec<(usize, u32)>> = HashMap::new();
        for (exam, at) in plan.iter().enumerate() {
            let Some((period, _)) = at else { continue };
            for student in &instance.exams[exam].students {
                own.entry(*student).or_default().push((exam, *period));
            }
        }
        let (mut pairs, mut clashes) = (Self::default(), BTreeMap::new());
        for exams in own.values() {
            for (place, (a, p)) in exams.iter().enumerate() {
                for (b, q) in &exams[place + 1..] {
                    if p == q {
                        *clashes.entry((*a, *b)).or_insert(0) += 1;
                    }
                    pairs.add(instance, *p, *q);
                }
            }
        }
        for ((a, b), students) in clashes {
            let text = format!("exams {a} and {b} lie together and share {students} students");
            violations.push(violation("conflicts", &[a, b], text));
        }
        pairs
    }

    fn add(&mut self, instance: &Instance, p: u32, q: u32) {
        let apart = p.abs_diff(q);
        let same_day = instance.periods[p as usize].day == instance.periods[q as usize].day;
        self.row += i64::from(same_day && apart == 1);
        self.day += i64::from(same_day && apart > 1);
        self.spread += i64::from(apart > 0 && apart <= instance.weights.spread);
    }
}

/// Full rooms, exams that should be alone; returns how many durations too many stand in one room.
fn rooms(instance: &Instance, plan: &Plan, violations: &mut Vec<Violation>) -> i64 {
    let mut held: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    for (exam, at) in plan.iter().enumerate() {
        if let Some(at) = at {
            held.entry(*at).or_default().push(exam);
        }
    }
    let mut mixed = 0;
    for ((period, room), exams) in &held {
        let seats: usize = exams.iter().map(|exam| instance.exams[*exam].students.len()).sum();
        let capacity = instance.rooms[*room as usize].capacity;
        if seats > capacity as usize {
            let text =
                format!("room {room} in period {period}: {seats} candidates, {capacity} seats");
            violations.push(violation("room occupancy", exams, text));
        }
        let durations: BTreeSet<u32> =
            exams.iter().map(|exam| instance.exams[*exam].duration).collect();
        mixed += durations.len() as i64 - 1;
    }
    for exam in &instance.alone {
        let Some(at) = plan[*exam as usize] else { continue };
        if held[&at].len() > 1 {
            let text = format!("exam {exam} should be alone in room {}", at.1);
            violations.push(violation("room related", &[*exam as usize], text));
        }
    }
    mixed
}

/// Exams longer than their period, and exams that stand wrongly to each other.
fn times(instance: &Instance, plan: &Plan, violations: &mut Vec<Violation>) {
    for (exam, at) in plan.iter().enumerate() {
        let Some((period, _)) = at else { continue };
        let (needs, has) =
            (instance.exams[exam].duration, instance.periods[*period as usize].duration);
        if needs > has {
            let text = format!("exam {exam} lasts {needs} minutes, period {period} has {has}");
            violations.push(violation("period utilisation", &[exam], text));
        }
    }
    for (a, relation, b) in &instance.relations {
        let (Some((p, _)), Some((q, _))) = (plan[*a as usize], plan[*b as usize]) else { continue };
        let words = match relation {
            Relation::After if p <= q => "must be after",
            Relation::Exclusion if p == q => "must not lie with",
            Relation::Coincidence if p != q && !instance.share(*a, *b) => "must lie with",
            _ => continue,
        };
        let text = format!("exam {a} (period {p}) {words} exam {b} (period {q})");
        violations.push(violation("period related", &[*a as usize, *b as usize], text));
    }
}
