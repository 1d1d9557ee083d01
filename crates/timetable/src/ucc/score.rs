//! The scorer: it counts from scratch and knows nothing of the solver.

use super::{Instance, Plan, Sitting, WEIGHTS};
use crate::{Report, Violation};
use std::collections::{BTreeMap, BTreeSet, HashMap};

fn violation(kind: &'static str, exams: Vec<String>, text: String) -> Violation {
    Violation { kind, exams, text }
}

/// Names every demand that the plan breaks, and counts the soft costs.
#[must_use]
pub fn score(instance: &Instance, plan: &Plan) -> Report {
    let mut violations = Vec::new();
    let [row, day, spread] = students(instance, plan, &mut violations);
    exams(instance, plan, &mut violations);
    groups(instance, plan, &mut violations);
    let mixed = venues(instance, plan, &mut violations);
    let mut large: Vec<usize> = (0..plan.len()).collect();
    large.sort_by_key(|exam| std::cmp::Reverse(instance.exams[*exam].students.len()));
    let late = instance.periods.len().saturating_sub(WEIGHTS.late_periods as usize) as u32;
    let loaded = large.iter().take(WEIGHTS.large_exams as usize);
    let loaded = loaded.filter(|exam| plan[**exam].as_ref().is_some_and(|at| at.period >= late));
    let sittings = || plan.iter().flatten();
    let room = sittings().flat_map(|at| &at.seats);
    let room = room.map(|(venue, _)| i64::from(instance.venues[*venue].penalty));
    let period = sittings().map(|at| i64::from(instance.periods[at.period as usize].penalty));
    let costs = [
        ("two in a row", i64::from(WEIGHTS.two_in_a_row) * row),
        ("two in a day", i64::from(WEIGHTS.two_in_a_day) * day),
        ("period spread", spread),
        ("mixed durations", i64::from(WEIGHTS.mixed_durations) * mixed),
        ("front load", i64::from(WEIGHTS.front_load) * loaded.count() as i64),
        ("room penalty", room.sum()),
        ("period penalty", period.sum()),
    ];
    let mut report =
        Report::new(violations, costs.map(|(name, cost)| (name.to_owned(), cost)).to_vec());
    report.notes.push(format!(
        "weights: two in a row {}, two in a day {}, spread {} periods, mixed durations {}, front load {} \
         (the {} largest in the last {} periods)",
        WEIGHTS.two_in_a_row,
        WEIGHTS.two_in_a_day,
        WEIGHTS.spread,
        WEIGHTS.mixed_durations,
        WEIGHTS.front_load,
        WEIGHTS.large_exams,
        WEIGHTS.late_periods
    ));
    report.notes.extend(instance.notes.iter().cloned());
    report
}

/// Clashes as violations; pairs in a row, on a day and within the spread.
fn students(instance: &Instance, plan: &Plan, violations: &mut Vec<Violation>) -> [i64; 3] {
    let mut own: HashMap<u32, Vec<(usize, u32)>> = HashMap::new();
    for (exam, at) in plan.iter().enumerate() {
        let Some(at) = at else { continue };
        for student in &instance.exams[exam].students {
            own.entry(*student).or_default().push((exam, at.period));
        }
    }
    let (mut counts, mut clashes) = ([0; 3], BTreeMap::new());
    for exams in own.values() {
        for (place, (a, p)) in exams.iter().enumerate() {
            for (b, q) in &exams[place + 1..] {
                let apart = p.abs_diff(*q);
                let same = instance.periods[*p as usize].day == instance.periods[*q as usize].day;
                if apart == 0 {
                    *clashes.entry((*a, *b)).or_insert(0) += 1;
                }
                counts[0] += i64::from(same && apart == 1);
                counts[1] += i64::from(same && apart > 1);
                counts[2] += i64::from(apart > 0 && apart <= WEIGHTS.spread);
            }
        }
    }
    for ((a, b), students) in clashes {
        let pair = [a, b].map(|exam| instance.exams[exam].code.clone()).to_vec();
        let text = format!("{} lie together and share {students} students", pair.join(" and "));
        violations.push(violation("clash", pair, text));
    }
    counts
}

