//! The examination track of the second international timetabling competition (ITC2007).
//!
//! Every exam gets one period and one room; exams may share a room. Described in McCollum, McMullan, Burke,
//! Parkes, Qu, *The Second International Timetabling Competition: Examination Timetabling Track*, 2007.
//! All ids count from 0 in the order of the file.

mod check;
mod format;
mod read;
mod score;
#[cfg(test)]
mod tests;
mod to_problem;

pub use read::{read, read_solution};
pub use score::score;
pub use to_problem::{plan, problem, start};

/// An exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exam {
    /// Minutes.
    pub duration: u32,
    /// The students by number, sorted, each once.
    pub students: Vec<u32>,
}

/// A period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Periods of one date have the same number; dates are numbered as they first appear.
    pub day: u32,
    /// The date and the time of the beginning as the file writes them.
    pub begins: String,
    /// Minutes.
    pub duration: u32,
    /// The price of each exam that lies here.
    pub penalty: u32,
}

/// A room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Seats.
    pub capacity: u32,
    /// The price of each exam that is held here.
    pub penalty: u32,
}

/// How the periods of two exams must stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The first in a later period than the second.
    After,
    /// In the same period; void if the two share a student.
    Coincidence,
    /// Not in the same period.
    Exclusion,
}

/// The prices of an institution.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weights {
    /// Per student with two exams in neighbouring periods of one day.
    pub two_in_a_row: u32,
    /// Per student with two exams on one day, not neighbouring.
    pub two_in_a_day: u32,
    /// Periods within which two exams of a student cost 1.
    pub spread: u32,
    /// Per further duration in one room and period.
    pub mixed_durations: u32,
    /// How many of the largest exams should lie early.
    pub large_exams: u32,
    /// How many of the last periods are not early.
    pub late_periods: u32,
    /// Per large exam in a late period.
    pub front_load: u32,
}

/// One instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// The exams.
    pub exams: Vec<Exam>,
    /// The periods, in time.
    pub periods: Vec<Period>,
    /// The rooms.
    pub rooms: Vec<Room>,
    /// First exam, relation, second exam.
    pub relations: Vec<(u32, Relation, u32)>,
    /// Exams that share their room with no other.
    pub alone: Vec<u32>,
    /// The prices.
    pub weights: Weights,
}

/// Period and room of each exam; none: not placed.
pub type Plan = Vec<Option<(u32, u32)>>;

impl Instance {
    /// The exams by size, the largest first; of equal ones the first in the file.
    #[must_use]
    pub fn by_size(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.exams.len()).collect();
        order.sort_by_key(|exam| std::cmp::Reverse(self.exams[*exam].students.len()));
        order
    }

    /// Whether the two exams share a student.
    #[must_use]
    pub fn share(&self, a: u32, b: u32) -> bool {
        common(&self.exams[a as usize].students, &self.exams[b as usize].students) > 0
    }
}

/// How many numbers two sorted lists share.
pub(crate) fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut found) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        found += usize::from(x == y);
        (i, j) = (i + usize::from(x <= y), j + usize::from(y <= x));
    }
    found
}

/// The solution file: `period, room` per exam; an exam without a place is `-1, -1`.
#[must_use]
pub fn write(plan: &Plan) -> String {
    let line = |at: &Option<(u32, u32)>| match at {
        Some((period, room)) => format!("{period}, {room}\r\n"),
        None => "-1, -1\r\n".to_owned(),
    };
    plan.iter().map(line).collect()
}
