//! The text of the letter.

use super::{AnswerDue, AppealReceived, GroupAppeal};
use crate::blocks::{answer, contact, heading, list, paragraph, steps};
use crate::{Block, Count, Deadline, Form};
use jiff::civil::Date;
use rules::cited::according_to;
use rules::{Language, Text};

pub(super) fn body(letter: &AppealReceived) -> Vec<Block<Text>> {
    let mut body = vec![
        answer(text!(
            nb: "En ny kommisjon vurderer hele eksamenen din på nytt.",
            nn: "Ein ny kommisjon vurderer heile eksamenen din på nytt.",
            en: "A new committee will grade your whole examination again."
        )),
        paragraph(when(letter)),
    ];
    body.extend(committee(letter));
    body.push(heading(text!(
        nb: "Hva som kan skje med karakteren",
        nn: "Kva som kan skje med karakteren",
        en: "What can happen to your grade"
    )));
    body.push(list(outcomes(letter)));
    body.push(heading(text!(
        nb: "Når du får svar",
        nn: "Når du får svar",
        en: "When you will have an answer"
    )));
    body.extend(due(&letter.answer, letter.head.date));
    body.extend(contact(&letter.head));
    body
}

/// When it came; the date on it only where that is another day.
fn when(letter: &AppealReceived) -> Text {
    if letter.appeal_dated == letter.appeal_received {
        return text!(
            nb: "Vi fikk klagen {received}.",
            nn: "Vi fekk klaga {received}.",
            en: "We received your appeal on {received}.";
            received = letter.appeal_received
        );
    }
    text!(
        nb: "Klagen er datert {dated} og kom til oss {received}.",
        nn: "Klaga er datert {dated} og kom til oss {received}.",
        en: "Your appeal is dated {dated} and reached us on {received}.";
        dated = letter.appeal_dated, received = letter.appeal_received
    )
}

fn committee(letter: &AppealReceived) -> Vec<Block<Text>> {
    let members = letter.committee.iter().map(|member| Text {
        nb: member.form(Language::Nb),
        nn: member.form(Language::Nn),
        en: member.form(Language::En),
    });
    let mut blocks = vec![
        heading(text!(
            nb: "Hvem som vurderer eksamenen",
            nn: "Kven som vurderer eksamenen",
            en: "Who will grade it"
        )),
        paragraph(text!(
            nb: "{body} oppnevnte denne kommisjonen {date}:",
            nn: "{body} nemnde opp denne kommisjonen {date}:",
            en: "{body} appointed this committee on {date}:";
            body = letter.appointed_by, date = letter.appointed_on
        )),
        list(members),
        paragraph(text!(
            nb: "Kommisjonen får oppgaven, besvarelsen din og sensorveiledningen. Den får ikke \
                 vite hvilken karakter du fikk, hvordan den ble begrunnet, eller hvorfor du klager.",
            nn: "Kommisjonen får oppgåva, svaret ditt og sensorrettleiinga. Han får ikkje vite \
                 kva karakter du fekk, korleis karakteren vart grunngitt, eller kvifor du klagar.",
            en: "The committee is given the examination paper, your answer and the grading \
                 guide. It is not told which grade you were given, how that grade was \
                 explained, or why you appeal."
        )),
        letter.wording.block(),
    ];
    if let Some(law) = &letter.all_parts_law {
        blocks.push(paragraph(text!(
            nb: "Eksamenen hadde flere deler. Kommisjonen vurderer alle delene, {law}.",
            nn: "Eksamenen hadde fleire delar. Kommisjonen vurderer alle delane, {law}.",
            en: "The examination had several parts. The committee grades all of them, {law}.";
            law = according_to(law)
        )));
    }
    blocks
}

