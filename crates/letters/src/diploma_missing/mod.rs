//! To the student: the appeal waits until the diploma is handed back.

pub mod samples;

use crate::blocks::{answer, contact, heading, list, paragraph};
use crate::{Block, Course, Deadline, Head, Letter, Term};
use jiff::civil::Date;
use rules::Text;
use rules::cited::according_to;
use serde::{Deserialize, Serialize};

/// The facts of the letter that asks for the diploma.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiplomaMissing {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The course concerned.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// The day the appeal or formal complaint came in.
    pub received: Date,
    /// What came in.
    pub about: About,
    /// The qualification on the diploma.
    pub qualification: Text,
    /// The date of the diploma.
    pub diploma_dated: Date,
    /// The paragraph that demands the diploma.
    pub law: String,
    /// Where to hand it in, e.g. the student desk with its address.
    pub hand_in_at: Text,
    /// The day by which the institution asks for it.
    pub hand_in_by: Option<Date>,
}

/// What the student sent.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// An appeal against a grade.
    Grade,
    /// A complaint of formal errors.
    FormalErrors,
}

impl About {
    fn named(self) -> Text {
        match self {
            Self::Grade => text!(
                nb: "klagen din på karakteren",
                nn: "klaga di på karakteren",
                en: "your appeal against the grade"
            ),
            Self::FormalErrors => text!(
                nb: "klagen din på formelle feil ved eksamenen",
                nn: "klaga di på formelle feil ved eksamenen",
                en: "your complaint of formal errors at the examination"
            ),
        }
    }
}

impl Letter for DiplomaMissing {
    const KIND: &'static str = "diploma_missing";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Vi trenger vitnemålet ditt for å behandle klagen i {course}, {term}",
            nn: "Vi treng vitnemålet ditt for å behandle klaga i {course}, {term}",
            en: "We need your diploma to process your case in {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(self.request()),
            paragraph(text!(
                nb: "Vi fikk {about} {received}. Emnet står på vitnemålet ditt for {qualification}, \
                     datert {dated}. Klagen kan først behandles når vitnemålet er levert inn, {law}.",
                nn: "Vi fekk {about} {received}. Emnet står på vitnemålet ditt for {qualification}, \
                     datert {dated}. Klaga kan først behandlast når vitnemålet er levert inn, {law}.",
                en: "We received {about} on {received}. The course stands on your diploma for \
                     {qualification}, dated {dated}. Your case can be processed only when the diploma \
                     has been handed in, {law}.";
                about = self.about.named(), received = self.received, law = according_to(&self.law),
                qualification = self.qualification, dated = self.diploma_dated
            )),
            heading(text!(
                nb: "Slik gjør du",
                nn: "Slik gjer du",
                en: "What to do"
            )),
            paragraph(text!(
                nb: "Lever eller send originalen til {place}. Vitnemålstillegget skal følge med.",
                nn: "Lever eller send originalen til {place}. Vitnemålstillegget skal følgje med.",
                en: "Hand in or send the original to {place}, together with the diploma supplement.";
                place = self.hand_in_at
            )),
            heading(text!(
                nb: "Hva som skjer etterpå",
                nn: "Kva som skjer etterpå",
                en: "What happens then"
            )),
        ];
        body.push(list([
            text!(
                nb: "Klagen er registrert den dagen vi fikk den. Du mister ingen frist ved at den venter.",
                nn: "Klaga er registrert den dagen vi fekk henne. Du mistar ingen frist ved at ho ventar.",
                en: "Your case is registered on the day we received it. You lose no time limit by its waiting."
            ),
            text!(
                nb: "Blir karakteren stående, får du vitnemålet tilbake.",
                nn: "Blir karakteren ståande, får du vitnemålet tilbake.",
                en: "If the grade stays the same, you get your diploma back."
            ),
            text!(
                nb: "Blir karakteren endret, skriver vi ut et nytt vitnemål.",
                nn: "Blir karakteren endra, skriv vi ut eit nytt vitnemål.",
                en: "If the grade changes, we issue a new diploma."
            ),
        ]));
        body.extend(contact(&self.head));
        body
    }
}

impl DiplomaMissing {
    fn request(&self) -> Text {
        match self.hand_in_by {
            Some(date) => text!(
                nb: "Klagen din venter til vi har fått vitnemålet ditt. Vi ber deg levere det innen {due}.",
                nn: "Klaga di ventar til vi har fått vitnemålet ditt. Vi ber deg levere det innan {due}.",
                en: "Your case waits until we have your diploma. Please hand it in by {due}.";
                due = Deadline(date)
            ),
            None => text!(
                nb: "Klagen din venter til vi har fått vitnemålet ditt. Lever det så snart du kan.",
                nn: "Klaga di ventar til vi har fått vitnemålet ditt. Lever det så snart du kan.",
                en: "Your case waits until we have your diploma. Please hand it in as soon as you can."
            ),
        }
    }
}
