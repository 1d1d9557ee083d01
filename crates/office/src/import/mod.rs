//! Import: persons, rooms, courses, exams and registrations from files, all or nothing.
//!
//! A reader ([`read_folder`], [`read_ucc`]) turns files into a [`Batch`] or names every
//! bad row; [`run`] writes a batch in one act, or names every row that would change what is fixed. What is there already and does not differ
//! is left alone, so that a second run changes nothing. Nothing is ever taken away.

mod allowed;
mod apply;
mod batch;
mod change;
mod check;
mod excluded;
mod fault;
mod fixed;
mod invented;
mod read;
mod rows;
#[cfg(test)]
#[allow(clippy::ok_expect, reason = "a faulty row may hold personal data, so it cannot be printed")]
#[allow(clippy::print_stderr, reason = "a skipped test says so")]
mod tests;
mod ucc;

pub use allowed::Allowed;
pub use apply::{apply, run};
pub use batch::{At, Batch, CourseRow, ExamKey, ExamRow, PersonRow, RegistrationRow, RoomRow};
pub use change::{Change, Kind};
pub use fault::{Fault, Field, ImportError, Value};
pub(crate) use read::date;
pub use read::read_folder;
pub(crate) use rows::{Columns, Fields, read_bytes};
pub use ucc::{UccOptions, read_ucc};

/// What an import did to one kind of thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many rows the files have.
    pub read: usize,
    /// How many were new.
    pub added: usize,
    /// How many differed and were changed.
    pub changed: usize,
}

/// What an import did, or in a dry run would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Persons.
    pub persons: Tally,
    /// Rooms.
    pub rooms: Tally,
    /// Courses.
    pub courses: Tally,
    /// Exams.
    pub exams: Tally,
    /// Registrations.
    pub registrations: Tally,
    /// The codes of rooms, courses and exams that changed; no person is named.
    pub changes: Vec<Change>,
}

impl Imported {
    /// The kinds of things with what was done to each, in the order of the import.
    pub fn tallies(&self) -> [(Kind, Tally); 5] {
        [
            (Kind::Persons, self.persons),
            (Kind::Rooms, self.rooms),
            (Kind::Courses, self.courses),
            (Kind::Exams, self.exams),
            (Kind::Registrations, self.registrations),
        ]
    }

    /// How many rows were added or changed.
    pub fn total(&self) -> usize {
        self.tallies().iter().map(|(_, tally)| tally.added + tally.changed).sum()
    }
}

/// How far an import has come: told after each portion.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// The kind of thing that is being written.
    pub what: Kind,
    /// How many rows of all kinds are done.
    pub done: usize,
    /// How many there are.
    pub total: usize,
}
