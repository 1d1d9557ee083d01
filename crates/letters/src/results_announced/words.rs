//! The text of the letter.

use super::{AppealRight, ExplanationRight, ResultsAnnounced};
use crate::blocks::{answer, contact, heading, paragraph, steps};
use crate::{Block, Deadline, Period, Right};
use rules::cited::according_to;
use rules::{Reason, Text};

pub(super) fn body(letter: &ResultsAnnounced) -> Vec<Block<Text>> {
    let mut body = vec![
        answer(text!(
            nb: "Karakteren din er {grade}.",
            nn: "Karakteren din er {grade}.",
            en: "Your grade: {grade}.";
            grade = letter.grade
        )),
        paragraph(text!(
            nb: "Sensuren ble kunngjort {announced}. Fristene under blir regnet fra den dagen.",
            nn: "Sensuren vart kunngjord {announced}. Fristane under blir rekna frå den dagen.",
            en: "The result was announced on {announced}. The time limits below run from that day.";
            announced = Deadline(letter.announced)
        )),
        heading(text!(
            nb: "Vil du vite hvorfor du fikk denne karakteren?",
            nn: "Vil du vite kvifor du fekk denne karakteren?",
            en: "Would you like to know why you were given this grade?"
        )),
    ];
    body.extend(explanation(letter));
    body.extend(letter.grading_guide.as_ref().map(|place| {
        paragraph(text!(
            nb: "Sensorveiledningen kan du lese her: {place}",
            nn: "Sensorrettleiinga kan du lese her: {place}",
            en: "You can read the grading guide here: {place}";
            place = place
        ))
    }));
    body.push(heading(text!(
        nb: "Er du uenig i karakteren?",
        nn: "Er du usamd i karakteren?",
        en: "Do you disagree with the grade?"
    )));
    body.extend(appeal(letter));
    body.extend(letter.formal_complaint.iter().flat_map(|right| formal(right, &letter.appeal)));
    body.extend(contact(&letter.head));
    body
}

fn formal(right: &Right, appeal: &AppealRight) -> Vec<Block<Text>> {
    let later = match appeal {
        AppealRight::Until { .. } => text!(
            nb: "Ber du om begrunnelse eller klager på karakteren, går fristen fra du har fått svaret.",
            nn: "Ber du om grunngiving eller klagar på karakteren, går fristen frå du har fått svaret.",
            en: "If you ask for an explanation or appeal against the grade, it runs from the day you \
                 get the answer."
        ),
        AppealRight::None { .. } => text!(
            nb: "Ber du om begrunnelse, går fristen fra du har fått den.",
            nn: "Ber du om grunngiving, går fristen frå du har fått henne.",
            en: "If you ask for an explanation, it runs from the day you get it."
        ),
    };
    let mut blocks = vec![paragraph(text!(
        nb: "Mener du at det ble gjort en formell feil ved eksamenen, kan du klage på den. Fristen \
             går fra den dagen du ble kjent med feilen eller burde ha blitt det. Ble du kjent med \
             den da karakteren ble kunngjort, er siste dag {until}, {law}. {later}",
        nn: "Meiner du at det vart gjort ein formell feil ved eksamenen, kan du klage på han. \
             Fristen går frå den dagen du vart kjend med feilen eller burde ha vorte det. Vart du \
             kjend med han då karakteren vart kunngjord, er siste dag {until}, {law}. {later}",
        en: "If you think a formal error was made at the examination, you can complain about it. The \
             time limit runs from the day you learned of the error or ought to have done. If you \
             learned of it when the grade was announced, the last day is {until}, {law}. {later}";
        until = Deadline(right.until), law = according_to(&right.law), later = later
    ))];
    blocks.extend(computed(&right.because));
    blocks
}

fn explanation(letter: &ResultsAnnounced) -> Vec<Block<Text>> {
    match &letter.explanation {
        ExplanationRight::Until { right, given_within } => {
            ask_by(right, *given_within, &letter.ask_at)
        }
        ExplanationRight::Immediately { law } => vec![paragraph(text!(
            nb: "Ved denne eksamensformen ber du sensoren om begrunnelse straks du har fått vite \
                 karakteren, {law}.",
            nn: "Ved denne eksamensforma ber du sensoren om grunngiving straks du har fått vite \
                 karakteren, {law}.",
            en: "In this form of examination you ask the examiner for an explanation as soon as you \
                 have been told the grade, {law}.";
            law = according_to(law)
        ))],
    }
}

