//! What students are told in the course of a term, by the day that the year wheel sets: until when the
//! semester fee is paid and one registers; later, what one is signed up for, to be looked over (D-04).
//!
//! The central department says when; a job writes the letters, some in each act, and each student's own is
//! kept. Whoever becomes a student or signs up after it can be told by sending it once more: nobody is told
//! the same twice.

mod api;
mod due;
mod pages;
mod send;
mod store;
mod tasks;
#[cfg(test)]
mod tests;

pub use due::{Due, Matter};
pub use send::{TELL_JOB, send};

use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::access::Role;
use office::http::Allow;
use ui::key;

/// Who tells the students: the central department, for the whole institution.
pub const SENDERS: &[Role] = &[Role::CentralOfficer];
/// Who reads what they are told and when; names stand in the letters alone.
pub const READERS: &[Role] = &[Role::CentralOfficer, Role::DeskOfficer, Role::HeadOfOffice];

/// What the office gets from here.
pub const ROUTINE: Routine = Routine {
    routes: pages::routes,
    places: &[(
        "nav-letters",
        Place { key: key("nav-term-notices"), href: "/term-notices", allow: Allow::Roles(READERS) },
    )],
    tasks: |conn, node, who, today| Box::pin(tasks::tasks(conn, node, who, today)),
    jobs: &[(TELL_JOB, |node, job| Box::pin(async move { send::job(&node, &job).await }))],
    messages: Messages::default,
};
