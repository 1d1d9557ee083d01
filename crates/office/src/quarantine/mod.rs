//! Quarantine: what an exclusion refuses a person here, in writing, and the appeal against it (routine
//! for RUST p. 7, 11–14).
//!
//! A refusal ([`refuse`]) is a letter about one row: an application for admission is dismissed
//! (letter 1), a registration for exams that was tried is not accepted (letter 3), one that stood is
//! annulled (letter 4). Which exam registrations a row concerns [`exams`] finds; an officer withdraws
//! them by hand ([`withdraw`]) or answers a try ([`answer`]). The person appeals within three weeks
//! ([`appeal`]); what is about the decision or its registration goes to the institution that decided,
//! what is about its use here to the own body ([`forward`]). When the appeal is upheld ([`settle`]), and
//! another person has controlled that ([`control`]), the row as it is then is set
//! aside in that case. A row that is taken back takes its refusals with it ([`taken_back_job`]); of one that is
//! changed they are considered again ([`look_again`]).

mod again;
pub(crate) mod api;
mod appeal;
mod case;
mod exams;
mod exams_pages;
mod letter;
mod my_pages;
pub(crate) mod pages;
mod refusal;
pub(crate) mod store;
mod taken_back;
mod tasks;
#[cfg(test)]
mod tests;

pub use again::look_again;
pub use appeal::{Appeal, Ground, Outcome, appeal, control, forward, send_back, settle};
pub use case::{Case, Entered, Lodged};
pub use exams::{Concerned, answer, exams, withdraw};
pub use refusal::{Matter, NewRefusal, POSTED_JOB, common, heaviest, posted_job, refuse};
pub use taken_back::{TAKEN_BACK_JOB, taken_back_job};
pub use tasks::tasks;

use crate::access::Role;
use rules::Text;

/// Those who withdraw registrations for exams and answer tries.
pub(crate) const EXAM_HANDLERS: &[Role] = crate::registration::WITHDRAW_EXCLUDED;
/// Those who see what was refused at their units and handle the appeals.
pub(crate) const HANDLERS: &[Role] =
    &[Role::ExamOfficer, Role::FacultyOfficer, Role::CentralOfficer];

/// A message of this routine in every language form.
fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}
