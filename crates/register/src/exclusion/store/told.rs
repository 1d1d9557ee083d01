//! Who was told of a row.

use super::unreadable;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, Result};
use uuid::Uuid;
use wire::InstitutionNumber;

fn read(institutions: Vec<String>) -> Result<Vec<InstitutionNumber>> {
    let read = institutions.iter().map(|one| one.parse().map_err(|_| unreadable("a number")));
    read.collect()
}

/// Those that are told of changes.
pub(in super::super) async fn standing(
    conn: &mut PgConnection,
    id: Uuid,
) -> Result<Vec<InstitutionNumber>> {
    let found = sqlx::query_scalar!(
        "select institution from exclusion_told
        where exclusion_id = $1 and removed_at is null
        order by institution",
        id
    );
    read(found.fetch_all(conn).await?)
}

/// The same, who are told no more from now on.
pub(in super::super) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    now: Timestamp,
) -> Result<Vec<InstitutionNumber>> {
    let found = sqlx::query_scalar!(
        "update exclusion_told set removed_at = $2
        where exclusion_id = $1 and removed_at is null
        returning institution",
        id,
        now.to_sqlx() as _
    );
    let mut found = read(found.fetch_all(conn).await?)?;
    found.sort_unstable();
    Ok(found)
}
