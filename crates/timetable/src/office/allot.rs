//! Rooms for a plan whose sittings are given: few for each exam, near each other, like durations together.

use super::parties::{Party, closed, held, instants, parties, suitable};
use super::{At, Instance, OWN, Plan, SMALL, Seats};
use std::collections::BTreeMap;

/// So often a day is begun anew, those first who were left standing.
const TRIES: usize = 40;

/// Gives out rooms. Who finds no seat has none in the plan, and the scorer says so.
///
/// Rooms that the exam has in `old` come first.
pub(super) fn allot(instance: &Instance, plan: &mut Plan, old: Option<&Plan>) {
    let mut days: BTreeMap<i64, Vec<Party>> = BTreeMap::new();
    for (exam, at) in plan.iter_mut().enumerate() {
        if let Some(at) = at {
            at.seats.clear();
            let day = instance.sittings[at.sitting].day();
            days.entry(day).or_default().extend(parties(instance, exam));
        }
    }
    let mut floor = Floor::new(instance);
    for mut parties in days.into_values() {
        let seats = |party: &Party| -> u64 {
            let rooms = suitable(&instance.rooms, &party.needs);
            rooms.iter().map(|room| u64::from(instance.rooms[*room].holds())).sum()
        };
        // Who has little to choose from chooses first, then the largest.
        parties.sort_by_cached_key(|party| (seats(party), std::cmp::Reverse(party.seats)));
        let mut tries = 0;
        let given = loop {
            let begun = floor.clone();
            let (given, left) = floor.seat(&parties, plan, old);
            tries += 1;
            if left.is_empty() || tries == TRIES {
                break given;
            }
            floor = begun;
            for place in left {
                let party = parties.remove(place);
                parties.insert(0, party);
            }
        };
        for (party, rooms) in parties.iter().zip(given) {
            let Some(at) = &mut plan[party.exam] else { continue };
            enter(at, party, rooms);
        }
    }
}

/// Writes down the party's rooms; those already there get more seats.
fn enter(at: &mut At, party: &Party, rooms: Vec<(usize, u32)>) {
    let mut named = party.named.iter().copied();
    for (room, seats) in rooms {
        let here: Vec<u32> = named.by_ref().take(seats as usize).collect();
        match at.seats.iter_mut().find(|own| own.room == room) {
            Some(own) => {
                own.seats += seats;
                own.named.extend(here);
                own.named.sort_unstable();
            }
            None => at.seats.push(Seats { room, seats, named: here }),
        }
    }
}

/// What is taken of all rooms.
#[derive(Clone)]
struct Floor<'a> {
    instance: &'a Instance,
    instants: Vec<i64>,
    /// Seats left, by room and instant.
    free: Vec<u32>,
    /// Durations present, by room and sitting.
    durations: BTreeMap<(usize, usize), Vec<u32>>,
}

impl<'a> Floor<'a> {
    fn new(instance: &'a Instance) -> Self {
        let instants = instants(instance);
        let mut free = Vec::new();
        for room in &instance.rooms {
            let shut = closed(instance, &instants, room);
            let open = |time| if shut.contains(&time) { 0 } else { room.holds() };
            free.extend((0..instants.len() as u16).map(open));
        }
        Self { instance, instants, free, durations: BTreeMap::new() }
    }

    /// Rooms and seats of each party, and the places of those who are left standing.
    fn seat(
        &mut self,
        parties: &[Party],
        plan: &Plan,
        old: Option<&Plan>,
    ) -> (Vec<Vec<(usize, u32)>>, Vec<usize>) {
        let (mut given, mut standing) = (Vec::new(), Vec::new());
        for (place, party) in parties.iter().enumerate() {
            let sitting = plan[party.exam].as_ref().map_or(0, |at| at.sitting);
            let before = old.and_then(|old| old[party.exam].as_ref());
            let before: Vec<usize> =
                before.into_iter().flat_map(|at| &at.seats).map(|seats| seats.room).collect();
            let rooms = self.choose(party, sitting, &before);
            let found: u32 = rooms.iter().map(|(_, seats)| seats).sum();
            if found < party.seats {
                standing.push(place);
            }
            for (room, seats) in &rooms {
                self.take(*room, *seats, party, sitting);
            }
            given.push(rooms);
        }
        (given, standing)
    }

