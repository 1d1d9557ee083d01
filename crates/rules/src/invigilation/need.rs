//! The rule `invigilation-need`: how many invigilators a room needs at a sitting.

use super::InvigilationLaw;
use crate::calendar::EventDate;
use crate::{Decision, Reasoning, Rule, RuleSet, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many invigilators a room needs (D-02).
pub struct InvigilationNeed;

/// The facts of `invigilation-need`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedFacts {
    /// The day of the sitting.
    pub held: EventDate,
    /// How many candidates sit in the room.
    pub candidates: u32,
    /// What sort of room it is; a hall if left out.
    #[serde(default)]
    pub room: RoomKind,
}

/// What sort of room candidates sit in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// A room for many.
    #[default]
    Hall,
    /// A room for few, as a special arrangement may ask for.
    SmallRoom,
    /// A room that a candidate has to herself.
    OwnRoom,
}

/// The answer of `invigilation-need`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NeedAnswer {
    /// How many invigilators, a head invigilator not counted.
    pub invigilators: u32,
    /// Whether there is a head invigilator as well.
    pub head: bool,
    /// How many minutes before the candidates begin they come.
    pub minutes_before: u32,
    /// How many minutes after they have ended they stay.
    pub minutes_after: u32,
}

impl Rule for InvigilationNeed {
    const NAME: &'static str = "invigilation-need";
    const ABOUT: [&'static str; 3] = [
        "Hvor mange eksamensvakter trenger et rom?",
        "Kor mange eksamensvakter treng eit rom?",
        "How many invigilators does a room need?",
    ];
    const LAW: &'static str = "institusjonens praksis; eksamensrutinen s. 3";
    type Facts = NeedFacts;
    type Answer = NeedAnswer;

    fn event(facts: &NeedFacts) -> Option<EventDate> {
        Some(facts.held)
    }

    fn decide(facts: &NeedFacts, law: &RuleSet) -> Decision<NeedAnswer> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.invigilation else { return why.not_in_rule_set() };
        let invigilators = invigilators(facts, section, &mut why);
        let from = &section.head_from_candidates;
        let head = facts.candidates > 0 && facts.candidates >= from.value;
        if head {
            why.step(head_text(from.value), &from.law);
        }
        why.answer(NeedAnswer {
            invigilators,
            head,
            minutes_before: section.minutes_before.value,
            minutes_after: section.minutes_after.value,
        })
    }
}

/// One for each so many candidates begun, and in a hall never fewer than the least.
fn invigilators(facts: &NeedFacts, law: &InvigilationLaw, why: &mut Reasoning<'_>) -> u32 {
    let count = facts.candidates;
    if count == 0 {
        why.step(nobody(), &law.candidates_per_invigilator.law);
        return 0;
    }
    let per = match facts.room {
        RoomKind::Hall => &law.candidates_per_invigilator,
        RoomKind::SmallRoom => &law.small_room_candidates,
        RoomKind::OwnRoom => {
            why.step(own_room(), &law.small_room_candidates.law);
            return 1;
        }
    };
    let needed = count.div_ceil(per.value.max(1));
    why.step(counted(count, per.value, needed), &per.law);
    let least = &law.least_in_hall;
    if facts.room == RoomKind::Hall && needed < least.value {
        why.step(at_least(least.value), &least.law);
        return least.value;
    }
    needed
}

fn nobody() -> Text {
    Text::new(
        "Ingen kandidater sitter i rommet.",
        "Ingen kandidatar sit i rommet.",
        "No candidates sit in the room.",
    )
}

fn own_room() -> Text {
    Text::new(
        "Et enerom har én vakt.",
        "Eit einerom har éi vakt.",
        "A room of one's own has one invigilator.",
    )
}

fn counted(count: u32, per: u32, needed: u32) -> Text {
    Text::new(
        format!(
            "Én vakt for hver {per}. kandidat som er påbegynt: {count} kandidater gir {needed}."
        ),
        format!(
            "Éi vakt for kvar {per}. kandidat som er påbyrja: {count} kandidatar gir {needed}."
        ),
        format!(
            "One invigilator for every {per} candidates or part of that: {count} give {needed}."
        ),
    )
}

fn at_least(least: u32) -> Text {
    Text::new(
        format!("En sal har minst {least} vakter, så én kan følge en kandidat ut."),
        format!("Ein sal har minst {least} vakter, så éi kan følgje ein kandidat ut."),
        format!(
            "A hall has at least {least} invigilators, so that one can leave it with a candidate."
        ),
    )
}

fn head_text(from: u32) -> Text {
    Text::new(
        format!("Fra {from} kandidater har rommet en hovedvakt i tillegg."),
        format!("Frå {from} kandidatar har rommet ei hovudvakt i tillegg."),
        format!("From {from} candidates the room has a head invigilator as well."),
    )
}
