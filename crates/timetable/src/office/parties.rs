//! Who of an exam must sit in which kind of room, and for how long; and from which seats together they draw.

use super::{Instance, Room};
use crate::solve::{Draw, Pools};
use std::collections::{BTreeMap, BTreeSet};

/// Candidates of one exam with the same needs and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Party {
    pub exam: usize,
    pub seats: u32,
    /// How long they may stay, if that is longer than the sitting.
    pub minutes: u32,
    /// The kinds their rooms must have.
    pub needs: Vec<String>,
    /// Those with an accommodation; empty: all others.
    pub named: Vec<u32>,
}

/// The parties of an exam: first those without accommodation, if there are any.
pub(super) fn parties(instance: &Instance, exam: usize) -> Vec<Party> {
    let asks = &instance.exams[exam];
    let mut apart: BTreeMap<(Vec<String>, u32), Vec<u32>> = BTreeMap::new();
    for candidate in &asks.candidates {
        if let Some(granted) = instance.granted(*candidate, exam) {
            let needs: BTreeSet<String> =
                asks.needs.iter().chain(&granted.needs).cloned().collect();
            let minutes = instance.minutes(*candidate, exam);
            apart.entry((needs.into_iter().collect(), minutes)).or_default().push(*candidate);
        }
    }
    let named: usize = apart.values().map(Vec::len).sum();
    let seats = asks.seats() - named as u32;
    let minutes = asks.minutes;
    let plain = Party { exam, seats, minutes, needs: asks.needs.clone(), named: Vec::new() };
    let mut all: Vec<Party> = (seats > 0).then_some(plain).into_iter().collect();
    all.extend(apart.into_iter().map(|((needs, minutes), named)| Party {
        exam,
        seats: named.len() as u32,
        minutes,
        needs,
        named,
    }));
    all
}

/// The rooms that suit the needs.
pub(super) fn suitable(rooms: &[Room], needs: &[String]) -> Vec<usize> {
    (0..rooms.len()).filter(|room| rooms[*room].suits(needs)).collect()
}

/// When loads can be at their highest: the times at which sittings begin, sorted.
pub(super) fn instants(instance: &Instance) -> Vec<i64> {
    let begins: BTreeSet<i64> = instance.sittings.iter().map(|sitting| sitting.begins).collect();
    begins.into_iter().collect()
}

/// The instants at which someone with so many minutes holds a seat at the sitting.
pub(super) fn held(
    instance: &Instance,
    instants: &[i64],
    sitting: usize,
    minutes: u32,
) -> Vec<u16> {
    let sitting = &instance.sittings[sitting];
    let inside = |time: &i64| (sitting.begins..sitting.ends(minutes)).contains(time);
    let places = instants.iter().enumerate().filter(|(_, time)| inside(time));
    places.map(|(place, _)| place as u16).collect()
}

/// The instants at which a room is closed.
pub(super) fn closed(instance: &Instance, instants: &[i64], room: &Room) -> BTreeSet<u16> {
    room.closed.iter().flat_map(|sitting| held(instance, instants, *sitting, 0)).collect()
}

/// More unions of rooms than this are not counted: what they would show, giving out rooms shows too.
const MOST_POOLS: usize = 48;

/// Seats that units draw on, one pool for each set of rooms that suits someone and for their unions: when no
/// pool is overdrawn, everybody can sit rightly (Hall's condition; exams may be split at will).
pub(super) fn pools(instance: &Instance, units: &[Vec<u32>]) -> Pools {
    let parties: Vec<Vec<Party>> = units
        .iter()
        .map(|exams| exams.iter().flat_map(|exam| parties(instance, *exam as usize)).collect())
        .collect();
    let mut sets: Vec<BTreeSet<usize>> = Vec::new();
    let suits = |party: &Party| -> BTreeSet<usize> {
        suitable(&instance.rooms, &party.needs).into_iter().collect()
    };
    let own: Vec<Vec<BTreeSet<usize>>> =
        parties.iter().map(|parties| parties.iter().map(suits).collect()).collect();
    for set in own.iter().flatten() {
        if !sets.contains(set) {
            sets.push(set.clone());
        }
    }
    let mut at = 0;
    while at < sets.len() && sets.len() < MOST_POOLS {
        for other in 0..at {
            let union: BTreeSet<usize> = &sets[at] | &sets[other];
            // Sets apart from each other cannot be overdrawn together without one of them being so.
            if !sets[at].is_disjoint(&sets[other]) && !sets.contains(&union) {
                sets.push(union);
            }
        }
        at += 1;
    }
    let instants = instants(instance);
    let shut: Vec<BTreeSet<u16>> =
        instance.rooms.iter().map(|room| closed(instance, &instants, room)).collect();
    let seats = |set: &BTreeSet<usize>, time: u16| -> u32 {
        let open = set.iter().filter(|room| !shut[**room].contains(&time));
        open.map(|room| instance.rooms[*room].holds()).sum()
    };
    let capacity =
        (0..instants.len() as u16).flat_map(|time| sets.iter().map(move |set| (time, set)));
    let mut lengths: Vec<u32> = parties.iter().flatten().map(|party| party.minutes).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let held = lengths.iter().map(|minutes| {
        let sittings = 0..instance.sittings.len();
        sittings.map(|sitting| held(instance, &instants, sitting, *minutes)).collect()
    });
    Pools {
        width: sets.len(),
        capacity: capacity.map(|(time, set)| seats(set, time)).collect(),
        held: held.collect(),
        draws: parties
            .iter()
            .zip(&own)
            .map(|(parties, own)| drawn(parties, own, &sets, &lengths))
            .collect(),
    }
}

fn drawn(
    parties: &[Party],
    own: &[BTreeSet<usize>],
    sets: &[BTreeSet<usize>],
    lengths: &[u32],
) -> Vec<Draw> {
    let mut sums: BTreeMap<(u16, u16), u32> = BTreeMap::new();
    for (party, own) in parties.iter().zip(own) {
        let held = lengths.binary_search(&party.minutes).unwrap_or_default() as u16;
        for (pool, _) in sets.iter().enumerate().filter(|(_, set)| own.is_subset(set)) {
            *sums.entry((pool as u16, held)).or_default() += party.seats;
        }
    }
    sums.into_iter().map(|((pool, held), seats)| Draw { pool, held, seats }).collect()
}
