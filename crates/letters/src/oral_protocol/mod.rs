//! To the committee of an oral exam: who comes when, with names, and room for the grades.

pub mod samples;

use crate::blocks::{facts, heading, on, same};
use crate::{Block, CommitteeMember, Course, Head, Letter, Term};
use jiff::civil::{Date, Time};
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// The protocol of one session of an oral, as it is given to those who examine before it begins. An oral is
/// not anonymous: it shows names.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OralProtocol {
    /// The unit; a protocol has no addressee.
    pub head: Head,
    /// The course.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// The day.
    pub day: Date,
    /// The room.
    pub room: String,
    /// Who examines.
    pub committee: Vec<CommitteeMember>,
    /// The candidates in the order in which they come.
    pub rows: Vec<Row>,
}

/// One candidate's line.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// When she begins.
    pub from: Time,
    /// When she is done.
    pub until: Time,
    /// The name.
    pub name: String,
    /// The candidate number, where she has one.
    #[serde(default)]
    pub number: Option<String>,
}

impl Letter for OralProtocol {
    const KIND: &'static str = "oral_protocol";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Vurderingsprotokoll, muntlig eksamen: {course}, {term}",
            nn: "Vurderingsprotokoll, munnleg eksamen: {course}, {term}",
            en: "Grade protocol, oral exam: {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        vec![
            facts(self.facts()),
            self.candidates(),
            heading(text!(nb: "Underskrifter", nn: "Underskrifter", en: "Signatures")),
            Block::SignatureFields {
                labels: self.committee.iter().map(|member| same(&member.name)).collect(),
            },
        ]
    }
}

impl OralProtocol {
    fn facts(&self) -> Vec<(Text, Text)> {
        let members = |language: Language| {
            let all: Vec<_> =
                self.committee.iter().map(|one| crate::Form::form(one, language)).collect();
            all.join("; ")
        };
        vec![
            (text!(nb: "Dag", nn: "Dag", en: "Day"), on(self.day)),
            (text!(nb: "Rom", nn: "Rom", en: "Room"), same(&*self.room)),
            (
                text!(nb: "Kommisjon", nn: "Kommisjon", en: "Committee"),
                Text {
                    nb: members(Language::Nb),
                    nn: members(Language::Nn),
                    en: members(Language::En),
                },
            ),
            (
                text!(nb: "Antall kandidater", nn: "Talet på kandidatar", en: "Candidates"),
                same(self.rows.len().to_string()),
            ),
        ]
    }

    fn candidates(&self) -> Block<Text> {
        let row = |row: &Row| {
            vec![
                hours(row.from, row.until),
                same(&*row.name),
                same(row.number.as_deref().unwrap_or_default()),
                same(""),
            ]
        };
        Block::Table {
            caption: text!(
                nb: "Kandidatene etter tid",
                nn: "Kandidatane etter tid",
                en: "The candidates by time"
            ),
            columns: vec![
                text!(nb: "Tid", nn: "Tid", en: "Time"),
                text!(nb: "Navn", nn: "Namn", en: "Name"),
                text!(nb: "Kandidatnummer", nn: "Kandidatnummer", en: "Candidate number"),
                text!(nb: "Karakter", nn: "Karakter", en: "Grade"),
            ],
            rows: self.rows.iter().map(row).collect(),
        }
    }
}

/// `09.00–09.30`, in English `09:00–09:30`.
fn hours(from: Time, until: Time) -> Text {
    let written = |between: char| {
        let one = |at: Time| format!("{:02}{between}{:02}", at.hour(), at.minute());
        format!("{}–{}", one(from), one(until))
    };
    Text::new(written('.'), written('.'), written(':'))
}
