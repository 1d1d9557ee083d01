//! Degrees: the qualification protocol of this institution (S-04), and what else a transcript says of
//! a person beside the grades.
//!
//! A degree stands with the results that it rests on: our own, by their registrations, so that what is
//! changed later stands there as it counts, and those of other institutions as they were recognised.
//! It is entered once and never changed; an error is withdrawn and entered anew. Whoever sends the
//! diploma says so here, and the gate of the appeals knows it (S-09).
//! [`counting`] is what counts of a person today.

pub(crate) mod api;
mod enter;
pub(crate) mod pages;
mod person_pages;
pub(crate) mod reach;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod title_pages;
mod words;

pub use enter::{ExternalPart, NewDegree, enter, withdraw};
pub use store::{Counting, Degree, Part, counting, counting_with_held, of_person};
pub use words::{CourseDescription, ThesisTitle, describe, entitle};

use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::access::Role;
use office::http::Allow;
use rules::Text;
use ui::key;

/// What this routine brings.
pub const ROUTINE: Routine = Routine {
    routes: pages::routes,
    places: &[(
        "nav-explanations",
        Place { key: key("nav-degrees"), href: "/degrees", allow: Allow::Roles(KEEPERS) },
    )],
    tasks: |_, _, _, _| Box::pin(async { Ok(Vec::new()) }),
    jobs: &[],
    messages: Messages::default,
};

/// Those who keep the protocol of their unit.
pub(crate) const KEEPERS: &[Role] =
    &[Role::ExamOfficer, Role::FacultyOfficer, Role::CentralOfficer];

/// A message of this routine in every language form.
fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}
