//! Recognition of earlier education: what somebody has from elsewhere counts here (uhl. chapter 9).
//!
//! The way of a case: the applicant says what is to be recognised, ticks rows from elsewhere, and uploads
//! documents ([`apply`], [`add_item`], [`add_file`]). The unit sends it to whoever answers for the
//! subject ([`send`]), who says of each line what it counts as ([`assess`]); the rule
//! `recognition-credits` holds that nothing counts twice. Another person decides ([`decide`]) and the
//! letter says why and how to appeal. Before, the register is asked: where an exclusion bars it, the
//! application is dismissed ([`dismiss`]), and where nobody can be certain, nothing is decided. The
//! applicant appeals ([`appeal`]); the unit looks again ([`reconsider`]), forwards what stands, and
//! enters what the body came to ([`settle`]). What is planned elsewhere goes the same way before it is
//! taken ([`advance`]); a later application says which of its lines came of it ([`bind`]), and is decided no
//! less favourably.

mod advance;
mod advance_pages;
mod api;
mod appeal;
mod apply;
mod assess;
mod case;
mod decide;
mod facts;
mod filing;
mod gate;
mod letter;
pub(crate) mod pages;
mod staff_pages;
mod steps_api;
mod steps_pages;
mod store;
mod tasks;
#[cfg(test)]
mod tests;

pub use advance::{Advance, bind};
pub use appeal::{Appeal, Outcome, Reconsider, Settle, appeal, reconsider, settle};
pub use apply::{Apply, Described, NewFile, add_file, add_item, apply};
pub use assess::{Assess, Granted, GrantedAs, assess, refresh, send};
pub use case::State;
pub use decide::{decide, dismiss};

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
    places: &[
        (
            "nav-external-studies",
            Place {
                key: key("nav-recognitions"),
                href: "/recognitions",
                allow: Allow::Roles(VIEWERS),
            },
        ),
        (
            "nav-my-exchange",
            Place {
                key: key("nav-my-recognitions"),
                href: "/my/recognitions",
                allow: Allow::SignedIn,
            },
        ),
    ],
    tasks: |conn, _, who, _| Box::pin(tasks::tasks(conn, who)),
    jobs: &[(decide::POSTED_JOB, |node, job| {
        Box::pin(async move { decide::posted_job(&node, &job).await })
    })],
    messages: Messages::default,
};

/// Those who handle a case at its unit.
pub(crate) const OFFICERS: &[Role] =
    &[Role::ExamOfficer, Role::FacultyOfficer, Role::CentralOfficer];
/// Those who assess what it counts as.
pub(crate) const ASSESSORS: &[Role] = &[Role::CourseResponsible];
/// Those who see the cases of a unit.
pub(crate) const VIEWERS: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::CentralOfficer,
    Role::CourseResponsible,
    Role::HeadOfOffice,
    Role::RecordsOfficer,
];

/// A message of this routine in every language form.
fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}
