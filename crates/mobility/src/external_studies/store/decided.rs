//! What officers say of documents and of rows that look alike.

use crate::external_studies::NewKey;
use crate::{ExternalDocumentId, ExternalRowId};
use jiff_sqlx::ToSqlx;
use office::{Act, Result};
use uuid::Uuid;

pub(in crate::external_studies) async fn insert_identity(
    act: &mut Act,
    id: ExternalDocumentId,
    same: bool,
    grounds: &str,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into external_identity (document_id, same, grounds, decided_at, decided_by)
        values ($1, $2, $3, $4, $5)",
        id.0,
        same,
        grounds,
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(in crate::external_studies) async fn insert_set_aside(
    act: &mut Act,
    id: ExternalDocumentId,
    grounds: &str,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into external_set_aside (document_id, grounds, set_at, set_by)
        values ($1, $2, $3, $4)",
        id.0,
        grounds,
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// The last word on two rows: `kept` counts where they are the same.
pub(in crate::external_studies) async fn insert_duplicate(
    act: &mut Act,
    (kept, other): (ExternalRowId, ExternalRowId),
    same: bool,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into external_duplicate (id, kept, other, same, decided_at, decided_by)
        values ($1, $2, $3, $4, $5, $6)",
        Uuid::now_v7(),
        kept.0,
        other.0,
        same,
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(in crate::external_studies) async fn insert_key(
    act: &mut Act,
    new: &NewKey<'_>,
) -> Result<Uuid> {
    let (id, now, by) = (Uuid::now_v7(), act.now(), act.person()?);
    sqlx::query!(
        "insert into external_key (id, name, pem, valid_from, valid_to, entered_at, entered_by)
        values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        new.name.trim(),
        new.pem.trim(),
        new.from.to_sqlx() as _,
        new.to.map(|to| to.to_sqlx()) as _,
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(id)
}
