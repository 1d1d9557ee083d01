//! The messages between this office, other institutions and the register: what a person sees and
//! decides of them. What each of them says, and what follows, is the business of its routine.

mod api;
mod tasks;
#[cfg(test)]
mod tests;

pub use tasks::tasks;

use crate::access::Role;
use crate::http::{Allow, Routes};
use edge::station::pages;

/// Who looks after the office as a system.
pub(crate) const LOOK_AFTER: &[Role] = &[Role::AccessAdministrator];

pub(crate) fn routes() -> Routes {
    pages::routes(Allow::Everywhere(LOOK_AFTER)).merge(api::routes())
}