    fn take(&mut self, room: usize, seats: u32, party: &Party, sitting: usize) {
        for time in held(self.instance, &self.instants, sitting, party.minutes) {
            self.free[room * self.instants.len() + time as usize] -= seats;
        }
        let present = self.durations.entry((room, sitting)).or_default();
        present.push(self.instance.exams[party.exam].minutes);
    }

    /// One room that holds all, else rooms of one site, else of several.
    fn choose(&self, party: &Party, sitting: usize, before: &[usize]) -> Vec<(usize, u32)> {
        let held = held(self.instance, &self.instants, sitting, party.minutes);
        let width = self.instants.len();
        let free = |room: usize| {
            let times = held.iter().map(|time| self.free[room * width + *time as usize]);
            times.min().unwrap_or_default()
        };
        let suitable = suitable(&self.instance.rooms, &party.needs);
        let mut open: Vec<(usize, u32)> = suitable
            .into_iter()
            .map(|room| (room, free(room)))
            .filter(|(_, free)| *free > 0)
            .collect();
        let whole = open.iter().filter(|(_, free)| *free >= party.seats);
        let key = |room: usize, free: u32| (self.rank(room, party, sitting, before), free);
        if let Some((room, _)) = whole.min_by_key(|(room, free)| key(*room, *free)) {
            return vec![(*room, party.seats)];
        }
        let mut chosen = Vec::new();
        let mut left = party.seats;
        while left > 0 && !open.is_empty() {
            let site = self.best_site(&open, left, before);
            let (mut here, there): (Vec<_>, Vec<_>) =
                open.into_iter().partition(|(room, _)| self.instance.rooms[*room].site == site);
            open = there;
            here.sort_by_key(|(room, free)| (!before.contains(room), std::cmp::Reverse(*free)));
            for place in 0..here.len() {
                // The last room is the one that the rest fits into best.
                let rest = here[place..].iter().filter(|(_, free)| *free >= left);
                let last = rest.min_by_key(|(room, free)| key(*room, *free));
                let (room, free) = *last.unwrap_or(&here[place]);
                let taken = free.min(left);
                chosen.push((room, taken));
                left -= taken;
                if left == 0 {
                    break;
                }
            }
        }
        chosen
    }

    /// The site that needs the fewest rooms for the rest, or that has the most seats.
    fn best_site(&self, open: &[(usize, u32)], left: u32, before: &[usize]) -> String {
        let mut sites: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for (room, free) in open {
            let site = self.instance.rooms[*room].site.as_str();
            sites.entry(site).or_default().push(*free);
            *known.entry(site).or_default() += usize::from(before.contains(room));
        }
        let best = sites.into_iter().min_by_key(|(site, rooms)| {
            let mut rooms = rooms.clone();
            rooms.sort_unstable_by_key(|free| std::cmp::Reverse(*free));
            let (mut needs, mut count) = (left, 0_usize);
            for free in rooms {
                count += usize::from(needs > 0);
                needs = needs.saturating_sub(free);
            }
            (needs, std::cmp::Reverse(known[site]), count)
        });
        best.map(|(site, _)| site.to_owned()).unwrap_or_default()
    }

    /// Lower is better: where the exam was, no other duration, nothing that others need more, cheap.
    fn rank(
        &self,
        room: usize,
        party: &Party,
        sitting: usize,
        before: &[usize],
    ) -> (bool, bool, usize, u32) {
        let own = &self.instance.rooms[room];
        let kept = [OWN, SMALL].iter().any(|kind| own.is(kind));
        let minutes = self.instance.exams[party.exam].minutes;
        let present = self.durations.get(&(room, sitting));
        let mixed = !kept && present.is_some_and(|present| !present.contains(&minutes));
        (!before.contains(&room), mixed, own.kinds.len() - party.needs.len(), own.cost)
    }
}
