//! Questions that were refused, counted by institution, reason and day.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use office::PersonId;
use sqlx::PgConnection;
use uuid::Uuid;
use wire::InstitutionNumber;

/// How many of the newest a list shows.
const SHOWN: i64 = 100;

/// Questions of an institution that were refused for the same reason on a day.
#[derive(Clone, Debug)]
pub(crate) struct Alarm {
    pub(crate) id: Uuid,
    pub(crate) institution: String,
    pub(crate) reason: String,
    pub(crate) day: Date,
    pub(crate) count: i32,
    pub(crate) seen_at: Option<Timestamp>,
}

/// Raises one, or counts it where it stands already.
pub(crate) async fn raise(
    conn: &mut PgConnection,
    (institution, reason): (InstitutionNumber, &str),
    day: Date,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exchange_alarm (id, institution, reason, day, count, raised_at)
        values ($1, $2, $3, $4, 1, $5)
        on conflict (institution, reason, day) do update set count = exchange_alarm.count + 1",
        Uuid::now_v7(),
        institution.to_string(),
        reason,
        day.to_sqlx() as _,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The newest, those that nobody has seen before the others.
pub(crate) async fn read(conn: &mut PgConnection, unseen: bool) -> sqlx::Result<Vec<Alarm>> {
    let rows = sqlx::query!(
        "select id, institution, reason, day, count, seen_at from exchange_alarm
        where not $2 or seen_at is null
        order by seen_at is not null, raised_at desc, id desc limit $1",
        SHOWN,
        unseen
    )
    .fetch_all(conn)
    .await?;
    let alarms = rows.into_iter().map(|row| Alarm {
        id: row.id,
        institution: row.institution,
        reason: row.reason,
        day: row.day.to_jiff(),
        count: row.count,
        seen_at: row.seen_at.map(|at| at.to_jiff()),
    });
    Ok(alarms.collect())
}

/// Notes that somebody has seen it; answers whether it waited for that.
pub(crate) async fn see(
    conn: &mut PgConnection,
    id: Uuid,
    (now, by): (Timestamp, PersonId),
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update exchange_alarm set seen_at = $2, seen_by = $3 where id = $1 and seen_at is null",
        id,
        now.to_sqlx() as _,
        by.0
    );
    Ok(done.execute(conn).await?.rows_affected() > 0)
}
