//! Who may see what somebody has passed, here and elsewhere: the person, and the officers of units that
//! have to do with the person.

use office::{Error, Node, PersonId, Result};
use sqlx::PgConnection;

/// Whether one of these places has to do with the person: as a whole, by an exam, or by a recognition.
///
/// # Errors
/// The database is away.
pub(crate) async fn reaches(
    conn: &mut PgConnection,
    node: &Node,
    person: PersonId,
    scope: &[String],
) -> Result<bool> {
    let institution = &node.institution().number;
    let reaches = sqlx::query_file_scalar!("src/degrees/reaches.sql", person.0, institution, scope);
    Ok(reaches.fetch_one(conn).await?)
}

/// Lets go on only where one of these places has to do with the person.
///
/// # Errors
/// Not found.
pub(crate) async fn require(
    conn: &mut PgConnection,
    node: &Node,
    person: PersonId,
    scope: &[String],
) -> Result<()> {
    if reaches(conn, node, person, scope).await? { Ok(()) } else { Err(Error::NotFound) }
}
