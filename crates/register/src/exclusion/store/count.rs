//! How many rows there are.

use super::counted;
use jiff::civil::Date;
use sqlx::{PgConnection, Result};

/// Rows of one group, by what they are grouped by: `type`, `status`, `institution`.
pub(in super::super) struct Group {
    pub(in super::super) by: String,
    pub(in super::super) what: String,
    pub(in super::super) count: u64,
}

/// All groups: the types and institutions of rows that stand, and the states of all.
pub(in super::super) async fn groups(conn: &mut PgConnection, today: Date) -> Result<Vec<Group>> {
    let rows =
        sqlx::query_file!("src/exclusion/store/groups.sql", jiff_sqlx::Date::from(today) as _)
            .fetch_all(conn)
            .await?;
    let group =
        |row: (String, String, i64)| Group { by: row.0, what: row.1, count: counted(row.2) };
    Ok(rows.into_iter().map(|row| group((row.by, row.what, row.count))).collect())
}
