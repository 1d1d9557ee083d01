//! What the files say, typed.

use jiff::civil::{Date, Time};
use rules::{Form, Language, Level, SittingKind, Term};
use rust_decimal::Decimal;

/// Where a row stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// The file.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u64,
}

impl At {
    /// What a field of ours is called in the file: Cork's have fewer, and others.
    pub fn field(self, ours: &'static str) -> &'static str {
        match (self.file, ours) {
            ("timetable", "date" | "starts_at") => "period",
            ("exams", "duration_minutes" | "credits") => "minutes",
            _ => ours,
        }
    }
}

/// A person.
pub struct PersonRow {
    /// Where the row stands.
    pub at: At,
    /// The student number: the key.
    pub student_number: String,
    /// The given name.
    pub given_name: String,
    /// The family name.
    pub family_name: String,
    /// The national id, if the file has it. One that the office knows already is kept.
    pub national_id: Option<String>,
    /// The date of birth.
    pub birth_date: Option<Date>,
    /// The e-mail address; empty if unknown.
    pub email: String,
    /// The language form the person reads.
    pub language: Language,
    /// Whether name and address are hidden.
    pub protected_address: bool,
}

/// A room, by its code.
pub struct RoomRow {
    /// Where the row stands.
    pub at: At,
    /// The code: the key.
    pub code: String,
    /// The name.
    pub name: String,
    /// How many candidates it holds.
    pub capacity: i32,
}

/// A course, by its code and version.
pub struct CourseRow {
    /// Where the row stands.
    pub at: At,
    /// The code.
    pub code: String,
    /// The version.
    pub version: String,
    /// The names in bokmål, nynorsk and English.
    pub names: [String; 3],
    /// The credits.
    pub credits: Decimal,
    /// The place code of the unit.
    pub unit: String,
    /// The level.
    pub level: Level,
    /// The form of assessment.
    pub form: Form,
    /// Whether it is graded pass or fail.
    pub pass_fail: bool,
}

impl CourseRow {
    /// The scale as the office keeps it.
    pub fn scale(&self) -> &'static str {
        if self.pass_fail { "pass_fail" } else { "letter" }
    }
}

/// Which exam is meant: course code, version, term and kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExamKey {
    /// The course code.
    pub code: String,
    /// The version of the code.
    pub version: String,
    /// The term.
    pub term: Term,
    /// Why it is held.
    pub kind: SittingKind,
}

/// An exam.
pub struct ExamRow {
    /// Where the row stands.
    pub at: At,
    /// The key.
    pub key: ExamKey,
    /// Where its day and its hour stand.
    pub day_at: At,
    /// The day.
    pub date: Option<Date>,
    /// When it starts.
    pub starts_at: Option<Time>,
    /// How long it lasts.
    pub duration_minutes: Option<i32>,
    /// How many copies the desk asks for.
    pub copies: i32,
    /// The codes of its rooms; none leaves the rooms of a known exam as they are.
    pub rooms: Vec<String>,
}

/// A registration of a student for an exam.
pub struct RegistrationRow {
    /// Where the row stands.
    pub at: At,
    /// The student.
    pub student_number: String,
    /// The exam.
    pub exam: ExamKey,
    /// The language form wished for.
    pub language: Language,
}

/// All that is to be imported at once.
#[derive(Default)]
pub struct Batch {
    /// Persons.
    pub persons: Vec<PersonRow>,
    /// Rooms.
    pub rooms: Vec<RoomRow>,
    /// Courses.
    pub courses: Vec<CourseRow>,
    /// Exams.
    pub exams: Vec<ExamRow>,
    /// Registrations.
    pub registrations: Vec<RegistrationRow>,
}

impl Batch {
    /// How many rows there are in all.
    pub fn len(&self) -> usize {
        self.persons.len()
            + self.rooms.len()
            + self.courses.len()
            + self.exams.len()
            + self.registrations.len()
    }

    /// Whether there is nothing to import.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
