//! External studies: what a person has from elsewhere (the screen *Person eksternstudium*).
//!
//! A document comes ([`receive`]): the signed answer of another institution, a file that an officer or
//! the student brings ([`bring`]), or what an officer writes up from paper ([`enter`]). It is kept as it
//! came and changes nothing. An officer sees what it would change ([`preview`]) and imports it
//! ([`import`]), all of it or some lines. A row is never written by hand: only a document says what
//! stands in it, and each version names its document. A second run changes nothing.
//!
//! Whose a document is, a national id decides, present or earlier; a name and a birth date only
//! propose, and an officer decides ([`decide`]). Rows that look like the same learning are proposed, and
//! a person says whether they are ([`merge`]). What an issuer has corrected is flagged ([`corrected`])
//! until a newer document has been held against it; nothing is deleted.

mod acts_api;
mod api;
mod content;
mod corrected;
mod document_pages;
mod duplicates;
mod emrex;
mod enter;
mod identity;
mod import;
mod key_pages;
mod learner;
mod line;
mod own_pages;
pub(crate) mod pages;
mod preview;
mod receive;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
pub(crate) mod tests;

pub use content::{Content, Gap, Kind, Words};
pub use corrected::{Correction, corrected};
pub use duplicates::{Duplicate, Merge, merge, proposed};
pub use emrex::{Brought, NewKey, bring, enter_key};
pub use enter::{Entered, enter};
pub use identity::{Identity, control, decide, set_aside};
pub use import::{Imported, import, preview};
pub use learner::Named;
pub use preview::{Change, Difference, Preview};
pub use receive::{Received, Source, receive};
pub use store::rows::Row;

use crate::degrees::reach;
use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::access::Role;
use office::http::Allow;
use office::{PersonId, Result};
use sqlx::PgConnection;
use ui::key;

/// What this routine brings.
pub const ROUTINE: Routine = Routine {
    routes: pages::routes,
    places: &[
        (
            "nav-exchanges",
            Place {
                key: key("nav-external-studies"),
                href: "/external-studies",
                allow: Allow::Roles(OFFICERS),
            },
        ),
        (
            "nav-my-exchange",
            Place {
                key: key("nav-my-external-studies"),
                href: "/my/external-studies",
                allow: Allow::SignedIn,
            },
        ),
    ],
    tasks: |conn, node, who, today| Box::pin(tasks::tasks(conn, node, who, today)),
    jobs: &[],
    messages: Messages::default,
};

/// Those who look at documents from elsewhere and import them.
pub(crate) const OFFICERS: &[Role] =
    &[Role::CentralOfficer, Role::FacultyOfficer, Role::ExamOfficer];
/// Those who keep the keys by which files are verified; for the institution as a whole.
pub(crate) const KEEPERS: &[Role] = &[Role::CentralOfficer];

/// What a person has from elsewhere: each row in its newest version, with where it comes from and what
/// its issuer has corrected since.
///
/// # Errors
/// The database is away.
pub async fn rows(conn: &mut PgConnection, person: PersonId) -> Result<Vec<Row>> {
    Ok(store::rows::of_person(conn, person).await?)
}
