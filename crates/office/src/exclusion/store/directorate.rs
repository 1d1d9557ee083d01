//! The letters to the Directorate of Health that were entered.

use crate::exclusion::Told;
use crate::{ExclusionDecisionId, PersonId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use std::collections::HashSet;

/// The decisions that it has been told of.
pub(crate) async fn told(conn: &mut PgConnection) -> sqlx::Result<HashSet<ExclusionDecisionId>> {
    let all = sqlx::query_scalar!("select decision_id from exclusion_directorate_told");
    Ok(all.fetch_all(conn).await?.into_iter().map(ExclusionDecisionId).collect())
}

/// Keeps a letter.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    decision: ExclusionDecisionId,
    new: &Told,
    (by, now): (PersonId, Timestamp),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_directorate_told
            (decision_id, archive_number, told_on, entered_by, entered_at)
        values ($1, $2, $3, $4, $5)",
        decision.0,
        new.archive_number.trim(),
        new.told_on.to_sqlx() as _,
        by.0,
        now.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}
