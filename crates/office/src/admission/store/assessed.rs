//! Reads and writes of what two persons have looked at before a place is offered.

use crate::{ChoiceId, PersonId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use std::collections::HashSet;
use uuid::Uuid;

/// Writes that somebody has assessed a version of a row for a choice; false when she has before.
pub(in crate::admission) async fn insert(
    conn: &mut PgConnection,
    choice: ChoiceId,
    (row, version): (Uuid, i32),
    by: PersonId,
    today: Date,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into offer_assessment (choice_id, row_id, row_version, assessed_by, assessed_on)
        values ($1, $2, $3, $4, $5) on conflict do nothing",
        choice.0,
        row,
        version,
        by.0,
        today.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The versions of rows that two persons have assessed for a choice.
pub(in crate::admission) async fn by_two(
    conn: &mut PgConnection,
    choice: ChoiceId,
) -> sqlx::Result<HashSet<(Uuid, i32)>> {
    let rows = sqlx::query!(
        "select row_id, row_version from offer_assessment where choice_id = $1
        group by row_id, row_version having count(*) > 1",
        choice.0,
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows.map(|row| (row.row_id, row.row_version)).collect())
}
