//! The register's list of tokens: how old what is known of it may be.

use super::said;
use super::store::register;
use crate::{Error, Node, Result};
use jiff::SignedDuration;
use sqlx::PgConnection;
use ui::key;

/// How old the list may be before nobody is let on by it.
const AGE_MAX: SignedDuration = SignedDuration::from_hours(24);

/// Refuses `list-too-old` where the register's list was last known to be the newest too long ago.
/// A node that stands alone has no register to be certain of.
pub(super) async fn certain(conn: &mut PgConnection, node: &Node) -> Result<()> {
    if !edge::Node::station(node).has_register() {
        return Ok(());
    }
    let wall = edge::Node::wall(node);
    let as_of = register::as_of(conn, &node.seal().id()).await?;
    if as_of.is_some_and(|as_of| wall.duration_since(as_of) <= AGE_MAX) {
        return Ok(());
    }
    Err(Error::refused("list-too-old", said(key("exclusion-refused-list-too-old"))))
}
