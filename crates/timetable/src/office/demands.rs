//! A small set of demands that cannot all hold.

use super::format::SAME_SITTING;
use super::to_problem::{Passed, problem, units};
use super::{Demand, Instance, Kind};
use crate::solve::{Problem, Seats, cannot};
use crate::words::Words;
use rules::Text;
use std::collections::BTreeSet;

const FIXED: Words = Words("{} er fastsatt til {}", "{} er fastsett til {}", "{} is fixed to {}");
const FORBIDDEN: Words = Words(
    "{} kan ikke ligge på alle tider",
    "{} kan ikkje liggje på alle tider",
    "{} must not lie at some times",
);
const AWAY: Words = Words(
    "{} er til dels borte og skal være til stede på {}",
    "{} er til dels borte og skal vere til stades på {}",
    "{} is away at times and must be there for {}",
);
const TWICE: Words = Words(
    "{} skal være til stede på én om gangen av {}",
    "{} skal vere til stades på éin om gongen av {}",
    "{} must be there for one at a time of {}",
);
const CLASH: Words = Words(
    "{} og {} har {} felles kandidater",
    "{} og {} har {} felles kandidatar",
    "{} and {} share {} candidates",
);
const LONG: Words = Words("{} varer {} minutter", "{} varer {} minutt", "{} lasts {} minutes");
const SEATS: Words = Words(
    "rommene har bare så mange plasser av hvert slag",
    "romma har berre så mange plassar av kvart slag",
    "the rooms have only so many seats of each kind",
);

/// One demand of an instance.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Held {
    Fixed(usize),
    Forbidden(usize),
    /// Teacher and exam.
    Away(usize, usize),
    /// Two exams of one teacher who cannot be at both.
    Twice(usize),
    Clash(usize, usize),
    Demand(usize),
    Long(usize),
    Seats,
}

/// Demands among these exams of which one must fall, none of them needless; empty: no proof was found.
#[must_use]
pub fn cannot_all_hold(instance: &Instance, exams: &[usize]) -> Vec<Text> {
    let part = instance.only(exams);
    let mut held = all(&part);
    if !stands(&part, &held) {
        return Vec::new();
    }
    let mut at = held.len();
    while at > 0 {
        at -= 1;
        let mut fewer = held.clone();
        fewer.remove(at);
        if stands(&part, &fewer) {
            held = fewer;
        }
    }
    held.iter().map(|demand| part.text(demand)).collect()
}

fn all(part: &Instance) -> Vec<Held> {
    let exams = 0..part.exams.len();
    let mut held: Vec<Held> = Vec::new();
    for exam in exams.clone() {
        let asks = &part.exams[exam];
        let away = asks.teachers.iter().filter(|place| !part.teachers[**place].absent.is_empty());
        held.extend(away.map(|place| Held::Away(*place, exam)));
        held.extend((!asks.forbidden.is_empty()).then_some(Held::Forbidden(exam)));
        held.extend((!asks.fixed.is_empty()).then_some(Held::Fixed(exam)));
        held.push(Held::Long(exam));
    }
    for (place, _) in part.teachers.iter().enumerate().filter(|(_, own)| own.one_at_a_time) {
        let teaches = part.exams.iter().filter(|exam| exam.teachers.contains(&place));
        held.extend((teaches.count() > 1).then_some(Held::Twice(place)));
    }
    for a in exams {
        let others = a + 1..part.exams.len();
        held.extend(others.filter(|b| part.shared(a, *b) > 0).map(|b| Held::Clash(a, b)));
    }
    held.extend((0..part.demands.len()).map(Held::Demand));
    held.push(Held::Seats);
    held
}

