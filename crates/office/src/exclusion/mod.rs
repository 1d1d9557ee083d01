//! Exclusion: what this institution has decided as rows, and what the register has told it of its
//! own applicants and students (uhl. § 12-11; the routine for RUST).
//!
//! A decision gives rows by the rule `exclusion-rows` ([`propose`]). Each row stands in versions
//! that never change: registered, changed ([`change`]) or to be deleted ([`delete`]) by one person,
//! controlled by another ([`control`]), and only then in force and sent to the register, as far as
//! its type transfers. Until then the controlled version before it stays in force. A row goes by
//! itself when its period is over ([`expire_job`]). What a row bars others ask by [`effects`].

mod alert_pages;
mod api;
mod by_letter;
mod cause;
mod change;
mod concerned;
mod connected;
mod control;
mod decision;
mod directorate;
mod directorate_api;
mod effects;
mod erase;
mod expiry;
mod found;
mod incoming;
mod letter;
mod line;
mod list;
mod list_api;
mod not_taken;
mod of_case;
mod own;
mod own_pages;
pub(crate) mod pages;
mod register;
mod responsible;
mod responsible_pages;
mod room;
mod row_pages;
mod seal;
mod standing;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;
mod transfer;
mod warned;
mod watch;
mod whole;

pub(crate) use by_letter::{ByLetter, note_with_decision};
pub use cause::Cause;
pub use change::{Change, change, delete, withdraw};
pub use concerned::barred;
pub(crate) use concerned::{ask_whom, concerned, may_read_why};
pub(crate) use connected::{Institutions, Other, others};
pub use control::{Seen, control, refuse};
pub(crate) use decision::strange_programme;
pub use decision::{Decision, preview, propose, set_under_appeal};
pub use directorate::{Told, directorate_told};
pub use effects::{Met, RowsInForce, certain, certain_once_listed, effects};
pub use erase::{ERASE_JOB, erase_job};
pub use expiry::{EXPIRE_JOB, expire_job};
pub(crate) use line::Line;
pub(crate) use of_case::{Counts, Missing, Ordered, case_under_appeal, follow, rows_of_cases};
pub use own::{CASE_CONTROLLED_JOB, CONTROLLED_JOB, TAKEN_BACK_JOB, own_row, own_rows};
pub(crate) use register::messages;
pub use register::{look, run};
pub use responsible::{set_responsible, take_over};
pub use seal::Seal;
pub use standing::{Standing, standing};
pub use tasks::tasks;
pub use transfer::{TELL_JOB, tell_job};
pub use warned::{Warned, warning, warnings, warnings_of};
pub use watch::certain_of;

use crate::access::{Principal, Role};
use crate::people::PlaceCode;
use crate::{Act, Error, Node, PersonId, Result};
use rules::Text;
use rules::exclusion::RegisterRole;
use ui::key;

/// Those who read what is registered: whoever works with it.
pub const READERS: &[Role] = &[Role::RustRead, Role::RustWrite, Role::RustControl];
/// Those who register, change and delete.
pub(crate) const WRITERS: &[Role] = &[Role::RustWrite];
/// Those who control what another has registered.
pub(crate) const CONTROLLERS: &[Role] = &[Role::RustControl];
/// Those who read the log of alerts.
pub(crate) const SYSTEM_OWNERS: &[Role] = &[Role::SystemOwner];

/// A message of this routine in every language form.
fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}

/// An exclusion is a matter of the institution as a whole.
pub(crate) fn everywhere(node: &Node) -> PlaceCode {
    PlaceCode(node.institution().number.clone())
}

/// Lets go on only who registers exclusions.
fn writer(act: &Act) -> Result<()> {
    if act.who()?.may(WRITERS, &everywhere(act.node())) {
        Ok(())
    } else {
        Err(Error::refused("role-missing", said(key("exclusion-refused-writer"))))
    }
}

/// Nobody registers, changes or deletes what concerns herself (fvl. § 6).
fn not_oneself(act: &Act, person: Option<PersonId>) -> Result<()> {
    if person == Some(act.person()?) {
        return Err(Error::refused("own-case", said(key("exclusion-refused-own-case"))));
    }
    Ok(())
}

/// The roles of this moment, as the rules name them.
fn register_roles(who: &Principal, node: &Node) -> Vec<RegisterRole> {
    let roles = [
        (Role::RustRead, RegisterRole::Read),
        (Role::RustWrite, RegisterRole::Write),
        (Role::RustControl, RegisterRole::Control),
        (Role::SystemOwner, RegisterRole::SystemOwner),
    ];
    let held = roles.into_iter().filter(|(role, _)| who.may(&[*role], &everywhere(node)));
    held.map(|(_, role)| role).collect()
}
