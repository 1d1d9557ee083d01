//! The rows behind the session cookies. All times here are wall time.

use crate::{Node, PersonId, Result};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use sha2::{Digest, Sha256};

/// A session ends this long after it was opened: one working day.
const LIFETIME: SignedDuration = SignedDuration::from_hours(12);

/// What a session key stands for.
pub(super) struct Found {
    pub(super) person: PersonId,
    pub(super) form_token: String,
}

/// The session of a key; `None` when the key is unknown or its day is over.
pub(super) async fn find(node: &Node, key: &str) -> Result<Option<Found>> {
    let now = Timestamp::now();
    let row = sqlx::query_file!("src/access/find_session.sql", hash(key), now.to_sqlx())
        .fetch_optional(&node.store().pool)
        .await?;
    Ok(row.map(|row| Found { person: PersonId(row.person), form_token: row.form_token }))
}

/// Opens a session and gives its key. Only the key's hash is kept.
pub(super) async fn open(node: &Node, person: PersonId) -> Result<String> {
    let key = random_hex();
    let now = Timestamp::now();
    sqlx::query_file!(
        "src/access/open_session.sql",
        hash(&key),
        person.0,
        random_hex(),
        now.to_sqlx(),
        (now + LIFETIME).to_sqlx(),
    )
    .execute(&node.store().pool)
    .await?;
    Ok(key)
}

/// Ends the session of a key.
pub(super) async fn close(node: &Node, key: &str) -> Result<()> {
    sqlx::query_file!("src/access/close_session.sql", hash(key))
        .execute(&node.store().pool)
        .await?;
    Ok(())
}

fn hash(key: &str) -> Vec<u8> {
    Sha256::digest(key.as_bytes()).to_vec()
}

/// 256 bits of the operating system's chance, as text.
fn random_hex() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}