/// Whether it is proved that the exams cannot all be placed when these demands hold and no other ones.
fn stands(part: &Instance, held: &[Held]) -> bool {
    let mut own = part.clone();
    let gone = |demand: &Held| !held.contains(demand);
    for (exam, asks) in own.exams.iter_mut().enumerate() {
        if gone(&Held::Fixed(exam)) {
            asks.fixed.clear();
        }
        if gone(&Held::Forbidden(exam)) {
            asks.forbidden.clear();
        }
        // An absence is a demand of each exam by itself.
        for place in asks.teachers.iter().filter(|place| !gone(&Held::Away(**place, exam))) {
            asks.forbidden.extend(&part.teachers[*place].absent);
        }
        if gone(&Held::Long(exam)) {
            asks.minutes = 1;
        }
    }
    for (place, teacher) in own.teachers.iter_mut().enumerate() {
        teacher.absent.clear();
        teacher.one_at_a_time &= !gone(&Held::Twice(place));
    }
    let demands = part.demands.iter().enumerate();
    own.demands = demands
        .filter(|(place, _)| !gone(&Held::Demand(*place)))
        .map(|(_, demand)| demand.clone())
        .collect();
    let pairs = (0..part.exams.len()).flat_map(|a| (a + 1..part.exams.len()).map(move |b| (a, b)));
    let passed: Passed = pairs.filter(|(a, b)| gone(&Held::Clash(*a, *b))).collect();
    let mut problem = problem(&own, &passed);
    if gone(&Held::Seats) {
        without_seats(&mut problem);
    }
    let all: Vec<usize> = (0..units(&own).0.len()).collect();
    cannot(&problem, &all)
}

fn without_seats(problem: &mut Problem) {
    if let Seats::Pools(pools) = &mut problem.seats {
        pools.draws.iter_mut().for_each(Vec::clear);
    }
}

impl Instance {
    /// The instance with these exams and what concerns them.
    fn only(&self, exams: &[usize]) -> Self {
        let kept: Vec<usize> = exams.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let place = |exam: &usize| kept.binary_search(exam).ok();
        let places = |exams: &[usize]| -> Vec<usize> { exams.iter().filter_map(place).collect() };
        let mut part = self.clone();
        part.exams = kept.iter().map(|exam| self.exams[*exam].clone()).collect();
        part.demands = self
            .demands
            .iter()
            .map(|demand| Demand { exams: places(&demand.exams), ..demand.clone() })
            .filter(|demand| demand.exams.len() > 1)
            .collect();
        for group in &mut part.groups {
            group.exams = places(&group.exams);
        }
        part.accommodations.retain_mut(|granted| {
            let all = granted.exams.is_empty();
            granted.exams = places(&granted.exams);
            all || !granted.exams.is_empty()
        });
        part
    }

    /// How many candidates two exams share, groups counted whole.
    fn shared(&self, a: usize, b: usize) -> u32 {
        let both = |body: &super::Body| {
            let counts = body.exams.contains(&a) && body.exams.contains(&b);
            if counts && self.counts(body, a, b) { body.weight } else { 0 }
        };
        self.bodies().iter().map(both).sum()
    }

    fn text(&self, demand: &Held) -> Text {
        let id = |exam: usize| self.exams[exam].id.as_str();
        match demand {
            Held::Fixed(exam) => {
                let at = self.exams[*exam].fixed.iter().map(|sitting| self.when(*sitting));
                FIXED.with(&[id(*exam), &at.collect::<Vec<_>>().join(", ")])
            }
            Held::Forbidden(exam) => FORBIDDEN.with(&[id(*exam)]),
            Held::Away(teacher, exam) => AWAY.with(&[&self.teachers[*teacher].id, id(*exam)]),
            Held::Twice(teacher) => {
                let teaches = |exam: &&super::Exam| exam.teachers.contains(teacher);
                let ids: Vec<&str> =
                    self.exams.iter().filter(teaches).map(|exam| exam.id.as_str()).collect();
                TWICE.with(&[&self.teachers[*teacher].id, &ids.join(", ")])
            }
            Held::Clash(a, b) => CLASH.with(&[id(*a), id(*b), &self.shared(*a, *b).to_string()]),
            Held::Demand(place) => {
                let demand = &self.demands[*place];
                match (demand.kind, demand.exams.as_slice()) {
                    (Kind::SameSitting, [first, rest @ ..]) => {
                        let rest: Vec<&str> = rest.iter().map(|exam| id(*exam)).collect();
                        SAME_SITTING.with(&[id(*first), &rest.join(", ")])
                    }
                    (_, exams) => self.demand_text(demand, exams[0], exams[1]),
                }
            }
            Held::Long(exam) => LONG.with(&[id(*exam), &self.exams[*exam].minutes.to_string()]),
            Held::Seats => SEATS.text(),
        }
    }
}
