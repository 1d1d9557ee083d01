//! What an import writes.

use crate::ExternalRowId;
use crate::external_studies::preview::{Change, Difference};
use crate::external_studies::store::documents::Document;
use jiff_sqlx::ToSqlx;
use office::{Act, Error, Result};

/// Takes one line over, and notes that the document was held against the row.
pub(in crate::external_studies) async fn take(
    act: &mut Act,
    document: &Document,
    one: &Difference,
) -> Result<()> {
    let row = match one.row {
        Some(row) => row,
        None => insert_row(act, document, one).await?,
    };
    let (now, by) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into external_import (document_id, row_id, change, imported_at, imported_by)
        values ($1, $2, $3, $4, $5) on conflict do nothing",
        document.id.0,
        row.0,
        one.change.code(),
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    let Some(content) = one.content().filter(|_| one.change != Change::Same) else { return Ok(()) };
    let content = serde_json::to_value(content).map_err(|error| Error::Internal(error.into()))?;
    sqlx::query!(
        "insert into external_row_version (row_id, version, document_id, content, content_hash,
            withdrawn, imported_at, imported_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        row.0,
        one.version + 1,
        document.id.0,
        content,
        &one.hash[..],
        one.change == Change::Withdrawn,
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

async fn insert_row(act: &mut Act, document: &Document, one: &Difference) -> Result<ExternalRowId> {
    let id = ExternalRowId::new();
    sqlx::query!(
        "insert into external_row (id, person_id, issuer, result_key, result_id)
        values ($1, $2, $3, $4, $5)",
        id.0,
        document.person.0,
        one.issuer,
        one.result_key,
        one.result_id
    )
    .execute(act.conn())
    .await?;
    Ok(id)
}
