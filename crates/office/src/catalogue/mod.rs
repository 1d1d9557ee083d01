//! Courses and their exams: what is taught, and each sitting in which it is assessed.
//!
//! The exam's pages share one row of tabs ([`tabs`]); other routines add theirs there.
//! Whoever follows an exam sees it; the exam officer of its unit sets it up.

mod api;
mod changed;
pub mod course;
mod courses_api;
mod deadlines;
pub mod exam;
pub(crate) mod forms;
mod graded;
pub(crate) mod pages;
pub(crate) mod progress;
mod room_field;
pub(crate) mod search;
mod slot;
pub(crate) mod store;
pub(crate) mod tabs;
mod tasks;
#[cfg(test)]
mod tests;
pub(crate) mod when;
pub mod words;

pub use course::{CourseFields, change_course, create_course};
pub use deadlines::{Deadlines, deadlines, graded_by, grading_deadline, keep_deadlines};
pub use exam::{Exam, ExamFields, change_exam, create_exam};
pub use forms::{read_clock, refused};
pub use search::{ExamRow, Filter, Found, Search, exams, units};
pub use slot::{Slot, schedule_exams};
pub use store::unit_at;
pub use tabs::{KNOW_CANDIDATES, head};
pub use tasks::tasks;
pub use words::about;

use crate::access::Role;
use crate::http::Signed;
use crate::{Error, ExamId, Result};

/// Who sees an exam's facts and counts, without any candidate's name.
pub const VIEWERS: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::ExamCoordinator,
    Role::CentralOfficer,
    Role::HeadOfOffice,
    Role::DeskOfficer,
    Role::RecordsOfficer,
    Role::BoardSecretary,
    Role::CourseResponsible,
];

/// Who sets up courses and exams.
pub const PLANNERS: &[Role] = &[Role::ExamOfficer];

/// The exam, if this person holds one of `roles` at a unit that covers it.
///
/// # Errors
/// Not found: what lies outside one's scope does not exist.
pub async fn exam_for(signed: &Signed, id: ExamId, roles: &[Role]) -> Result<Exam> {
    let mut conn = signed.read().await?;
    let exam = store::exam(&mut conn, id).await?.ok_or(Error::NotFound)?;
    signed.who.require(roles, &exam.place)?;
    Ok(exam)
}
