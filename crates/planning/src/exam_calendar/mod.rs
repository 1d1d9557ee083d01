//! Exams as a calendar that other programs subscribe to (RFC 5545): a student's own, and those of a plan.
//!
//! What is published stands in the catalogue, and a calendar is read from there: a repair of the plan is in
//! it at once.

mod pages;
mod store;
#[cfg(test)]
mod tests;
mod write;

use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::http::Allow;
use ui::key;

/// What the office gets from here.
pub const ROUTINE: Routine = Routine {
    routes: pages::routes,
    places: &[(
        "nav-my",
        Place { key: key("nav-my-calendar"), href: "/my/exams.ics", allow: Allow::Student },
    )],
    tasks: |_, _, _, _| Box::pin(async { Ok(Vec::new()) }),
    jobs: &[],
    messages: Messages::default,
};