fn outcomes(letter: &AppealReceived) -> Vec<Text> {
    let mut points = vec![
        text!(
            nb: "Karakteren kan bli bedre, bli dårligere eller bli stående, {law}.",
            nn: "Karakteren kan bli betre, bli dårlegare eller bli ståande, {law}.",
            en: "The grade may go up, go down or stay the same, {law}.";
            law = according_to(&letter.up_or_down_law)
        ),
        text!(
            nb: "Karakteren du får etter klagen, er endelig. Du kan ikke klage på den, {law}.",
            nn: "Karakteren du får etter klaga, er endeleg. Du kan ikkje klage på han, {law}.",
            en: "The grade you get after the appeal is final. You cannot appeal against it, {law}.";
            law = according_to(&letter.final_law)
        ),
    ];
    points.extend(letter.further_assessment.as_ref().map(|rule| {
        text!(
            nb: "Blir den nye karakteren {grades} eller flere trinn bedre eller dårligere enn den \
                 første, vurderer vi saken på nytt før vi setter endelig karakter, {law}.",
            nn: "Blir den nye karakteren {grades} eller fleire steg betre eller dårlegare enn den \
                 første, vurderer vi saka på nytt før vi set endeleg karakter, {law}.",
            en: "If the new grade is {grades} or more grades better or worse than the first, we \
                 assess the case once more before the final grade is set, {law}.";
            grades = Count(rule.grades), law = according_to(&rule.law)
        )
    }));
    points.extend(letter.new_oral_law.as_ref().map(|law| {
        text!(
            nb: "Blir karakteren på den skriftlige delen endret, holder vi ny muntlig eksamen før \
                 du får endelig karakter, {law}.",
            nn: "Blir karakteren på den skriftlege delen endra, held vi ny munnleg eksamen før du \
                 får endeleg karakter, {law}.",
            en: "If the grade of the written part changes, we hold a new oral examination before \
                 you get the final grade, {law}.";
            law = according_to(law)
        )
    }));
    points.extend(letter.group.as_ref().map(group));
    points
}

fn group(rule: &GroupAppeal) -> Text {
    match rule {
        GroupAppeal::Individual { law } => text!(
            nb: "Dere leverte i gruppe. Klagen gjelder bare deg, og en endring gjelder bare \
                 karakteren din, {law}.",
            nn: "De leverte i gruppe. Klaga gjeld berre deg, og ei endring gjeld berre karakteren \
                 din, {law}.",
            en: "You handed in as a group. The appeal concerns you alone, and a change applies to \
                 your grade only, {law}.";
            law = according_to(law)
        ),
        GroupAppeal::AllSigned { law } => text!(
            nb: "Dere leverte i gruppe, og alle har skrevet under på klagen. En endring gjelder \
                 for hele gruppen, {law}.",
            nn: "De leverte i gruppe, og alle har skrive under på klaga. Ei endring gjeld for \
                 heile gruppa, {law}.",
            en: "You handed in as a group, and all of you have signed the appeal. A change applies \
                 to the whole group, {law}.";
            law = according_to(law)
        ),
    }
}

/// When the new grade is due, and that it is overdue where the letter is written later.
pub(crate) fn due(answer: &AnswerDue, written: Date) -> Vec<Block<Text>> {
    match answer {
        AnswerDue::By { date, law, because } => {
            let mut blocks = vec![paragraph(due_by(*date, law, written))];
            if !because.is_empty() {
                blocks.push(paragraph(crate::right::how_computed()));
                blocks.push(steps(because));
            }
            blocks
        }
        AnswerDue::WithoutUndueDelay { law, expected } => {
            let mut blocks = vec![paragraph(text!(
                nb: "Vi gjennomfører klagesensuren uten ugrunnet opphold, {law}. Vi skriver til \
                     deg så snart den nye karakteren er klar.",
                nn: "Vi gjennomfører klagesensuren utan ugrunna opphald, {law}. Vi skriv til \
                     deg så snart den nye karakteren er klar.",
                en: "The re-grading is carried out without undue delay, {law}. We will write to \
                     you as soon as the new grade is ready.";
                law = according_to(law)
            ))];
            blocks.extend(expected.map(|date| {
                paragraph(text!(
                    nb: "Vi regner med å svare innen {due}. Tar det lengre tid, sier vi fra.",
                    nn: "Vi reknar med å svare innan {due}. Tek det lengre tid, seier vi frå.",
                    en: "We expect to answer by {due}. If it takes longer, we will let you know.";
                    due = Deadline(date)
                ))
            }));
            blocks
        }
    }
}

fn due_by(date: Date, law: &str, written: Date) -> Text {
    if date < written {
        return text!(
            nb: "Den nye sensuren skulle vært klar senest {due}, {law}. Vi er for sent ute, og det \
                 beklager vi. Vi skriver til deg så snart sensuren er her.",
            nn: "Den nye sensuren skulle ha vore klar seinast {due}, {law}. Vi er for seint ute, og \
                 det beklagar vi. Vi skriv til deg så snart sensuren er her.",
            en: "The new grade was due by {due}, {law}. We are late, and we are sorry. We will \
                 write to you as soon as we have it.";
            due = Deadline(date), law = according_to(law)
        );
    }
    text!(
        nb: "Den nye sensuren skal være klar senest {due}, {law}. Vi skriver til deg så snart den \
             er her.",
        nn: "Den nye sensuren skal vere klar seinast {due}, {law}. Vi skriv til deg så snart han \
             er her.",
        en: "The new grade is due by {due}, {law}. We will write to you as soon as we have it.";
        due = Deadline(date), law = according_to(law)
    )
}
