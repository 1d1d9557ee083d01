//! The national directory: which institutions take part, where they are reached, what they share, and
//! which keys are theirs.
//!
//! A change is proposed by one person ([`propose`]) and is in force when another one approves it beside
//! what it changes ([`approve`]); tables, rule and pages hold that alike. What is in force is issued
//! whole, signed and with a version that rises ([`issue`]): at once after a control, and at least every
//! hour ([`run`]). Keys and versions go by wall time, as everything that is signed does.

mod api;
mod apply;
mod change;
mod check;
mod decide;
mod diff;
mod door;
mod entry;
mod follows;
mod issue;
mod key_change;
mod pages;
mod possession;
pub(crate) mod store;

pub use crate::four_eyes::{CONTROLLERS, PROPOSERS, may_control, may_propose, may_withdraw};
pub use apply::{Setting, apply};
pub use change::{Change, Names};
pub use check::{FUNCTIONS, SHARES};
pub use decide::{approve, propose, refuse, withdraw};
pub use diff::{Difference, Field, Value, differences};
pub use entry::{Entry, RegisterEntry, SigningKey, Standing, State};
pub use issue::{ISSUED_EVERY, NotIssued, issue, issue_if_due, newest, run};
pub use key_change::OVERLAP;
pub use possession::{Purpose, challenge, prove, proves};

use crate::Routes;
use crate::access::{Allow, Role};
use edge::station::DIRECTORY_PATH;
use issue::document_lags;

/// Who reads the directory's pages: every operator.
const READERS: Allow = Allow::Roles(&Role::ALL);
/// As many issued versions are listed.
const VERSIONS_SHOWN: i64 = 50;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page(DIRECTORY_PATH, Allow::Public, door::fetch)
        .merge(api::routes())
        .merge(pages::routes())
}
