//! Who was told of a row.

use super::{unreadable, version};
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

/// Everybody who is told of changes of any row.
pub(in super::super) async fn everybody(conn: &mut PgConnection) -> Result<Vec<InstitutionNumber>> {
    let found = sqlx::query_scalar!(
        "select distinct institution from exclusion_told where removed_at is null order by 1"
    );
    read(found.fetch_all(conn).await?)
}

/// An institution is told no more from now on. Answers of which rows it was, with their versions.
pub(in super::super) async fn stop(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
    now: Timestamp,
) -> Result<Vec<(Uuid, u32)>> {
    // The rows are held first, as whoever changes one does.
    let held = sqlx::query!(
        "select id, version from exclusion
        where id in (
            select exclusion_id from exclusion_told where institution = $1 and removed_at is null
        )
        order by id
        for update",
        institution.to_string()
    )
    .fetch_all(&mut *conn)
    .await?;
    let ids: Vec<Uuid> = held.iter().map(|row| row.id).collect();
    let ended = sqlx::query_scalar!(
        "update exclusion_told set removed_at = $3
        where institution = $1 and exclusion_id = any($2) and removed_at is null
        returning exclusion_id",
        institution.to_string(),
        &ids,
        now.to_sqlx() as _
    )
    .fetch_all(conn)
    .await?;
    let told = held.into_iter().filter(|row| ended.contains(&row.id));
    told.map(|row| Ok((row.id, version(row.version)?))).collect()
}

/// Those of a row, who are told no more from now on.
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
