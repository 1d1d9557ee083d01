//! The messages between the register and the institutions: what an operator sees and decides of
//! them.

mod api;

use crate::Routes;
use crate::access::{Allow, Role};
use edge::station::pages;

/// Who looks after the register as a system.
pub(crate) const LOOK_AFTER: &[Role] = &[Role::SystemOwner];

pub(crate) fn routes() -> Routes {
    pages::routes(Allow::Roles(LOOK_AFTER)).merge(api::routes())
}
