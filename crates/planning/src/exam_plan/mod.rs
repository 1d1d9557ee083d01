//! The plan of a term's exams: drafts that a search finds and people move about in, what the faculties
//! say of one, its publication, and from then on repairs (C-03, C-04, F-05, J-12).
//!
//! A draft says where exams would lie; what it breaks and costs is counted anew whenever it is shown, since
//! people sign up and withdraw meanwhile. What is published stands in the catalogue, and changes by a
//! repair alone: the smallest change that makes the new demand hold, with a letter to everybody concerned.

mod api;
mod api_steps;
mod catalogue;
mod change;
mod draft;
mod draft_pages;
mod exam_pages;
mod gather;
mod granted;
#[cfg(test)]
mod granted_tests;
mod groups_pages;
mod judged;
mod pages;
mod places;
mod plan;
mod publication;
#[cfg(test)]
mod publication_tests;
mod publish;
mod repair;
mod review;
mod search;
mod seen;
mod shift;
mod spread;
mod step_pages;
pub mod store;
mod tasks;
#[cfg(test)]
mod tests;
mod told;
mod words;

pub use change::{Change, propose};
pub use draft::{NewDraft, draft, stop};
pub use plan::{NewPlan, NewSitting, Plan, begin};
pub use publish::publish;
pub use repair::repair;
pub use review::{Verdict, recall, review, send};
pub use search::SEARCH_JOB;
pub(crate) use seen::published;
pub use shift::{Shift, shift};

use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::access::Role;
use office::http::Allow;
use ui::key;

/// Who makes drafts, moves exams in them and sends them to the faculties.
pub const PLANNERS: &[Role] = &[Role::ExamCoordinator, Role::CentralOfficer];
/// Who answers for a faculty.
pub const REVIEWERS: &[Role] = &[Role::FacultyOfficer];
/// Who publishes the plan, and repairs it from then on: the department that reserves the rooms.
pub const PUBLISHERS: &[Role] = &[Role::CentralOfficer];
/// Who reads plans and drafts.
pub const READERS: &[Role] = &[
    Role::ExamCoordinator,
    Role::CentralOfficer,
    Role::FacultyOfficer,
    Role::ExamOfficer,
    Role::HeadOfOffice,
];

/// What the office gets from here.
pub const ROUTINE: Routine = Routine {
    routes: pages::routes,
    places: &[(
        "nav-date-wishes",
        Place { key: key("nav-exam-plans"), href: "/exam-plans", allow: Allow::Roles(READERS) },
    )],
    tasks: |conn, node, who, today| Box::pin(tasks::tasks(conn, node, who, today)),
    jobs: &[(SEARCH_JOB, |node, job| Box::pin(async move { search::job(&node, &job).await }))],
    messages: Messages::default,
};
