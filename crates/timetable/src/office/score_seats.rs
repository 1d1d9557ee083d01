//! The scorer of rooms: whether everybody sits, and rightly, and what the rooms cost.

use super::score::broken;
use super::{At, Instance, OWN, Plan, SMALL, Seats};
use crate::Violation;
use std::collections::{BTreeMap, BTreeSet};

/// Names what is wrong with rooms, and counts what they cost.
pub(super) fn score(
    instance: &Instance,
    plan: &Plan,
    violations: &mut Vec<Violation>,
) -> Vec<(String, i64)> {
    let [mut split, mut far, mut rooms] = [0_i64; 3];
    for (exam, at) in plan.iter().enumerate() {
        let Some(at) = at else { continue };
        seated(instance, exam, at, violations);
        closed(instance, exam, at, violations);
        let plain = at.seats.iter().filter(|seats| seats.seats as usize > seats.named.len());
        let used: BTreeSet<usize> = plain.map(|seats| seats.room).collect();
        let sites: BTreeSet<&str> =
            used.iter().map(|room| instance.rooms[*room].site.as_str()).collect();
        split += (used.len() as i64 - 1).max(0);
        far += (sites.len() as i64 - 1).max(0);
        let all: BTreeSet<usize> = at.seats.iter().map(|seats| seats.room).collect();
        rooms += all.iter().map(|room| i64::from(instance.rooms[*room].cost)).sum::<i64>();
    }
    overfull(instance, plan, violations);
    let costs = &instance.costs;
    [
        ("further rooms", split * i64::from(costs.split)),
        ("further sites", far * i64::from(costs.far)),
        ("mixed durations", mixed(instance, plan) * i64::from(costs.mixed)),
        ("rooms", rooms),
    ]
    .map(|(name, cost)| (name.to_owned(), cost))
    .to_vec()
}

/// Every candidate of the exam has one seat, in a room that suits.
fn seated(instance: &Instance, exam: usize, at: &At, violations: &mut Vec<Violation>) {
    let asks = &instance.exams[exam];
    let mut said = |text| violations.push(broken("seats", vec![asks.id.clone()], text));
    let mut named: BTreeMap<u32, u32> = BTreeMap::new();
    let mut plain = 0;
    for Seats { room, seats, named: here } in &at.seats {
        let room = &instance.rooms[*room];
        plain += u64::from(*seats) - here.len() as u64;
        if *seats as usize > here.len() && !room.suits(&asks.needs) {
            said(format!("{} sits in {}, which does not suit it", asks.id, room.id));
        }
        for candidate in here {
            *named.entry(*candidate).or_default() += 1;
            let mut needs = asks.needs.clone();
            let granted = instance.granted(*candidate, exam);
            needs.extend(granted.into_iter().flat_map(|granted| granted.needs.clone()));
            if !room.suits(&needs) {
                let text = "a candidate with an accommodation does not suit";
                said(format!("{}: in {} {text}", asks.id, room.id));
            }
        }
    }
    let granted = asks.candidates.iter().filter(|who| instance.granted(**who, exam).is_some());
    let mut without = 0;
    let mut left = u64::from(asks.seats());
    for candidate in granted {
        left -= 1;
        without += u32::from(named.remove(candidate) != Some(1));
    }
    if without > 0 {
        said(format!(
            "{}: {without} candidates with accommodations do not have one seat each",
            asks.id
        ));
    }
    if !named.is_empty() {
        said(format!("{} names {} candidates without reason", asks.id, named.len()));
    }
    if plain != left {
        said(format!("{} has {plain} seats for {left} candidates", asks.id));
    }
}

/// No room is used while it is closed.
fn closed(instance: &Instance, exam: usize, at: &At, violations: &mut Vec<Violation>) {
    for seats in &at.seats {
        let (begins, ends) = held(instance, exam, at, seats);
        let room = &instance.rooms[seats.room];
        let shut = room.closed.iter().map(|sitting| &instance.sittings[*sitting]);
        if shut.into_iter().any(|shut| shut.begins < ends && begins < shut.ends(0)) {
            let id = &instance.exams[exam].id;
            let text = format!("{id} sits in {}, which is closed then", room.id);
            violations.push(broken("closed room", vec![id.clone()], text));
        }
    }
}

/// When the seats are taken, until the last who sits there may stay.
fn held(instance: &Instance, exam: usize, at: &At, seats: &Seats) -> (i64, i64) {
    let sitting = &instance.sittings[at.sitting];
    let minutes = seats.named.iter().map(|candidate| instance.minutes(*candidate, exam));
    (sitting.begins, sitting.ends(minutes.max().unwrap_or_default()))
}

/// No room holds more than it has seats, at any time.
fn overfull(instance: &Instance, plan: &Plan, violations: &mut Vec<Violation>) {
    let mut uses: BTreeMap<usize, Vec<(i64, i64, u64, usize)>> = BTreeMap::new();
    for (exam, at) in plan.iter().enumerate() {
        let Some(at) = at else { continue };
        let sitting = &instance.sittings[at.sitting];
        for seats in &at.seats {
            let own = uses.entry(seats.room).or_default();
            let plain = u64::from(seats.seats) - seats.named.len() as u64;
            own.push((sitting.begins, sitting.ends(0), plain, exam));
            for candidate in &seats.named {
                let ends = sitting.ends(instance.minutes(*candidate, exam));
                own.push((sitting.begins, ends, 1, exam));
            }
        }
    }
    for (room, uses) in uses {
        let room = &instance.rooms[room];
        let begins: BTreeSet<i64> = uses.iter().map(|(begins, ..)| *begins).collect();
        for time in begins {
            let then = uses.iter().filter(|(begins, ends, ..)| *begins <= time && time < *ends);
            let taken: u64 = then.clone().map(|(_, _, seats, _)| seats).sum();
            if taken > u64::from(room.holds()) {
                let exams: BTreeSet<usize> = then.map(|(.., exam)| *exam).collect();
                let ids = exams.into_iter().map(|exam| instance.exams[exam].id.clone()).collect();
                let text = format!("{}: {taken} sit there, it holds {}", room.id, room.holds());
                violations.push(broken("overfull", ids, text));
            }
        }
    }
}

/// Durations too many in one room at one sitting, without the rooms that are kept.
fn mixed(instance: &Instance, plan: &Plan) -> i64 {
    let mut held: BTreeMap<(usize, usize), BTreeSet<u32>> = BTreeMap::new();
    for (exam, at) in instance.exams.iter().zip(plan) {
        let Some(at) = at else { continue };
        for seats in &at.seats {
            held.entry((at.sitting, seats.room)).or_default().insert(exam.minutes);
        }
    }
    let kept = |room: usize| [OWN, SMALL].iter().any(|kind| instance.rooms[room].is(kind));
    let open = held.iter().filter(|((_, room), _)| !kept(*room));
    open.map(|(_, durations)| durations.len() as i64 - 1).sum()
}
