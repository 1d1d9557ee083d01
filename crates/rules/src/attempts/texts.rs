//! What the rule `attempts` says to people.

use super::CountedOver;
use crate::Text;

pub(super) fn limit(over: CountedOver, limit: u32) -> Text {
    match over {
        CountedOver::Exam => Text::new(
            format!("Samme eksamen kan vanligvis tas høyst {limit} ganger."),
            format!("Same eksamen kan vanlegvis takast høgst {limit} gonger."),
            format!("The same exam may ordinarily be taken at most {limit} times."),
        ),
        CountedOver::Thesis => Text::new(
            format!("En oppgave kan vanligvis leveres til sensur høyst {limit} ganger."),
            format!("Ei oppgåve kan vanlegvis leverast til sensur høgst {limit} gonger."),
            format!("A thesis may ordinarily be handed in for grading at most {limit} times."),
        ),
        CountedOver::Programme => Text::new(
            format!("I dette programmet har studenten en kvote på {limit} gjentak til sammen."),
            format!("I dette programmet har studenten ein kvote på {limit} gjentak til saman."),
            format!("In this programme the student has a quota of {limit} repeats in all."),
        ),
    }
}

pub(super) fn used(used: u32, left: u32) -> Text {
    Text::new(
        format!("Forsøk som teller: {used}. Forsøk igjen: {left}."),
        format!("Forsøk som tel: {used}. Forsøk att: {left}."),
        format!("Attempts that count: {used}. Attempts left: {left}."),
    )
}

pub(super) fn dispensations(granted: u32, counted: u32) -> Text {
    Text::new(
        format!("Dispensasjoner gitt: {granted}. Av dem gir {counted} et forsøk til."),
        format!("Dispensasjonar gitt: {granted}. Av dei gir {counted} eit forsøk til."),
        format!("Dispensations granted: {granted}. Of these, {counted} give another attempt."),
    )
}

pub(super) fn no_dispensations() -> Text {
    Text::new(
        "Regelverket gir ingen adgang til dispensasjon, så ingen blir regnet med.",
        "Regelverket gir ikkje høve til dispensasjon, så ingen blir rekna med.",
        "The rules do not allow dispensations, so none is counted.",
    )
}

pub(super) fn no_quota() -> Text {
    Text::new(
        "Regelverket her har ingen kvote for gjentak i et helt program.",
        "Regelverket her har ingen kvote for gjentak i eit heilt program.",
        "The rules here have no quota of repeats for a whole programme.",
    )
}
