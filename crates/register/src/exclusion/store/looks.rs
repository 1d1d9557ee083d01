//! How much was asked about persons, by whom and of whose rows.

use super::counted;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use serde::Serialize;
use sqlx::{PgConnection, Result};
use utoipa::ToSchema;

/// What an institution asked on a day for one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Asked {
    /// The day in Norway.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// Who asked: an institution number.
    pub asker: String,
    /// `admission`, `recognition` or `study`.
    pub purpose: String,
    /// How many questions.
    pub asked: u64,
    /// In how many cases of its own.
    pub cases: u64,
    /// How many were about somebody who is in the register.
    pub hits: u64,
    /// How many of these told nothing that the asker did not know.
    pub again: u64,
}

/// What an institution was told on a day of another one's rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ToldOf {
    /// The day in Norway.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// Whose rows: an institution number.
    pub decider: String,
    /// Who asked.
    pub asker: String,
    /// How many questions told of such a row for the first time.
    pub looks: u64,
}

/// What was asked since a day, the newest first.
pub(in super::super) async fn asked(conn: &mut PgConnection, since: Date) -> Result<Vec<Asked>> {
    let rows = sqlx::query!(
        r#"select (asked_at at time zone 'Europe/Oslo')::date as "day!", institution, purpose,
            count(*) as "asked!", count(distinct case_ref) as "cases!",
            count(*) filter (where rows > 0 or withheld > 0) as "hits!",
            count(*) filter (where not counts) as "again!"
        from exclusion_look
        where (asked_at at time zone 'Europe/Oslo')::date >= $1
        group by 1, 2, 3
        order by 1 desc, 2, 3"#,
        since.to_sqlx() as _
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| Asked {
        day: row.day.to_jiff(),
        asker: row.institution,
        purpose: row.purpose,
        asked: counted(row.asked),
        cases: counted(row.cases),
        hits: counted(row.hits),
        again: counted(row.again),
    });
    Ok(read.collect())
}

/// Of whose rows was told since a day, the newest first.
pub(in super::super) async fn told_of(conn: &mut PgConnection, since: Date) -> Result<Vec<ToldOf>> {
    let rows = sqlx::query!(
        r#"select (look.asked_at at time zone 'Europe/Oslo')::date as "day!",
            x.institution as decider, look.institution as asker,
            count(distinct look.id) as "looks!"
        from exclusion_told told
        join exclusion_look look on look.id = told.look_id
        join exclusion x on x.id = told.exclusion_id
        where (look.asked_at at time zone 'Europe/Oslo')::date >= $1
        group by 1, 2, 3
        order by 1 desc, 2, 3"#,
        since.to_sqlx() as _
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| ToldOf {
        day: row.day.to_jiff(),
        decider: row.decider,
        asker: row.asker,
        looks: counted(row.looks),
    });
    Ok(read.collect())
}
