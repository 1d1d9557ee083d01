//! The text of the letter.

use super::{AppealResult, NewOral, Outcome};
use crate::blocks::{answer, contact, heading, paragraph, steps};
use crate::{Block, Count, Deadline, Right};
use rules::Text;
use rules::cited::according_to;

pub(super) fn body(letter: &AppealResult) -> Vec<Block<Text>> {
    let mut body = vec![
        answer(result(letter)),
        paragraph(text!(
            nb: "Vi viser til klagen din datert {dated}. Kommisjonen som ble oppnevnt {appointed}, \
                 har vurdert hele eksamenen din på nytt. Alle sensorene hadde skrevet under {signed}.",
            nn: "Vi viser til klaga di datert {dated}. Kommisjonen som vart oppnemnd {appointed}, \
                 har vurdert heile eksamenen din på nytt. Alle sensorane hadde skrive under {signed}.",
            en: "We refer to your appeal dated {dated}. The committee appointed on {appointed} has \
                 graded your whole examination again. All its examiners had signed by {signed}.";
            dated = letter.appeal_dated, appointed = letter.appointed_on, signed = letter.signed_on
        )),
    ];
    body.extend(letter.further_assessment.as_ref().map(|rule| {
        paragraph(text!(
            nb: "Ved ny sensur avvek karakteren med {grades} eller flere trinn fra den første. Da \
                 skal saken vurderes på nytt før endelig karakter blir satt, {law}. Det er \
                 gjort, og karakteren over er den endelige.",
            nn: "Ved ny sensur skilde karakteren seg med {grades} eller fleire steg frå den første. \
                 Då skal saka vurderast på nytt før endeleg karakter blir sett, {law}. Det er \
                 gjort, og karakteren over er den endelege.",
            en: "The new committee’s grade differed by {grades} or more grades from the first. In \
                 that case the matter must be assessed once more before the final grade is set, \
                 {law}. This has been done, and the grade above is the final one.";
            grades = Count(rule.grades), law = according_to(&rule.law)
        ))
    }));
    if letter.outcome != Outcome::Unchanged {
        body.push(paragraph(text!(
            nb: "Vi har registrert den nye karakteren. Den gjelder i stedet for den første.",
            nn: "Vi har registrert den nye karakteren. Han gjeld i staden for den første.",
            en: "We have recorded the new grade. It replaces the first one."
        )));
    }
    body.extend(letter.new_oral.iter().flat_map(new_oral));
    body.extend(final_grade(letter));
    body.extend(letter.formal_complaint.iter().flat_map(formal_complaint));
    body.extend(contact(&letter.head));
    body
}

fn result(letter: &AppealResult) -> Text {
    let (first, new) = (&letter.first_grade, &letter.new_grade);
    match (letter.outcome, letter.new_oral.is_some()) {
        (Outcome::Unchanged, _) => text!(
            nb: "Karakteren din blir stående: {new}.",
            nn: "Karakteren din blir ståande: {new}.",
            en: "Your grade stays the same: {new}.";
            new = new
        ),
        (Outcome::Raised, false) => text!(
            nb: "Du får medhold i klagen. Karakteren din er satt opp fra {first} til {new}.",
            nn: "Du får medhald i klaga. Karakteren din er sett opp frå {first} til {new}.",
            en: "Your appeal succeeded. Your grade has been raised from {first} to {new}.";
            first = first, new = new
        ),
        (Outcome::Raised, true) => text!(
            nb: "Du får medhold i klagen. Karakteren på den skriftlige delen er satt opp fra \
                 {first} til {new}.",
            nn: "Du får medhald i klaga. Karakteren på den skriftlege delen er sett opp frå \
                 {first} til {new}.",
            en: "Your appeal succeeded. The grade of the written part has been raised from \
                 {first} to {new}.";
            first = first, new = new
        ),
        (Outcome::Lowered, false) => text!(
            nb: "Karakteren din er satt ned fra {first} til {new}.",
            nn: "Karakteren din er sett ned frå {first} til {new}.",
            en: "Your grade has been lowered from {first} to {new}.";
            first = first, new = new
        ),
        (Outcome::Lowered, true) => text!(
            nb: "Karakteren på den skriftlige delen er satt ned fra {first} til {new}.",
            nn: "Karakteren på den skriftlege delen er sett ned frå {first} til {new}.",
            en: "The grade of the written part has been lowered from {first} to {new}.";
            first = first, new = new
        ),
    }
}

fn new_oral(oral: &NewOral) -> [Block<Text>; 2] {
    let when = match &oral.when {
        Some(when) => text!(
            nb: "Den muntlige eksamenen er {at}, {place}.",
            nn: "Den munnlege eksamenen er {at}, {place}.",
            en: "It takes place on {at}, {place}.";
            at = when.at, place = when.place
        ),
        None => text!(
            nb: "Du får et eget brev om tid og sted.",
            nn: "Du får eit eige brev om tid og stad.",
            en: "We will write to you about time and place."
        ),
    };
    [
        heading(text!(
            nb: "Du må ta muntlig eksamen på nytt",
            nn: "Du må ta munnleg eksamen på nytt",
            en: "You must take the oral examination again"
        )),
        paragraph(text!(
            nb: "Karakteren på den skriftlige delen er endret. Derfor holder vi ny muntlig eksamen, \
                 og først etter den får du karakter i emnet, {law}. {when}",
            nn: "Karakteren på den skriftlege delen er endra. Difor held vi ny munnleg eksamen, og \
                 først etter han får du karakter i emnet, {law}. {when}",
            en: "The grade of the written part has changed. Therefore we hold a new oral \
                 examination, and you get your course grade after it, {law}. {when}";
            law = according_to(&oral.law), when = when
        )),
    ]
}

/// With an oral examination ahead it is the written grade alone that is final.
fn final_grade(letter: &AppealResult) -> [Block<Text>; 2] {
    let heading_text = match letter.new_oral {
        Some(_) => text!(
            nb: "Karakteren på den skriftlige delen er endelig",
            nn: "Karakteren på den skriftlege delen er endeleg",
            en: "The grade of the written part is final"
        ),
        None => text!(
            nb: "Karakteren er endelig",
            nn: "Karakteren er endeleg",
            en: "The grade is final"
        ),
    };
    [
        heading(heading_text),
        paragraph(text!(
            nb: "Du kan ikke klage på karakteren etter ny sensur, {law}.",
            nn: "Du kan ikkje klage på karakteren etter ny sensur, {law}.",
            en: "You cannot appeal against the grade after re-grading, {law}.";
            law = according_to(&letter.final_law)
        )),
    ]
}

fn formal_complaint(right: &Right) -> Vec<Block<Text>> {
    let mut blocks = vec![
        heading(text!(
            nb: "Mener du at det er gjort en feil?",
            nn: "Meiner du at det er gjort ein feil?",
            en: "Do you think a mistake was made?"
        )),
        paragraph(text!(
            nb: "Hvis det er gjort en formell feil ved eksamenen eller sensuren, kan du klage på \
                 den innen {until}, {law}.",
            nn: "Dersom det er gjort ein formell feil ved eksamenen eller sensuren, kan du klage \
                 på han innan {until}, {law}.",
            en: "If a formal error was made in the examination or the grading, you can complain \
                 about it by {until}, {law}.";
            until = Deadline(right.until), law = according_to(&right.law)
        )),
    ];
    if !right.because.is_empty() {
        blocks.push(paragraph(crate::right::how_computed()));
        blocks.push(steps(&right.because));
    }
    blocks
}
