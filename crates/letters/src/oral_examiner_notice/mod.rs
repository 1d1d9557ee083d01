//! To an examiner: when and where the candidates of an oral exam come, and the protocol with names.

pub mod samples;

use crate::blocks::{answer, contact, paragraph, same};
use crate::{Block, Count, Course, Deadline, Head, Letter, Term};
use jiff::civil::{Date, Time};
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of a notice to one examiner.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OralExaminerNotice {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The course.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// How many candidates there are.
    pub candidates: u32,
    /// The rooms, each day by itself, in order; none where somebody was told of one and is needed no more.
    pub sessions: Vec<Session>,
    /// Whether an earlier notice said otherwise.
    pub changed: bool,
}

/// What is held in one room on one day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The day.
    pub day: Date,
    /// The room.
    pub room: String,
    /// When the first candidate begins.
    pub from: Time,
    /// When the last one is done.
    pub until: Time,
    /// How many candidates come there.
    pub candidates: u32,
}

impl Letter for OralExaminerNotice {
    const KIND: &'static str = "oral_examiner_notice";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        if self.changed {
            return text!(
                nb: "Endret plan for eksaminasjonen i {course}, {term}",
                nn: "Endra plan for eksaminasjonen i {course}, {term}",
                en: "Changed plan of the examination in {course}, {term}";
                course = self.course, term = self.term
            );
        }
        text!(
            nb: "Plan for eksaminasjonen i {course}, {term}",
            nn: "Plan for eksaminasjonen i {course}, {term}",
            en: "Plan of the examination in {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        if self.sessions.is_empty() {
            let none = text!(
                nb: "Du skal ikke eksaminere noen denne gangen likevel.",
                nn: "Du skal ikkje eksaminere nokon denne gongen likevel.",
                en: "You are not to examine anybody this time after all."
            );
            return std::iter::once(answer(none)).chain(contact(&self.head)).collect();
        }
        let count = Count(self.candidates);
        let mut body = vec![answer(if self.candidates == 1 {
            text!(
                nb: "Én kandidat skal eksamineres.",
                nn: "Éin kandidat skal eksaminerast.",
                en: "One candidate is to be examined."
            )
        } else {
            text!(
                nb: "Antall kandidater som skal eksamineres: {count}.",
                nn: "Talet på kandidatar som skal eksaminerast: {count}.",
                en: "Candidates to be examined: {count}.";
                count = count
            )
        })];
        body.push(self.table());
        body.push(paragraph(text!(
            nb: "Vurderingsprotokollen med navn og tid for hver kandidat får du på siden for \
                 eksamenen før den begynner. Studenten kan be om begrunnelse når karakteren er meddelt.",
            nn: "Vurderingsprotokollen med namn og tid for kvar kandidat får du på sida for \
                 eksamenen før han byrjar. Studenten kan be om grunngiving når karakteren er meddelt.",
            en: "You get the protocol with the name and time of each candidate on the page of the exam \
                 before it begins. A student may ask for an explanation once the grade is told."
        )));
        body.extend(contact(&self.head));
        body
    }
}

impl OralExaminerNotice {
    fn table(&self) -> Block<Text> {
        let rows = self.sessions.iter().map(|session| {
            let day = Deadline(session.day);
            vec![
                text!(nb: "{d}", nn: "{d}", en: "{d}"; d = day),
                hours(session.from, session.until),
                same(&*session.room),
                same(session.candidates.to_string()),
            ]
        });
        Block::Table {
            caption: text!(nb: "Rom og tider", nn: "Rom og tider", en: "Rooms and times"),
            columns: vec![
                text!(nb: "Dag", nn: "Dag", en: "Day"),
                text!(nb: "Tid", nn: "Tid", en: "Time"),
                text!(nb: "Rom", nn: "Rom", en: "Room"),
                text!(nb: "Kandidater", nn: "Kandidatar", en: "Candidates"),
            ],
            rows: rows.collect(),
        }
    }
}

/// `09.00–12.00`, in English `09:00–12:00`.
fn hours(from: Time, until: Time) -> Text {
    let written = |between: char| {
        let one = |at: Time| format!("{:02}{between}{:02}", at.hour(), at.minute());
        format!("{}–{}", one(from), one(until))
    };
    Text::new(written('.'), written('.'), written(':'))
}
