//! What an import did, in words of every language form.

use super::Imported;
use rules::{Language, Text};
use ui::messages::text;

/// The kinds of things an import brings, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Persons.
    Persons,
    /// Rooms.
    Rooms,
    /// Courses.
    Courses,
    /// Exams.
    Exams,
    /// Registrations.
    Registrations,
}

impl Kind {
    /// What the record of acts calls it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Persons => "persons",
            Self::Rooms => "rooms",
            Self::Courses => "courses",
            Self::Exams => "exams",
            Self::Registrations => "registrations",
        }
    }

    /// What a reader calls it.
    pub fn text(self) -> Text {
        match self {
            Self::Persons => text("import-persons", &[]),
            Self::Rooms => text("import-rooms", &[]),
            Self::Courses => text("import-courses", &[]),
            Self::Exams => text("import-exams", &[]),
            Self::Registrations => text("import-registrations", &[]),
        }
    }
}

/// One thing that was there already and changed; no person is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The room with this code.
    Room(String),
    /// The course with this code.
    Course(String),
    /// The exam of the course with this code in this term.
    Exam(String, String),
    /// The rooms of an exam of the course with this code.
    RoomsOf(String),
}

impl Change {
    /// What changed.
    pub fn text(&self) -> Text {
        match self {
            Self::Room(code) => text("import-changed-room", &[("code", code)]),
            Self::Course(code) => text("import-changed-course", &[("code", code)]),
            Self::Exam(code, term) => {
                text("import-changed-exam", &[("code", code), ("term", term)])
            }
            Self::RoomsOf(code) => text("import-changed-rooms", &[("code", code)]),
        }
    }
}

impl Imported {
    /// The report, line by line, for a person who reads this language form: what was done to each kind, what
    /// changed, and how much in all; in a dry run what would be done.
    pub fn told(&self, dry_run: bool, language: Language) -> Vec<String> {
        let kinds = self.tallies().into_iter().map(|(kind, tally)| {
            let name = kind.text();
            let same = tally.read - tally.added - tally.changed;
            text(
                "import-tally",
                &[
                    ("kind", &name.get(language)),
                    ("added", &tally.added),
                    ("changed", &tally.changed),
                    ("same", &same),
                ],
            )
        });
        let total = match dry_run {
            true => text("import-total-dry", &[("count", &self.total())]),
            false => text("import-total", &[("count", &self.total())]),
        };
        let lines = kinds.chain(self.changes.iter().map(Change::text)).chain([total]);
        lines.map(|line| line.get(language).to_owned()).collect()
    }
}
