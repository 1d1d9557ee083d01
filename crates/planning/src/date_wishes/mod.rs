//! Wishes about exam dates: a unit asks those responsible for its courses, they answer by a day, and who
//! has not is reminded (F-04, B-01).
//!
//! A wish is a fact that the plan of the term is made from: days that are wished for, that will do, and
//! that will not; a day that it must be, with the reason; days on which somebody is away. Oral, practical
//! and performing exams lie on the day that the subject community gives.

mod answer;
mod answer_pages;
mod api;
mod ask;
mod pages;
mod remind;
pub mod store;
mod tasks;
#[cfg(test)]
mod tests;

pub use answer::{Answer, Fixed, Wish, answer};
pub use ask::{Ask, ask, prolong};
pub(crate) use pages::{series_choices, term_choices};
pub use remind::REMIND_JOB;

use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::access::Role;
use office::http::Allow;
use ui::key;

/// Who asks: the department for its own exams, the faculty for all of its.
pub const ASKERS: &[Role] = &[Role::ExamOfficer, Role::FacultyOfficer];
/// Who answers: those responsible for courses of the unit.
pub const ANSWERERS: &[Role] = &[Role::CourseResponsible];
/// Who reads what was asked and answered.
pub const READERS: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::ExamCoordinator,
    Role::CentralOfficer,
    Role::HeadOfOffice,
    Role::CourseResponsible,
];

/// What the office gets from here.
pub const ROUTINE: Routine = Routine {
    routes: pages::routes,
    places: &[(
        "nav-exams",
        Place { key: key("nav-date-wishes"), href: "/date-wishes", allow: Allow::Roles(READERS) },
    )],
    tasks: |conn, node, who, today| Box::pin(tasks::tasks(conn, node, who, today)),
    jobs: &[(REMIND_JOB, |node, job| Box::pin(async move { remind::job(&node, &job).await }))],
    messages: Messages::default,
};
