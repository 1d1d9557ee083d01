//! Who may see what somebody has from elsewhere: the person, and the officers of units that have to do
//! with the person.

use super::store::people;
use crate::{Error, Node, PersonId, Result};
use sqlx::PgConnection;

/// Lets go on only where one of these places has to do with the person.
///
/// # Errors
/// Not found.
pub(super) async fn require(
    conn: &mut PgConnection,
    node: &Node,
    person: PersonId,
    scope: &[String],
) -> Result<()> {
    let institution = &node.institution().number;
    match people::reaches(conn, person, institution, scope).await? {
        true => Ok(()),
        false => Err(Error::NotFound),
    }
}
