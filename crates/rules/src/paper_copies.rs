//! Papers on paper: how many copies go to a room, and by when they are there.
//!
//! How many are spare is the institution's own practice; that they reach the room two days before the exam
//! stands in its routine (s. 7).

use crate::calendar::{EventDate, LegalPeriod};
use crate::{Decision, Law, Reasoning, Rule, RuleSet, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `[paper_copies]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperCopiesLaw {
    /// For how many candidates there is one spare copy, 1 or more.
    pub candidates_per_spare: Law<u32>,
    /// How long before the exam the copies are in the room.
    pub in_room_before: LegalPeriod,
}

/// How many copies of a paper a room needs in one language form, and by when (B-09, E-21).
pub struct PaperCopies;

/// The facts of `paper-copies`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CopiesFacts {
    /// The day of the exam.
    pub held: EventDate,
    /// How many candidates in the room have the paper in this language form.
    pub candidates: u32,
}

/// The answer of `paper-copies`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CopiesAnswer {
    /// How many copies in all.
    pub copies: u32,
    /// How many of them are spare.
    pub spare: u32,
    /// The last day on which they reach the room.
    pub in_room_by: Date,
}

impl Rule for PaperCopies {
    const NAME: &'static str = "paper-copies";
    const ABOUT: [&'static str; 3] = [
        "Hvor mange kopier av oppgaven trenger et rom, og når skal de være der?",
        "Kor mange kopiar av oppgåva treng eit rom, og når skal dei vere der?",
        "How many copies of the paper does a room need, and by when are they there?",
    ];
    const LAW: &'static str = "institusjonens praksis; eksamensrutinen s. 7";
    type Facts = CopiesFacts;
    type Answer = CopiesAnswer;

    fn event(facts: &CopiesFacts) -> Option<EventDate> {
        Some(facts.held)
    }

    fn decide(facts: &CopiesFacts, law: &RuleSet) -> Decision<CopiesAnswer> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.paper_copies else { return why.not_in_rule_set() };
        let exam = Text::new("eksamen", "eksamen", "the exam");
        let in_room_by = why.count_back(*facts.held, &exam, &section.in_room_before);
        let per = &section.candidates_per_spare;
        let spare = facts.candidates.div_ceil(per.value.max(1));
        why.step(spare_text(per.value, facts.candidates, spare), &per.law);
        why.answer(CopiesAnswer { copies: facts.candidates + spare, spare, in_room_by })
    }
}

fn spare_text(per: u32, count: u32, spare: u32) -> Text {
    Text::new(
        format!(
            "Ett reserveeksemplar for hver {per}. kandidat som er påbegynt: {count} kandidater gir {spare}."
        ),
        format!(
            "Eitt reserveeksemplar for kvar {per}. kandidat som er påbyrja: {count} kandidatar gir {spare}."
        ),
        format!("One spare copy for every {per} candidates or part of that: {count} give {spare}."),
    )
}

#[cfg(test)]
mod tests {
    use crate::registry;
    use serde_json::{Value, json};

    fn copies(candidates: u32) -> Value {
        let facts = json!({ "held": "2026-12-01", "candidates": candidates });
        registry::find("paper-copies").unwrap().run(&facts, None).unwrap()
    }

    /// Requirements: B-09
    #[test]
    fn there_is_a_copy_for_each_and_one_to_spare_for_every_twenty_five_begun() {
        let counted = [(0, 0), (1, 2), (25, 26), (26, 28), (50, 52), (51, 54)];
        for (candidates, all) in counted {
            assert_eq!(copies(candidates)["copies"], all, "{candidates}");
        }
    }

    /// Requirements: E-21
    #[test]
    fn copies_are_in_the_room_two_days_before() {
        assert_eq!(copies(1)["in_room_by"], "2026-11-29");
    }
}
