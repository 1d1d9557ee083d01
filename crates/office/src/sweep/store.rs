//! Which files nothing points to.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// Removes the files that were whole before this moment of wall time and that no act has pointed
/// to. Answers how many.
pub(super) async fn remove_unused(
    conn: &mut PgConnection,
    kept_since: Timestamp,
) -> sqlx::Result<u64> {
    let removed = sqlx::query_file!("src/sweep/unused_files.sql", kept_since.to_sqlx() as _);
    Ok(removed.execute(conn).await?.rows_affected())
}
