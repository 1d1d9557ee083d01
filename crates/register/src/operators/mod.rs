//! Those who operate the register, and with which roles.

mod api;
pub(crate) mod pages;
mod store;

use crate::Node;
use crate::access::{Allow, Role};
use edge::{Node as _, PersonId, PersonName, Result};
use rules::Language;

/// Who sees the list: every operator.
const VIEWERS: Allow = Allow::Roles(&Role::ALL);

/// One who operates the register.
pub(crate) struct Operator {
    /// The person.
    pub(crate) id: PersonId,
    /// The name.
    pub(crate) name: PersonName,
    /// The language form the person reads.
    pub(crate) language: Language,
    /// The roles in force today.
    pub(crate) roles: Vec<Role>,
}

/// All who hold a role today, by name.
///
/// # Errors
/// The database is away.
pub(crate) async fn all(node: &Node) -> Result<Vec<Operator>> {
    let mut conn = node.store().pool.acquire().await?;
    Ok(store::all(&mut conn, node.today()).await?)
}