/// What each exam asks for by itself, and whether each of its students has a seat of the right kind.
fn exams(instance: &Instance, plan: &Plan, violations: &mut Vec<Violation>) {
    for (place, (exam, at)) in instance.exams.iter().zip(plan).enumerate() {
        let code = &exam.code;
        let mut broken = |kind, text| violations.push(violation(kind, vec![code.clone()], text));
        let Some(Sitting { period, seats }) = at else {
            if !exam.excluded {
                broken("unplaced", format!("{code} has no period"));
            }
            continue;
        };
        if exam.excluded {
            broken("excluded", format!("{code} is held outside the exam weeks"));
        }
        let has = instance.periods[*period as usize].duration;
        if exam.duration > has {
            broken(
                "duration",
                format!("{code} lasts {} minutes, period {period} {has}", exam.duration),
            );
        }
        if let Some(exact) = exam.exact.filter(|exact| exact != period) {
            broken("exact", format!("{code} lies in period {period}, not in {exact}"));
        }
        if let Some(before) = exam.before.filter(|before| before <= period) {
            broken("before", format!("{code} lies in period {period}, not before {before}"));
        }
        let mut given = vec![0; instance.tags.len() + 1];
        seats.iter().for_each(|(venue, taken)| given[instance.venues[*venue].tag] += taken);
        for (tag, (needs, given)) in instance.demand(place).iter().zip(given).enumerate() {
            if *needs != given {
                let kind = tag.checked_sub(1).map_or("main", |tag| instance.tags[tag].as_str());
                broken("seats", format!("{code} has {given} {kind} seats for {needs} students"));
            }
        }
    }
}

fn groups(instance: &Instance, plan: &Plan, violations: &mut Vec<Violation>) {
    let mut groups: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (exam, at) in plan.iter().enumerate() {
        if let (Some(group), true) = (instance.exams[exam].group, at.is_some()) {
            groups.entry(group).or_default().push(exam);
        }
    }
    for (group, exams) in groups {
        let periods: BTreeSet<u32> =
            exams.iter().filter_map(|exam| Some(plan[*exam].as_ref()?.period)).collect();
        if periods.len() > 1 {
            let codes = exams.iter().map(|exam| instance.exams[*exam].code.clone()).collect();
            let text = format!("group {group} lies in periods {periods:?}, not in one");
            violations.push(violation("group", codes, text));
        }
    }
}

/// What one venue holds in one period.
#[derive(Default)]
struct Held {
    taken: u64,
    durations: BTreeSet<u32>,
    codes: Vec<String>,
}

/// Overfull venues; returns how many durations too many sit in one venue.
fn venues(instance: &Instance, plan: &Plan, violations: &mut Vec<Violation>) -> i64 {
    let mut held: BTreeMap<(u32, usize), Held> = BTreeMap::new();
    for (exam, at) in instance.exams.iter().zip(plan) {
        for (venue, taken) in at.iter().flat_map(|at| &at.seats) {
            let period = at.as_ref().map_or(0, |at| at.period);
            let entry = held.entry((period, *venue)).or_default();
            entry.taken += u64::from(*taken);
            entry.durations.insert(exam.duration);
            entry.codes.push(exam.code.clone());
        }
    }
    let mut mixed = 0;
    for ((period, venue), Held { taken, durations, codes }) in held {
        let Some(venue) = instance.venues.get(venue) else { continue };
        if taken > u64::from(venue.seats) {
            let text = format!(
                "{} in period {period}: {taken} seats taken of {}",
                venue.name, venue.seats
            );
            violations.push(violation("overfull", codes, text));
        }
        mixed += durations.len() as i64 - 1;
    }
    mixed
}
