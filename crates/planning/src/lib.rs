//! Planning a term's exams: routines of an office that stand above the crate [`office`], one folder each,
//! laid out as its own are.

pub mod date_wishes;
mod days;
pub mod exam_calendar;
pub mod exam_overview;
pub mod exam_plan;
mod ids;
#[cfg(test)]
mod routes_tests;
mod said;
mod series;
pub mod term_notice;
#[cfg(test)]
mod tests_world;

pub use days::{days, is_exam_day};
pub use ids::{DateWishRequestId, DraftId, ExamPlanId, TermNoticeId};
pub use series::Series;

use office::Routine;

/// The routines of planning, for whoever puts an office together.
pub const ROUTINES: &[Routine] = &[
    date_wishes::ROUTINE,
    exam_plan::ROUTINE,
    exam_calendar::ROUTINE,
    exam_overview::ROUTINE,
    term_notice::ROUTINE,
];

/// Their tables; they refer to those of the office and are migrated with them.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");
