//! Whose token the register evaluates besides the students', and whether that is done.

use super::said;
use super::store::watched;
use crate::{Act, Error, Node, PersonId, Result};
use protocol::exclusion::Purpose;
use sqlx::PgConnection;
use ui::key;

/// Has the token of whoever becomes applicant, has education recognised or is registered for an exam
/// evaluated as that of a student is (Z-47). Once watched for one purpose a person stays so.
///
/// # Errors
/// The database is away.
pub async fn watch(act: &mut Act, person: PersonId, purpose: Purpose) -> Result<()> {
    let now = act.now();
    Ok(watched::watch(act.conn(), person, purpose, now).await?)
}

/// Whether it is known of this person whether the register knows her: beside a recent list
/// ([`super::certain`]) it takes her token under the newest key, and an answer to what was asked.
/// Whoever has no national id cannot be asked about, and is let on (Z-22).
///
/// # Errors
/// Refused `not-looked-up`: it will be known within minutes, when the register can be reached.
pub async fn certain_of(conn: &mut PgConnection, node: &Node, person: PersonId) -> Result<()> {
    if !edge::Node::station(node).has_register() || watched::looked_up(conn, person).await? {
        return Ok(());
    }
    Err(Error::refused("not-looked-up", said(key("exclusion-refused-not-looked-up"))))
}
