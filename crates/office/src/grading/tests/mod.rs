//! Grading as its people do it: from the first standpoint to the announced result.

mod announcement;
mod at_once;
mod committee;
mod deadlines;
mod explained;
mod fixed;
mod hand_over;
pub(crate) mod kept;
mod preliminary;
mod rectifying;
mod regrading;
mod standpoints;
