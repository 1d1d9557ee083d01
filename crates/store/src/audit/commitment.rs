//! Opening and erasing what entries have committed to.

use uuid::Uuid;

use crate::entry::commit_to;
use crate::{Act, Result, Store};

/// Whether the entry of an act committed to this secret under this key; `None` when there is no
/// such commitment or its salt has been erased.
pub async fn proves(store: &Store, act_id: Uuid, key: &str, secret: &str) -> Result<Option<bool>> {
    let row = sqlx::query!(
        r#"select salt, body::jsonb -> 'commitments' ->> $2 as "commitment!"
        from audit_salt join audit_entry using (act_id) where act_id = $1 and key = $2"#,
        act_id,
        key,
    )
    .fetch_optional(&store.pool)
    .await?;
    let opened = row.and_then(|row| {
        let salt: [u8; 32] = row.salt.try_into().ok()?;
        Some(hex::encode(commit_to(&salt, key, secret)) == row.commitment)
    });
    Ok(opened)
}

/// Erases, within an act of its own, what the entries about a subject have committed to: their
/// salts go, the chain stays whole. Answers how many.
pub async fn erase(act: &mut Act, subject_kind: &str, subject_id: Uuid) -> Result<u64> {
    let erased = sqlx::query!(
        "delete from audit_salt where act_id in (
            select act_id from audit_entry where subject_kind = $1 and subject_id = $2
        )",
        subject_kind,
        subject_id,
    )
    .execute(act.conn())
    .await?;
    Ok(erased.rows_affected())
}
