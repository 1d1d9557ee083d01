//! To a student, in the course of a term: until when the fee is paid and one registers; later, what one is
//! signed up for, to be looked over.

pub mod samples;

use crate::blocks::{answer, contact, facts, list, on, paragraph};
use crate::{Block, Course, Deadline, Form, Head, Letter, Term};
use jiff::civil::Date;
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// The facts of a notice to one student.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermNotice {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The term.
    pub term: Term,
    /// What the student is told.
    pub matter: Matter,
}

/// What a student is told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum Matter {
    /// The dates of the term.
    Dates {
        /// The last day to pay the semester fee.
        fee_by: Date,
        /// The last day to register for the term.
        register_by: Date,
        /// The last day to sign up for ordinary exams, where a rule sets one.
        sign_up_by: Option<Date>,
    },
    /// To look over the own registrations.
    Registrations {
        /// The exams that the student is signed up for.
        exams: Vec<Registered>,
    },
}

/// An exam that a student is signed up for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registered {
    /// The course.
    pub course: Course,
    /// The day of the exam, where it is set.
    pub held_on: Option<Date>,
    /// The last day to withdraw from it, where there is one.
    pub withdraw_by: Option<Date>,
}

impl Letter for TermNotice {
    const KIND: &'static str = "term_notice";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        match self.matter {
            Matter::Dates { .. } => text!(
                nb: "Frister for betaling og registrering, {term}",
                nn: "Fristar for betaling og registrering, {term}",
                en: "Dates for fee and registration, {term}";
                term = self.term
            ),
            Matter::Registrations { .. } => text!(
                nb: "Sjekk hva du er oppmeldt til, {term}",
                nn: "Sjekk kva du er oppmeld til, {term}",
                en: "Check what you are signed up for, {term}";
                term = self.term
            ),
        }
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = match &self.matter {
            Matter::Dates { fee_by, register_by, sign_up_by } => {
                dates(*fee_by, *register_by, *sign_up_by)
            }
            Matter::Registrations { exams } => registrations(exams),
        };
        body.extend(contact(&self.head));
        body
    }
}

fn dates(fee_by: Date, register_by: Date, sign_up_by: Option<Date>) -> Vec<Block<Text>> {
    let mut rows = vec![
        (
            text!(nb: "Betal semesteravgiften", nn: "Betal semesteravgifta", en: "Pay the semester fee"),
            on(fee_by),
        ),
        (
            text!(nb: "Registrer deg", nn: "Registrer deg", en: "Register for the term"),
            on(register_by),
        ),
    ];
    rows.extend(sign_up_by.map(|day| {
        (
            text!(
                nb: "Meld deg opp til eksamen",
                nn: "Meld deg opp til eksamen",
                en: "Sign up for exams"
            ),
            on(day),
        )
    }));
    vec![
        answer(text!(
            nb: "Betal semesteravgiften senest {fee}, og registrer deg senest {register}.",
            nn: "Betal semesteravgifta seinast {fee}, og registrer deg seinast {register}.",
            en: "Pay the semester fee by {fee}, and register by {register}.";
            fee = Deadline(fee_by), register = Deadline(register_by)
        )),
        facts(rows),
        paragraph(text!(
            nb: "Dagene er de siste: hver frist varer til midnatt. Vi spør deg senere om å se over hva du er oppmeldt til.",
            nn: "Dagane er dei siste: kvar frist varer til midnatt. Vi spør deg seinare om å sjå over kva du er oppmeld til.",
            en: "Each day is the last one, until midnight. We shall ask you later to look over what you are signed up for."
        )),
    ]
}

fn registrations(exams: &[Registered]) -> Vec<Block<Text>> {
    vec![
        answer(text!(
            nb: "Se over at listen stemmer, og rett det som er feil før fristen for å trekke seg.",
            nn: "Sjå over at lista stemmer, og rett det som er feil før fristen for å trekkje seg.",
            en: "Please check that the list is right, and change what is wrong before the last day to withdraw."
        )),
        list(exams.iter().map(Registered::line)),
        paragraph(text!(
            nb: "Du melder deg av og bytter målform under «Mine eksamener» i Kandidat. Mangler en eksamen, så \
                 skriv til oss med en gang.",
            nn: "Du melder deg av og byter målform under «Eksamenane mine» i Kandidat. Manglar ein eksamen, så \
                 skriv til oss med ein gong.",
            en: "You withdraw and choose your language form under “My exams” in Kandidat. If an exam is \
                 missing, write to us at once."
        )),
    ]
}

impl Registered {
    /// The course, the day, and until when one withdraws.
    fn line(&self) -> Text {
        let course = |language: Language| self.course.form(language);
        let mut line =
            Text { nb: course(Language::Nb), nn: course(Language::Nn), en: course(Language::En) };
        let mut add = |more: Text| {
            line.nb.push_str(&more.nb);
            line.nn.push_str(&more.nn);
            line.en.push_str(&more.en);
        };
        if let Some(day) = self.held_on {
            add(text!(nb: ", {day}", nn: ", {day}", en: ", {day}"; day = Deadline(day)));
        }
        if let Some(day) = self.withdraw_by {
            add(text!(
                nb: ". Trekk deg senest {day}",
                nn: ". Trekk deg seinast {day}",
                en: ". Withdraw by {day}";
                day = Deadline(day)
            ));
        }
        line
    }
}
