//! The sentences of the rule.

use crate::{Credits, Key, Text};

pub(super) fn sum(credits: Credits) -> Text {
    Text::new(
        format!("Til sammen blir {credits} studiepoeng godkjent."),
        format!("Til saman blir {credits} studiepoeng godkjende."),
        format!("In all, {credits} credits are recognised."),
    )
}

pub(super) fn reduced(credits: Credits) -> Text {
    Text::new(
        format!("{credits} studiepoeng er holdt utenfor, fordi det samme faginnholdet alt teller."),
        format!("{credits} studiepoeng er haldne utanfor, fordi det same faginnhaldet alt tel."),
        format!("{credits} credits are left out, because the same learning counts already."),
    )
}

pub(super) fn counts_twice(one: &Key, other: &Key) -> Text {
    Text::new(
        format!(
            "{one} og {other} er samme utdanning, eller det ene er del av det andre. Bare ett av dem kan godkjennes."
        ),
        format!(
            "{one} og {other} er same utdanninga, eller det eine er del av det andre. Berre eitt av dei kan godkjennast."
        ),
        format!(
            "{one} and {other} are the same learning, or one is part of the other. Only one of them can be recognised."
        ),
    )
}

pub(super) fn more_than_earned(item: &Key, all: Credits, earned: Credits) -> Text {
    Text::new(
        format!(
            "{item} ga {earned} studiepoeng. Det kan ikke telle {all}, medregnet det som er godkjent før, og det som er holdt utenfor."
        ),
        format!(
            "{item} gav {earned} studiepoeng. Det kan ikkje telje {all}, medrekna det som er godkjent før, og det som er halde utanfor."
        ),
        format!(
            "{item} gave {earned} credits. It cannot count as {all}, with what has been recognised before and what is left out."
        ),
    )
}

pub(super) fn fewer_than_earned(item: &Key, all: Credits, earned: Credits) -> Text {
    Text::new(
        format!(
            "{item} ga {earned} studiepoeng ved en institusjon under loven, og skal godkjennes med samme antall. {all} er gjort rede for; si hva resten alt teller som."
        ),
        format!(
            "{item} gav {earned} studiepoeng ved ein institusjon under lova, og skal godkjennast med same talet. {all} er gjort greie for; sei kva resten alt tel som."
        ),
        format!(
            "{item} gave {earned} credits at an institution under the Act, and is recognised with the same number. {all} are accounted for; say what the rest counts as already."
        ),
    )
}

pub(super) fn already_here(course: &Key) -> Text {
    Text::new(
        format!("{course} er alt bestått eller godkjent her, og kan ikke godkjennes en gang til."),
        format!(
            "{course} er alt greidd eller godkjent her, og kan ikkje godkjennast ein gong til."
        ),
        format!(
            "{course} has been passed or recognised here already, and cannot be recognised again."
        ),
    )
}

pub(super) fn more_than_course(course: &Key, all: Credits, most: Credits) -> Text {
    Text::new(
        format!(
            "{course} er på {most} studiepoeng og kan ikke gi {all}. Resten kan være frie studiepoeng."
        ),
        format!(
            "{course} er på {most} studiepoeng og kan ikkje gi {all}. Resten kan vere frie studiepoeng."
        ),
        format!("{course} has {most} credits and cannot give {all}. The rest can be free credits."),
    )
}

pub(super) fn too_many() -> Text {
    Text::new(
        "Til sammen er det mer enn 1000 studiepoeng.",
        "Til saman er det meir enn 1000 studiepoeng.",
        "In all, there are more than 1000 credits.",
    )
}

pub(super) fn not_as_approved(item: &Key) -> Text {
    Text::new(
        format!(
            "{item} er ikke tatt slik det ble forhåndsgodkjent: bestått innen siste dag, med så mange studiepoeng som planlagt. Da binder forhåndsgodkjenningen ikke."
        ),
        format!(
            "{item} er ikkje teke slik det vart førehandsgodkjent: greidd innan siste dag, med så mange studiepoeng som planlagt. Då bind førehandsgodkjenninga ikkje."
        ),
        format!(
            "{item} was not taken as it was approved in advance: passed by the last day, with as many credits as planned. The approval does not bind then."
        ),
    )
}

pub(super) fn less_than_promised(item: &Key, all: Credits, promised: Credits) -> Text {
    Text::new(
        format!(
            "{item} er forhåndsgodkjent med {promised} studiepoeng og er tatt som avtalt. Godkjenningen kan ikke gi {all}."
        ),
        format!(
            "{item} er førehandsgodkjent med {promised} studiepoeng og er teke som avtalt. Godkjenninga kan ikkje gi {all}."
        ),
        format!(
            "{item} was approved in advance with {promised} credits and was taken as agreed. It cannot be recognised with {all}."
        ),
    )
}

pub(super) fn kept(count: usize) -> Text {
    Text::new(
        format!("{count} forhåndsgodkjente deler godkjennes minst slik de ble lovet."),
        format!("{count} førehandsgodkjende delar blir godkjende minst slik dei vart lova."),
        format!("{count} parts approved in advance are recognised at least as they were promised."),
    )
}
