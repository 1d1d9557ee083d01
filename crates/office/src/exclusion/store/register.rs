//! Reads of what is here of the register's list.

use jiff::Timestamp;
use sqlx::PgConnection;

/// When the register last held the list that is here, sealed by this secret, to be the newest, by its
/// wall clock.
pub(crate) async fn as_of(
    conn: &mut PgConnection,
    seal: &[u8; 8],
) -> sqlx::Result<Option<Timestamp>> {
    let row = sqlx::query_scalar!(
        "select as_of from exclusion_list_copy where sealed_by = $1",
        &seal[..]
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|at| at.to_jiff()))
}

/// Whether a list was ever here whole, be it an empty one.
pub(crate) async fn had(conn: &mut PgConnection) -> sqlx::Result<bool> {
    let had = sqlx::query_scalar!(
        r#"select exists (select from exclusion_list_copy where as_of > 'epoch') as "had!""#
    );
    had.fetch_one(conn).await
}

/// Holds the list until the act ends: answers that come beside each other are taken one after the other, and
/// none puts an older list in the place of a newer one.
pub(crate) async fn lock_list(conn: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("select version from exclusion_list_copy for update").fetch_optional(conn).await?;
    Ok(())
}
