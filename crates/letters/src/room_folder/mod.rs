//! What lies in a room when an exam begins: notice for the door, lists, seat plan, and what is written by hand.
//!
//! The door shows candidate numbers alone. Names stand on the list by which the invigilators check who has
//! come, and nowhere else.

mod pages;
pub mod samples;

use crate::blocks::same;
use crate::{Block, Course, Deadline, Head, Letter};
use jiff::civil::{Date, DateTime};
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// The folder of one room, or of all rooms of a day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoomFolder {
    /// The unit that prints it; a folder has no addressee.
    pub head: Head,
    /// The day.
    pub day: Date,
    /// The rooms; at least one.
    pub rooms: Vec<Room>,
}

/// A room at a sitting.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// When the candidates begin.
    pub from: DateTime,
    /// When the last of them ends.
    pub until: DateTime,
    /// The exams.
    pub exams: Vec<RoomExam>,
    /// The candidates, in the order of their seats; those without one last.
    pub candidates: Vec<Seated>,
    /// How many seats there are.
    pub seats: u32,
    /// How many seats stand in a row, 1 or more.
    pub per_row: u32,
    /// How many pairs of the same exam sit side by side.
    pub side_by_side: u32,
    /// The invigilators by name, whoever has charge of the room first.
    pub invigilators: Vec<String>,
    /// The last day on which papers and folder reach the room.
    pub in_room_by: Date,
}

/// An exam in the room.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoomExam {
    /// The course.
    pub course: Course,
    /// When it begins.
    pub from: DateTime,
    /// When it ends in this room.
    pub until: DateTime,
    /// How many minutes more than the others those in this room have.
    pub extra_minutes: u32,
    /// What may be used; `None`: nobody has said so.
    pub aids: Option<Aids>,
    /// The papers.
    pub papers: Vec<Paper>,
}

/// What candidates may use.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aids {
    /// Nothing but pens.
    None,
    /// All that is printed or written.
    All,
    /// What is named.
    Listed(Text),
}

/// How many copies of a paper there are in one language form.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// The language form.
    pub language: Language,
    /// How many candidates have it.
    pub candidates: u32,
    /// How many copies there are, spare ones counted.
    pub copies: u32,
}

/// A candidate in the room.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seated {
    /// The seat, counted from 1 row by row from the front.
    pub seat: Option<u32>,
    /// The candidate number, once it is drawn.
    pub number: Option<String>,
    /// The code of the course.
    pub course: String,
    /// The language form of the paper.
    pub language: Language,
    /// The name, or that the person is protected.
    pub name: Text,
    /// What was granted to her alone; never why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<Granted>,
}

/// The special arrangements of one candidate, as far as the invigilators need them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Granted {
    /// When the candidate's own time is over.
    pub until: DateTime,
    /// What she may use that others may not; may be empty.
    pub equipment: String,
}

impl Letter for RoomFolder {
    const KIND: &'static str = "room_folder";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        let day = Deadline(self.day);
        match &self.rooms[..] {
            [room] => text!(
                nb: "Rommappe for {room}, {day}",
                nn: "Rommappe for {room}, {day}",
                en: "Folder of {room}, {day}";
                room = room.code, day = day
            ),
            _ => text!(
                nb: "Rommapper, {day}", nn: "Rommapper, {day}", en: "Folders of rooms, {day}"; day = day
            ),
        }
    }

    fn body(&self) -> Vec<Block<Text>> {
        if let [room] = &self.rooms[..] {
            return room.pages();
        }
        let mut body = vec![self.overview()];
        for room in &self.rooms {
            body.push(Block::PageBreak);
            body.extend(room.pages());
        }
        body
    }
}

impl RoomFolder {
    /// The rooms of the day.
    fn overview(&self) -> Block<Text> {
        let row = |room: &Room| {
            vec![
                same(&*room.code),
                hours(room.from, room.until),
                same(room.codes()),
                same(room.candidates.len().to_string()),
            ]
        };
        Block::Table {
            caption: text!(nb: "Rommene", nn: "Romma", en: "The rooms"),
            columns: vec![
                text!(nb: "Rom", nn: "Rom", en: "Room"),
                text!(nb: "Tid", nn: "Tid", en: "Time"),
                text!(nb: "Emner", nn: "Emne", en: "Courses"),
                text!(nb: "Kandidater", nn: "Kandidatar", en: "Candidates"),
            ],
            rows: self.rooms.iter().map(row).collect(),
        }
    }
}

/// `09.00–13.00`, in English `09:00–13:00`.
fn hours(from: DateTime, until: DateTime) -> Text {
    let written = |between: char| {
        let one = |at: DateTime| format!("{:02}{between}{:02}", at.hour(), at.minute());
        format!("{}–{}", one(from), one(until))
    };
    Text::new(written('.'), written('.'), written(':'))
}

/// The name of a language form.
fn language(of: Language) -> Text {
    match of {
        Language::Nb => text!(nb: "bokmål", nn: "bokmål", en: "Bokmål"),
        Language::Nn => text!(nb: "nynorsk", nn: "nynorsk", en: "Nynorsk"),
        Language::En => text!(nb: "engelsk", nn: "engelsk", en: "English"),
    }
}
