//! The exam office of University College Cork, autumn 2018: real registrations, venues and requests
//! (Genc, O'Sullivan, *A Two-Phase Constraint Programming Model for Examination Timetabling at University
//! College Cork*, CP 2020).
//!
//! A plan is complete when every exam that is not excluded has a period, no student sits two at once, no
//! venue is overfull, EXACT and BEFORE are kept, co-scheduled exams lie together, durations fit, and every
//! tagged student sits in a venue of the tag. An exam may be split over venues, and venues are shared.
//! Soft costs are those of [`crate::itc2007`], with [`WEIGHTS`].

mod format;
mod read;
mod score;
#[cfg(test)]
mod tests;

pub use read::{FILES, read, read_solution};
pub use score::score;

/// The prices, which Cork's data do not give: `check` prints them.
pub const WEIGHTS: crate::itc2007::Weights = crate::itc2007::Weights {
    two_in_a_row: 7,
    two_in_a_day: 5,
    spread: 5,
    mixed_durations: 10,
    large_exams: 100,
    late_periods: 10,
    front_load: 5,
};

/// An exam.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exam {
    /// The module's code.
    pub code: String,
    /// Minutes.
    pub duration: u32,
    /// The students, sorted.
    pub students: Vec<u32>,
    /// Held outside the exam weeks: not planned.
    pub excluded: bool,
    /// The one period it may have, from 0.
    pub exact: Option<u32>,
    /// It must lie before this period.
    pub before: Option<u32>,
    /// Exams with the same group lie together.
    pub group: Option<u32>,
}

/// A venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Venue {
    /// Its name, without space around it.
    pub name: String,
    /// Seats.
    pub seats: u32,
    /// The price of each exam that is held here.
    pub penalty: u32,
    /// Which students sit here: 0 those without a tag, else place in [`Instance::tags`] plus 1.
    pub tag: usize,
}

/// One instance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Instance {
    /// The exams.
    pub exams: Vec<Exam>,
    /// The periods, in time.
    pub periods: Vec<crate::itc2007::Period>,
    /// All venues.
    pub venues: Vec<Venue>,
    /// The tags of special needs.
    pub tags: Vec<String>,
    /// Each tagged student's tag: place in `tags` plus 1.
    pub tagged: std::collections::HashMap<u32, usize>,
    /// What in the files concerns nothing that is there.
    pub notes: Vec<String>,
}

/// Where an exam lies: its period, and its seats by venue and number of students.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// The period, from 0.
    pub period: u32,
    /// Venue (place in [`Instance::venues`]) and seats.
    pub seats: Vec<(usize, u32)>,
}

/// The sitting of each exam; none: not placed.
pub type Plan = Vec<Option<Sitting>>;

impl Instance {
    /// How many students of the exam have each tag; the first are those with none.
    #[must_use]
    pub fn demand(&self, exam: usize) -> Vec<u32> {
        let mut demand = vec![0; self.tags.len() + 1];
        for student in &self.exams[exam].students {
            demand[self.tagged.get(student).copied().unwrap_or_default()] += 1;
        }
        demand
    }
}

/// The solution file: `exam;period;venues;seats;venues for special needs;seats`, venues and seats with `|`
/// between. The first three are what `kandidat import --ucc --timetable` reads.
#[must_use]
pub fn write(instance: &Instance, plan: &Plan) -> String {
    let mut text = "exam;period;rooms;seats;special rooms;special seats\n".to_owned();
    for (exam, sitting) in instance.exams.iter().zip(plan) {
        let Some(sitting) = sitting else { continue };
        text += &format!("{};{}", exam.code, sitting.period);
        for special in [false, true] {
            let (mut names, mut seats) = (Vec::new(), Vec::new());
            for (venue, taken) in &sitting.seats {
                if (instance.venues[*venue].tag > 0) == special {
                    names.push(instance.venues[*venue].name.clone());
                    seats.push(taken.to_string());
                }
            }
            text += &format!(";{};{}", names.join("|"), seats.join("|"));
        }
        text.push('\n');
    }
    text
}
