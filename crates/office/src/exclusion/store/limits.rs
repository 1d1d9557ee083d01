//! Reads and writes of how much was asked of the register, and of when it is enough.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

/// About how many persons the register was asked on a day in Norway, by wall time.
pub(crate) async fn asked_on(conn: &mut PgConnection, day: Date) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(distinct person_id) as "count!" from exclusion_question
        where (asked_at at time zone 'Europe/Oslo')::date = $1"#,
        day.to_sqlx() as _
    )
    .fetch_one(conn)
    .await
}

/// Whether somebody has seen that so much was asked; none before it is in the log.
pub(crate) async fn halted(
    conn: &mut PgConnection,
    (day, step): (Uuid, i32),
) -> sqlx::Result<Option<bool>> {
    let seen = sqlx::query_scalar!(
        r#"select seen_at is not null as "seen!" from exclusion_alert
        where row_id = $1 and version = $2 and what = 'halted'"#,
        day,
        step
    );
    seen.fetch_optional(conn).await
}

/// No ids are evaluated any more today, if the register says that it is enough, nor before a moment.
pub(crate) async fn enough(
    conn: &mut PgConnection,
    today: Option<Date>,
    not_before: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exclusion_list_copy set enough_on = coalesce($1, enough_on), not_before = $2",
        today.map(jiff_sqlx::Date::from) as _,
        not_before.to_sqlx(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether ids may be evaluated now.
pub(crate) async fn may_evaluate(
    conn: &mut PgConnection,
    today: Date,
    wall: Timestamp,
) -> sqlx::Result<bool> {
    let may = sqlx::query_scalar!(
        r#"select (enough_on is null or enough_on <> $1) and (not_before is null or not_before <= $2)
            as "may!"
        from exclusion_list_copy"#,
        today.to_sqlx() as _,
        wall.to_sqlx(),
    );
    Ok(may.fetch_optional(conn).await?.unwrap_or(true))
}
