//! To somebody responsible for courses: on which days the exams of a term would suit, and by when to say so.

pub mod samples;

use crate::blocks::{answer, contact, facts, list, on, paragraph};
use crate::{Block, Course, Deadline, Form, Head, Letter, Term};
use jiff::civil::Date;
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// The facts of a date-wish request.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateWishRequest {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The term whose exams are planned.
    pub term: Term,
    /// Whether it is about deferred and resit exams, which have a plan of their own.
    pub deferred: bool,
    /// The courses whose exams are asked about; in a reminder those that nobody has answered for.
    pub courses: Vec<Course>,
    /// The first day on which exams can lie.
    pub first_on: Date,
    /// The last one.
    pub last_on: Date,
    /// The last day to answer.
    pub answer_by: Date,
    /// Whether she was asked before.
    pub reminder: bool,
}

impl Letter for DateWishRequest {
    const KIND: &'static str = "date_wish_request";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        match (self.reminder, self.deferred) {
            (false, false) => text!(
                nb: "Når passer eksamen, {term}?",
                nn: "Når passar eksamen, {term}?",
                en: "Which exam days suit you, {term}?";
                term = self.term
            ),
            (false, true) => text!(
                nb: "Når passer utsatt og ny eksamen, {term}?",
                nn: "Når passar utsett og ny eksamen, {term}?",
                en: "Which days suit deferred and resit exams, {term}?";
                term = self.term
            ),
            (true, _) => text!(
                nb: "Påminnelse: Når passer eksamen, {term}?",
                nn: "Påminning: Når passar eksamen, {term}?",
                en: "Reminder: Which exam days suit you, {term}?";
                term = self.term
            ),
        }
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![answer(text!(
            nb: "Svar i Kandidat senest {due}: hvilke dager du ønsker, hvilke som går, og hvilke som ikke går.",
            nn: "Svar i Kandidat seinast {due}: kva dagar du ønskjer, kva for nokre som går, og kva for nokre som ikkje går.",
            en: "Please answer in Kandidat by {due}: which days you wish for, which will do, and which will not.";
            due = Deadline(self.answer_by)
        ))];
        if self.reminder {
            body.push(paragraph(text!(
                nb: "Vi har spurt deg før, og mangler ennå svar om disse emnene:",
                nn: "Vi har spurt deg før, og manglar enno svar om desse emna:",
                en: "We have asked you before, and still lack an answer about these courses:"
            )));
        } else {
            body.push(paragraph(text!(
                nb: "Vi planlegger eksamenene og spør om disse emnene:",
                nn: "Vi planlegg eksamenane og spør om desse emna:",
                en: "We are planning the exams and ask about these courses:"
            )));
        }
        body.push(list(self.courses.iter().map(named)));
        body.push(facts([
            (
                text!(nb: "Første eksamensdag", nn: "Første eksamensdag", en: "First exam day"),
                on(self.first_on),
            ),
            (
                text!(nb: "Siste eksamensdag", nn: "Siste eksamensdag", en: "Last exam day"),
                on(self.last_on),
            ),
        ]));
        body.push(paragraph(text!(
            nb: "Meld også fra om dager du er borte. Muntlige eksamener fastsetter fagmiljøet selv; oppgi dagen \
                 og hvorfor den er valgt. Får vi ikke svar, planlegger vi uten ønskene dine.",
            nn: "Meld òg frå om dagar du er borte. Munnlege eksamenar fastset fagmiljøet sjølv; oppgi dagen \
                 og kvifor han er vald. Får vi ikkje svar, planlegg vi utan ønska dine.",
            en: "Tell us also on which days you are away. The subject community itself sets the day of oral \
                 exams; give the day and why it was chosen. Without an answer we plan without your wishes."
        )));
        body.extend(contact(&self.head));
        body
    }
}

/// A course with its code and name.
fn named(course: &Course) -> Text {
    let said = |language: Language| course.form(language);
    Text { nb: said(Language::Nb), nn: said(Language::Nn), en: said(Language::En) }
}
