//! Admission: study programmes, who applies for them, who is offered a place, and who has the right to
//! follow them; and what an exclusion does on the way (routine for RUST p. 7, 8, 11, 12).
//!
//! An officer keeps the programmes ([`create_programme`], [`add_start`]), each with the category of
//! studies that an exclusion may concern. Somebody applies on her own page ([`apply`]), or comes from the
//! national admission by file ([`import_national`]). She is told in general words that an exclusion
//! concerns her, and may apply all the same. The officer sees the warning, offers a place ([`offer`]),
//! dismisses what an exclusion bars ([`dismiss`]), or tells an applicant of the national admission
//! ([`message`]). Nobody is offered a place, or accepts one ([`answer`]), while it is not certain what the
//! register knows of her. Who accepts has a study right; an exclusion suspends it, or ends it for good
//! ([`study_right`]).

pub(crate) mod api;
mod application;
mod apply;
mod case_pages;
mod dismiss;
mod effect;
mod message;
mod my_api;
mod my_pages;
mod national;
mod offer;
pub(crate) mod pages;
mod police_certificate;
mod police_certificate_api;
mod programme;
mod programme_api;
mod programme_pages;
pub(crate) mod store;
mod study_right;
mod tasks;
#[cfg(test)]
mod tests;

pub use application::{Application, Choice, State, Via};
pub use apply::{Apply, CONSENT_JOB, CONSENT_VERSION, apply, withdraw};
pub use dismiss::dismiss;
pub use message::message;
pub use national::import_national;
pub use offer::{Offer, Offered, answer, offer};
pub use police_certificate::{Certificate, approve_certificate};
pub use programme::{ProgrammeFields, StartFields, add_start, change_programme, create_programme};
pub use study_right::{STUDY_RIGHT_JOB, study_right_job};
pub use tasks::tasks;

use crate::access::Role;
use rules::Text;

/// Those who keep programmes and handle applications.
pub(crate) const HANDLERS: &[Role] = &[Role::FacultyOfficer, Role::CentralOfficer];
/// Those who take in what comes from the national admission.
pub(crate) const IMPORTERS: &[Role] = &[Role::CentralOfficer];

/// A message of this routine in every language form.
fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}
