//! The messages between the register and the institutions: what an operator sees and decides of
//! them.

mod api;

use crate::Routes;
use crate::access::{Allow, Role};
use edge::station::pages;
use serde::Deserialize;
use utoipa::ToSchema;

/// Who looks after the register as a system.
pub(crate) const LOOK_AFTER: &[Role] = &[Role::SystemOwner];

/// Why a message is given up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MessageEnd {
    /// The reason. It must not say whom the message is about.
    reason: String,
}

pub(crate) fn routes() -> Routes {
    pages::routes(Allow::Roles(LOOK_AFTER)).merge(api::routes())
}
