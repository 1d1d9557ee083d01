//! Invigilators: how many a room needs, and how long one of them may work.
//!
//! How many there must be is the institution's own practice; how long somebody works is the Working
//! Environment Act's (aml. §§ 10-4 (1), 10-8 (1)), and no institution sets it.

mod hours;
mod need;
#[cfg(test)]
mod tests;

pub use hours::{HoursAnswer, HoursFacts, InvigilationHours, Turn};
pub use need::{InvigilationNeed, NeedAnswer, NeedFacts, RoomKind};

use crate::Law;
use serde::Deserialize;

/// The section `[invigilation]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvigilationLaw {
    /// How many candidates one invigilator looks after in a hall, 1 or more.
    pub candidates_per_invigilator: Law<u32>,
    /// The same in a small room, 1 or more.
    pub small_room_candidates: Law<u32>,
    /// How many invigilators a hall has at least, so that one can leave it with a candidate.
    pub least_in_hall: Law<u32>,
    /// From how many candidates in a room it has a head invigilator as well.
    pub head_from_candidates: Law<u32>,
    /// How many minutes before the candidates begin an invigilator comes.
    pub minutes_before: Law<u32>,
    /// How many minutes after they have ended an invigilator stays.
    pub minutes_after: Law<u32>,
    /// How long an employee works.
    pub working_time: WorkingTimeLaw,
}

/// The limits of an employee's working time.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingTimeLaw {
    /// The paragraphs.
    pub law: String,
    /// The most hours within a day and night.
    pub day_hours: u32,
    /// The most hours within seven days.
    pub week_hours: u32,
    /// The fewest hours off between the work of two days.
    pub rest_hours: u32,
}
