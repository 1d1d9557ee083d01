//! What was registered and has come to nothing so far: refused, or waiting for too long.

use crate::{ExclusionRowId, PersonId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// A row of which a version was refused, or waits for too long.
pub(crate) struct Pending {
    pub(crate) row: ExclusionRowId,
    pub(crate) kind: String,
    pub(crate) classification: String,
    /// Whether the version was refused; else it waits.
    pub(crate) refused: bool,
    /// The first day of its period.
    pub(crate) from: Date,
}

/// What waits for control longer than so many days, and what was refused in the control and has no
/// successor: for as many days, and until the system owner has seen it. Nothing that concerns `but` herself,
/// nor what is over.
pub(crate) async fn pending(
    conn: &mut PgConnection,
    (today, days): (Date, i32),
    but: PersonId,
) -> sqlx::Result<Vec<Pending>> {
    let rows = sqlx::query_file!("src/exclusion/pending.sql", today.to_sqlx() as _, days, but.0);
    let rows = rows.fetch_all(conn).await?.into_iter().map(|row| Pending {
        row: ExclusionRowId(row.id),
        kind: row.kind,
        classification: row.classification,
        refused: row.refused,
        from: row.from_on.to_jiff(),
    });
    Ok(rows.collect())
}