fn ask_by(right: &Right, given_within: Period, ask_at: &Text) -> Vec<Block<Text>> {
    let mut blocks = vec![paragraph(text!(
        nb: "Du har rett til en begrunnelse. Be om den innen {until}, {law}. Det gjør du her: \
             {ask_at}. Du får begrunnelsen innen {within} etter at du har bedt om den, skriftlig \
             eller muntlig.",
        nn: "Du har rett til ei grunngiving. Be om henne innan {until}, {law}. Det gjer du her: \
             {ask_at}. Du får grunngivinga innan {within} etter at du har bede om henne, skriftleg \
             eller munnleg.",
        en: "You have a right to an explanation. Ask for it by {until}, {law}. You do that \
             here: {ask_at}. You get the explanation within {within} of asking, in writing or orally.";
        until = Deadline(right.until), law = according_to(&right.law), ask_at = ask_at, within = given_within
    ))];
    blocks.extend(computed(&right.because));
    blocks
}

fn appeal(letter: &ResultsAnnounced) -> Vec<Block<Text>> {
    match &letter.appeal {
        AppealRight::Until { right, up_or_down_law } => {
            let mut blocks = vec![
                paragraph(text!(
                    nb: "Du kan klage skriftlig på karakteren innen {until}, {law}. Det gjør du \
                         her: {ask_at}. Ber du om begrunnelse innen fristen, løper klagefristen i \
                         stedet fra du har fått den. Det kan være lurt å lese begrunnelsen før du \
                         bestemmer deg.",
                    nn: "Du kan klage skriftleg på karakteren innan {until}, {law}. Det gjer du \
                         her: {ask_at}. Ber du om grunngiving innan fristen, går klagefristen i \
                         staden frå du har fått henne. Det kan vere lurt å lese grunngivinga før \
                         du bestemmer deg.",
                    en: "You can appeal in writing against the grade by {until}, {law}. You do \
                         that here: {ask_at}. If you ask for an explanation within its time limit, \
                         the appeal period runs from the day you are given it instead. It may be \
                         wise to read the explanation before you decide.";
                    until = Deadline(right.until), law = according_to(&right.law), ask_at = letter.ask_at
                )),
                paragraph(text!(
                    nb: "Når du klager, vurderer nye sensorer hele eksamenen. Karakteren kan bli \
                         bedre, dårligere eller bli stående, {law}. Den nye karakteren kan du \
                         ikke klage på.",
                    nn: "Når du klagar, vurderer nye sensorar heile eksamenen. Karakteren kan bli \
                         betre, dårlegare eller bli ståande, {law}. Den nye karakteren kan du \
                         ikkje klage på.",
                    en: "When you appeal, new examiners grade the whole examination. The grade may \
                         go up, go down or stay the same, {law}. You cannot appeal against the \
                         new grade.";
                    law = according_to(up_or_down_law)
                )),
            ];
            blocks.extend(computed(&right.because));
            blocks
        }
        AppealRight::None { law } => vec![paragraph(text!(
            nb: "En prestasjon som ikke kan etterprøves, kan ikke sensureres på nytt. Derfor kan du \
                 ikke klage på selve karakteren, {law}.",
            nn: "Ein prestasjon som ikkje kan etterprøvast, kan ikkje sensurerast på nytt. Difor kan \
                 du ikkje klage på sjølve karakteren, {law}.",
            en: "A performance that cannot be examined afterwards cannot be graded again. Therefore \
                 you cannot appeal against the grade itself, {law}.";
            law = according_to(law)
        ))],
    }
}

fn computed(because: &[Reason]) -> Vec<Block<Text>> {
    if because.is_empty() {
        return Vec::new();
    }
    vec![paragraph(crate::right::how_computed()), steps(because)]
}
