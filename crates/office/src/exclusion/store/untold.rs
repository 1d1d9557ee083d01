//! Rows that count here and that the register cannot be told of yet.

use crate::ExclusionRowId;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// Notes that the register could not be told of a row.
pub(crate) async fn begin(
    conn: &mut PgConnection,
    row: ExclusionRowId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_untold (row_id, since) values ($1, $2)",
        row.0,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether the register is still to be told of a row.
pub(crate) async fn is_there(conn: &mut PgConnection, row: ExclusionRowId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from exclusion_untold where row_id = $1) as "is!""#,
        row.0
    )
    .fetch_one(conn)
    .await
}

/// Notes that nothing is to be told of it any more; whether something was.
pub(crate) async fn end(conn: &mut PgConnection, row: ExclusionRowId) -> sqlx::Result<bool> {
    let ended = sqlx::query!("delete from exclusion_untold where row_id = $1", row.0);
    Ok(ended.execute(conn).await?.rows_affected() > 0)
}

/// The rows that the register is to be told of when there is a number: those of others than this person.
pub(crate) async fn all(
    conn: &mut PgConnection,
    reader: crate::PersonId,
) -> sqlx::Result<Vec<(ExclusionRowId, String, String)>> {
    let rows = sqlx::query!(
        "select own.id, own.kind, own.classification from exclusion_untold untold
        join exclusion_row own on own.id = untold.row_id
        where own.person_id <> $1 order by untold.since, own.id",
        reader.0
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows.map(|row| (ExclusionRowId(row.id), row.kind, row.classification)).collect())
}
