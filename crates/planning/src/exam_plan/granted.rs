//! Special arrangements in the plan: more time, and rooms of a kind. The model knows candidates by numbers
//! alone, and what is shown of a draft counts them.

use super::gather::Term;
use exam_day::accommodation::Granted;
use exam_day::room_booking::Feature;
use office::{ExamId, PersonId, RoomId};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use timetable::office::{Accommodation, At, OWN, Plan, SMALL};
use utoipa::ToSchema;

/// What the model calls a feature of a room.
const fn kind(feature: Feature) -> &'static str {
    match feature {
        Feature::OwnRoom => OWN,
        Feature::SmallRoom => SMALL,
        other => other.word(),
    }
}

/// What the model calls these features, sorted.
pub(super) fn kinds(features: &[Feature]) -> Vec<String> {
    let mut kinds: Vec<String> = features.iter().map(|one| kind(*one).to_owned()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// What was granted to the candidates of the model, sorted by candidate. Who needs equipment alone sits with
/// the others.
pub(super) fn taken_up(granted: &[Granted], people: &HashMap<PersonId, u32>) -> Vec<Accommodation> {
    let mut of: BTreeMap<u32, Accommodation> = BTreeMap::new();
    for one in granted {
        let more = one.extra_minutes > 0 || one.extra_percent > 0 || !one.needs.is_empty();
        let Some(candidate) = people.get(&one.person).copied().filter(|_| more) else { continue };
        of.entry(candidate).or_insert_with(|| Accommodation {
            candidate,
            exams: Vec::new(),
            extra_minutes: one.extra_minutes.unsigned_abs(),
            extra_percent: one.extra_percent.unsigned_abs(),
            needs: kinds(&one.needs),
        });
    }
    of.into_values().collect()
}

/// Candidates of an exam who sit in a room with the same time and needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ExamPlanGranted)]
pub(super) struct GrantedHere {
    /// How many.
    pub candidates: usize,
    /// How many minutes they have beyond the exam.
    pub minutes: u32,
    /// What their room must have or be.
    pub needs: Vec<Feature>,
    /// The room.
    pub room: String,
}

/// Those of an exam with special arrangements, by room.
pub(super) fn of_exam(term: &Term, exam: usize, at: &At) -> Vec<GrantedHere> {
    let instance = &term.instance;
    let mut counted: BTreeMap<(usize, u32, &[String]), usize> = BTreeMap::new();
    for held in &at.seats {
        for candidate in &held.named {
            let minutes = instance.minutes(*candidate, exam) - instance.exams[exam].minutes;
            let needs = instance.granted(*candidate, exam).map_or(&[][..], |one| &one.needs);
            *counted.entry((held.room, minutes, needs)).or_default() += 1;
        }
    }
    let here = counted.into_iter().map(|((room, minutes, needs), candidates)| GrantedHere {
        candidates,
        minutes,
        needs: Feature::ALL
            .into_iter()
            .filter(|one| needs.iter().any(|need| need == kind(*one)))
            .collect(),
        room: term.rooms[room].name.clone(),
    });
    here.collect()
}

/// The room that was chosen for a candidate of an exam.
pub(super) struct KeptRoom {
    /// The exam.
    pub exam: ExamId,
    /// The candidate.
    pub person: PersonId,
    /// The room.
    pub room: RoomId,
    /// Whether the others of the exam sit elsewhere: own and small rooms are kept for those who need them.
    pub apart: bool,
}

/// The rooms that were chosen for candidates of these exams.
pub(super) fn kept(term: &Term, plan: &Plan, which: &[usize]) -> Vec<KeptRoom> {
    let mut kept = Vec::new();
    for place in which {
        let Some(at) = &plan[*place] else { continue };
        for held in &at.seats {
            let room = &term.instance.rooms[held.room];
            kept.extend(held.named.iter().map(|candidate| KeptRoom {
                exam: term.exams[*place].id,
                person: term.people[*candidate as usize],
                room: term.rooms[held.room].id,
                apart: room.is(OWN) || room.is(SMALL),
            }));
        }
    }
    kept
}
