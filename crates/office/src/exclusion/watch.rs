//! Of whom it has to be known whether the register knows her: whether that is done, and that what is known
//! is forgotten when the reason is over.
//!
//! The reasons stand in the view `exclusion_watched`: each is what is so in a routine above (somebody
//! applies, studies, is signed up, has education recognised), so that none begins late and none outlives
//! its case (Z-47).

use super::said;
use super::store::watched;
use crate::{Act, Error, Node, PersonId, Result};
use rules::exclusion::Purpose;
use sqlx::PgConnection;
use ui::key;

/// How many persons are forgotten in one act.
const FORGOTTEN_AT_ONCE: i64 = 500;

/// Whether it is known of this person what the register may tell of her for a purpose: beside a recent list
/// ([`super::certain`]) it takes a token of each of her ids under the newest key and this office's secret, and an answer to what was
/// asked for that. Whoever has no national id cannot be asked about, and is let on (Z-22).
///
/// # Errors
/// Refused `not-looked-up`: it will be known within minutes, when the register can be reached.
pub async fn certain_of(
    conn: &mut PgConnection,
    node: &Node,
    (person, purpose): (PersonId, Purpose),
) -> Result<()> {
    let has_register = edge::Node::station(node).has_register();
    let seal = node.seal().id();
    if !has_register || watched::looked_up(conn, person, purpose, &seal).await? {
        return Ok(());
    }
    Err(Error::refused("not-looked-up", said(key("exclusion-refused-not-looked-up"))))
}

/// Forgets of whom nothing has to be known any more: the token, what was asked, what the register has
/// told, and in the log whose it was. What this institution has decided itself stays. Answers of how
/// many.
pub(super) async fn forget(act: &mut Act) -> Result<usize> {
    let today = act.today();
    let persons = watched::unwatched(act.conn(), today, FORGOTTEN_AT_ONCE).await?;
    watched::forget(act.conn(), &persons).await?;
    Ok(persons.len())
}
