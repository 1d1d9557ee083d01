//! The scorer: it counts from scratch and knows nothing of the solver.

use super::{Body, Demand, Instance, Kind, Plan, score_seats};
use crate::{Report, Violation};
use std::collections::BTreeMap;

pub(super) fn broken(kind: &'static str, exams: Vec<String>, text: String) -> Violation {
    Violation { kind, exams, text }
}

/// Names every demand that the plan breaks, and counts what it costs.
#[must_use]
pub fn score(instance: &Instance, plan: &Plan) -> Report {
    let bodies = instance.bodies();
    let mut violations = Vec::new();
    let mut costs = pairs(instance, plan, &bodies, &mut violations);
    alone(instance, plan, &mut violations);
    teachers(instance, plan, &mut violations);
    for demand in &instance.demands {
        asked(instance, plan, demand, &mut violations);
    }
    let wished = |(exam, at): (&super::Exam, &Option<super::At>)| {
        let met = |at: &super::At| exam.wished.is_empty() || exam.wished.contains(&at.sitting);
        at.as_ref().is_some_and(|at| !met(at))
    };
    let unmet = instance.exams.iter().zip(plan).filter(|pair| wished(*pair)).count() as i64;
    let sitting = plan.iter().flatten().map(|at| i64::from(instance.sittings[at.sitting].cost));
    costs.push(("wish".to_owned(), unmet * i64::from(instance.costs.wish)));
    costs.push(("sitting".to_owned(), sitting.sum()));
    costs.push(("spread".to_owned(), spread(instance, plan, &bodies)));
    costs.extend(score_seats::score(instance, plan, &mut violations));
    let mut report = Report::new(violations, costs);
    let prices = &instance.costs;
    report.notes.push(format!(
        "prices: exams of one candidate on one day and 1, 2, … days apart {:?}, wish {}, further room {}, \
         further site {}, further duration in a room {}",
        prices.days, prices.wish, prices.split, prices.far, prices.mixed
    ));
    report
}

/// Clashes as violations; the price of each distance in days.
fn pairs(
    instance: &Instance,
    plan: &Plan,
    bodies: &[Body],
    violations: &mut Vec<Violation>,
) -> Vec<(String, i64)> {
    let mut near = vec![0_i64; instance.costs.days.len()];
    let mut clashes: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    for body in bodies {
        for (place, &a) in body.exams.iter().enumerate() {
            for &b in body.exams[place + 1..].iter().filter(|b| instance.counts(body, a, **b)) {
                let (Some(p), Some(q)) = (&plan[a], &plan[b]) else { continue };
                let (p, q) = (&instance.sittings[p.sitting], &instance.sittings[q.sitting]);
                if p.begins < q.ends(0) && q.begins < p.ends(0) {
                    *clashes.entry((a.min(b), a.max(b))).or_default() += i64::from(body.weight);
                } else if let Some(near) = near.get_mut(p.day().abs_diff(q.day()) as usize) {
                    *near += i64::from(body.weight);
                }
            }
        }
    }
    for ((a, b), students) in clashes {
        let pair = [a, b].map(|exam| instance.exams[exam].id.clone()).to_vec();
        let text =
            format!("{} lie at the same time and share {students} candidates", pair.join(" and "));
        violations.push(broken("clash", pair, text));
    }
    extra_time(instance, plan, violations);
    let named = near.into_iter().zip(&instance.costs.days).enumerate();
    named.map(|(days, (count, price))| (distance(days), count * i64::from(*price))).collect()
}

fn distance(days: usize) -> String {
    match days {
        0 => "same day".to_owned(),
        days => format!("{days} days apart"),
    }
}

/// Candidates whose extra time runs into their next exam.
fn extra_time(instance: &Instance, plan: &Plan, violations: &mut Vec<Violation>) {
    let mut own: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for granted in &instance.accommodations {
        own.entry(granted.candidate).or_default();
    }
    for (place, exam) in
        instance.exams.iter().enumerate().filter(|(place, _)| plan[*place].is_some())
    {
        for candidate in &exam.candidates {
            if let Some(own) = own.get_mut(candidate) {
                own.push(place);
            }
        }
    }
    let bound = |candidate: u32, exam: usize| {
        let sitting = &instance.sittings[plan[exam].as_ref()?.sitting];
        Some((sitting.begins, sitting.ends(instance.minutes(candidate, exam)), sitting.ends(0)))
    };
    for (candidate, exams) in own {
        for &a in &exams {
            for &b in &exams {
                let (Some(first), Some(second)) = (bound(candidate, a), bound(candidate, b)) else {
                    continue;
                };
                // An overlap of the sittings themselves is a clash already.
                if a != b && first.0 <= second.0 && first.2 <= second.0 && first.1 > second.0 {
                    let pair = [a, b].map(|exam| instance.exams[exam].id.clone()).to_vec();
                    let text = format!(
                        "extra time in {} runs into {} for one candidate",
                        pair[0], pair[1]
                    );
                    violations.push(broken("extra time", pair, text));
                }
            }
        }
    }
}

