//! The sentences of [`super::AppealAdmissible`].

use crate::Text;
use crate::calendar::{Period, date_en, date_no};
use jiff::civil::Date;

pub(super) fn in_time(lodged: Date) -> Text {
    let (no, en) = (date_no(lodged), date_en(lodged));
    Text::new(
        format!("Klagen kom {no}, innen fristen."),
        format!("Klaga kom {no}, innan fristen."),
        format!("The appeal was lodged on {en}, in time."),
    )
}

pub(super) fn too_late(lodged: Date, deadline: Date) -> Text {
    Text::new(
        format!("Klagen kom {}. Fristen gikk ut {}.", date_no(lodged), date_no(deadline)),
        format!("Klaga kom {}. Fristen gjekk ut {}.", date_no(lodged), date_no(deadline)),
        format!(
            "The appeal was lodged on {}. The deadline was {}.",
            date_en(lodged),
            date_en(deadline)
        ),
    )
}

pub(super) fn late_but_excused(lodged: Date) -> Text {
    let (no, en) = (date_no(lodged), date_en(lodged));
    Text::new(
        format!(
            "Klagen kom {no}, etter fristen, men studenten kan ikke lastes for det, eller særlige grunner taler for å ta den opp."
        ),
        format!(
            "Klaga kom {no}, etter fristen, men studenten kan ikkje lastast for det, eller særlege grunnar talar for å ta henne opp."
        ),
        format!(
            "The appeal was lodged on {en}, after the deadline, but the student is not to blame, or special reasons speak for taking it up."
        ),
    )
}

/// From when the year runs in which being late can be excused.
pub(super) fn the_decision() -> Text {
    Text::new("vedtaket", "vedtaket", "the decision")
}

pub(super) fn too_late_for_an_excuse(lodged: Date, within: Period) -> Text {
    let (no, en, length) = (date_no(lodged), date_en(lodged), within.text());
    Text::new(
        format!(
            "Klagen kom {no}, mer enn {} etter vedtaket. Da kan den ikke tas opp, uansett grunn.",
            length.nb
        ),
        format!(
            "Klaga kom {no}, meir enn {} etter vedtaket. Då kan ho ikkje takast opp, uansett grunn.",
            length.nn
        ),
        format!(
            "The appeal was lodged on {en}, more than {} after the decision. Then no reason can excuse it.",
            length.en
        ),
    )
}

pub(super) fn must_attend_oral() -> Text {
    Text::new(
        "Den skriftlige delen er bestått og kan påklages nå. Studenten må likevel møte til muntlig eksamen.",
        "Den skriftlege delen er bestått og kan klagast på no. Studenten må likevel møte til munnleg eksamen.",
        "The written part is passed and can be appealed now. The student must still attend the oral exam.",
    )
}

pub(super) fn part_may_be_appealed() -> Text {
    Text::new(
        "Denne delen av eksamen kan påklages for seg.",
        "Denne delen av eksamen kan klagast på for seg.",
        "This part of the exam can be appealed on its own.",
    )
}

pub(super) fn parts_not_final() -> Text {
    Text::new(
        "Det kan ikke klages før den endelige karakteren i emnet er kunngjort.",
        "Det kan ikkje klagast før den endelege karakteren i emnet er kunngjord.",
        "No appeal can be made before the final grade of the course is announced.",
    )
}

pub(super) fn group_appeals_individually() -> Text {
    Text::new(
        "Ved gruppeeksamen kan hver student klage for seg. En ny karakter gjelder bare den som klaget.",
        "Ved gruppeeksamen kan kvar student klage for seg. Ein ny karakter gjeld berre den som klaga.",
        "At a group exam each student may appeal alone. A new grade applies only to the one who appealed.",
    )
}

pub(super) fn group_signatures_missing(missing: u16, members: u16) -> Text {
    Text::new(
        format!("Alle {members} i gruppa må skrive under på klagen. Det mangler {missing}."),
        format!("Alle {members} i gruppa må skrive under på klaga. Det manglar {missing}."),
        format!(
            "All {members} members of the group must sign the appeal. {missing} signatures are missing."
        ),
    )
}

pub(super) fn work_not_handed_in() -> Text {
    Text::new(
        "Arbeidet må leveres inn sammen med klagen.",
        "Arbeidet må leverast inn saman med klaga.",
        "The work must be handed in together with the appeal.",
    )
}

pub(super) fn final_grade() -> Text {
    Text::new(
        "Karakteren er satt ved klagesensur og kan ikke påklages.",
        "Karakteren er sett ved klagesensur og kan ikkje klagast på.",
        "The grade was set in a re-grading on appeal and cannot be appealed.",
    )
}

pub(super) fn not_appealable() -> Text {
    Text::new(
        "Prestasjonen kan etter sin art ikke vurderes på nytt, og karakteren kan derfor ikke påklages.",
        "Prestasjonen kan etter sin art ikkje vurderast på nytt, og karakteren kan difor ikkje klagast på.",
        "By its nature the performance cannot be assessed again, so the grade cannot be appealed.",
    )
}

pub(super) fn diploma_not_returned() -> Text {
    Text::new(
        "Vitnemålet er utstedt. Klagen behandles når vitnemålet er levert tilbake.",
        "Vitnemålet er skrive ut. Klaga blir behandla når vitnemålet er levert tilbake.",
        "The diploma has been issued. The appeal is processed once the diploma is returned.",
    )
}

pub(super) fn nothing_in_the_way() -> Text {
    Text::new(
        "Ingenting står i veien. Klagen tas opp til behandling.",
        "Ingenting står i vegen. Klaga blir teken opp til behandling.",
        "Nothing stands in the way. The appeal is taken up.",
    )
}