/// What each exam asks for by itself.
fn alone(instance: &Instance, plan: &Plan, violations: &mut Vec<Violation>) {
    for (exam, at) in instance.exams.iter().zip(plan) {
        let id = &exam.id;
        let mut said = |kind, text| violations.push(broken(kind, vec![id.clone()], text));
        let Some(at) = at else {
            said("unplaced", format!("{id} has no sitting"));
            continue;
        };
        let sitting = &instance.sittings[at.sitting];
        let (name, has) = (&sitting.id, sitting.minutes);
        if exam.minutes > has {
            said("too long", format!("{id} lasts {} minutes, {name} {has}", exam.minutes));
        }
        if !exam.fixed.is_empty() && !exam.fixed.contains(&at.sitting) {
            said("fixed", format!("{id} lies at {name}, not where it is fixed"));
        }
        if exam.forbidden.contains(&at.sitting) {
            said("forbidden", format!("{id} lies at {name}, where it must not"));
        }
        for teacher in exam.teachers.iter().map(|teacher| &instance.teachers[*teacher]) {
            if teacher.absent.contains(&at.sitting) {
                said("teacher away", format!("{id} lies at {name}, when {} is away", teacher.id));
            }
        }
    }
}

/// Teachers who would have to be at two exams at a time.
fn teachers(instance: &Instance, plan: &Plan, violations: &mut Vec<Violation>) {
    for (place, teacher) in instance.teachers.iter().enumerate() {
        let own = |exam: &usize| instance.exams[*exam].teachers.contains(&place);
        let exams: Vec<usize> = (0..plan.len()).filter(own).collect();
        for (at, &a) in exams.iter().enumerate().filter(|_| teacher.one_at_a_time) {
            for &b in &exams[at + 1..] {
                let (Some(p), Some(q)) = (&plan[a], &plan[b]) else { continue };
                if instance.overlap(p.sitting, q.sitting) {
                    let pair = [a, b].map(|exam| instance.exams[exam].id.clone()).to_vec();
                    let text = format!(
                        "{} lie at the same time and {} teaches both",
                        pair.join(" and "),
                        teacher.id
                    );
                    violations.push(broken("teacher twice", pair, text));
                }
            }
        }
    }
}

/// One demand on several exams: each pair that breaks it.
fn asked(instance: &Instance, plan: &Plan, demand: &Demand, violations: &mut Vec<Violation>) {
    for (place, &a) in demand.exams.iter().enumerate() {
        for &b in &demand.exams[place + 1..] {
            let (Some(p), Some(q)) = (&plan[a], &plan[b]) else { continue };
            let (first, second) = (&instance.sittings[p.sitting], &instance.sittings[q.sitting]);
            let days = second.day() - first.day();
            let (holds, words) = match demand.kind {
                Kind::Before => (
                    first.ends(0) <= second.begins && days >= i64::from(demand.days),
                    "must be over before",
                ),
                Kind::SameDay => (days == 0, "must lie on the same day as"),
                Kind::DifferentDay => (days.abs() >= i64::from(demand.days), "must lie days from"),
                Kind::SameSitting => (p.sitting == q.sitting, "must lie at the same sitting as"),
                Kind::DifferentSitting => {
                    (!instance.overlap(p.sitting, q.sitting), "must not lie at the time of")
                }
            };
            if !holds {
                let pair = [a, b].map(|exam| instance.exams[exam].id.clone()).to_vec();
                let text =
                    format!("{} ({}) {words} {} ({})", pair[0], first.id, pair[1], second.id);
                violations.push(broken("demand", pair, text));
            }
        }
    }
}

/// The price of exams that are too many in too few days.
fn spread(instance: &Instance, plan: &Plan, bodies: &[Body]) -> i64 {
    let mut cost = 0;
    for body in bodies {
        let placed = body.exams.iter().filter_map(|exam| plan[*exam].as_ref());
        let mut days: Vec<i64> = placed.map(|at| instance.sittings[at.sitting].day()).collect();
        days.sort_unstable();
        for rule in &instance.spread {
            let late = days.iter().skip(rule.most as usize);
            let too_many = days.iter().zip(late).filter(|(a, b)| *b - *a < i64::from(rule.days));
            cost += too_many.count() as i64 * i64::from(rule.cost) * i64::from(body.weight);
        }
    }
    cost
}
