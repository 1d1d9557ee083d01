//! The keys that tokens stand under.

use super::unreadable;
use edge::PersonId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use protocol::exclusion::Token;
use sqlx::{PgConnection, Result};
use uuid::Uuid;

/// A key in use.
pub(in super::super) struct InUse {
    pub(in super::super) epoch: u32,
    pub(in super::super) public_key: String,
    pub(in super::super) opened_at: Timestamp,
    pub(in super::super) closes_on: Option<Date>,
}

/// As the database counts them.
pub(super) fn number(epoch: u32) -> i32 {
    i32::try_from(epoch).unwrap_or(i32::MAX)
}

fn read(epoch: i32) -> Result<u32> {
    u32::try_from(epoch).map_err(|_| unreadable("an epoch"))
}

/// Those in use, the newest last.
pub(in super::super) async fn in_use(conn: &mut PgConnection) -> Result<Vec<InUse>> {
    let rows = sqlx::query!(
        "select epoch, public_key, opened_at, closes_on from exclusion_epoch
        where closed_at is null order by epoch"
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| {
        Ok(InUse {
            epoch: read(row.epoch)?,
            public_key: row.public_key,
            opened_at: row.opened_at.to_jiff(),
            closes_on: row.closes_on.map(|day| day.to_jiff()),
        })
    });
    read.collect()
}

/// The last number; 0 before the first.
pub(in super::super) async fn last(conn: &mut PgConnection) -> Result<u32> {
    let last =
        sqlx::query_scalar!(r#"select coalesce(max(epoch), 0) as "last!" from exclusion_epoch"#)
            .fetch_one(conn)
            .await?;
    read(last)
}

pub(in super::super) async fn open(
    conn: &mut PgConnection,
    (epoch, public_key): (u32, &str),
    (now, by): (Timestamp, Option<PersonId>),
) -> Result<()> {
    sqlx::query!(
        "insert into exclusion_epoch (epoch, public_key, opened_at, opened_by) values ($1, $2, $3, $4)",
        number(epoch),
        public_key,
        now.to_sqlx() as _,
        by.map(|by| by.0)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those in use close on this day.
pub(in super::super) async fn let_end(conn: &mut PgConnection, on: Date) -> Result<()> {
    sqlx::query!(
        "update exclusion_epoch set closes_on = $1 where closed_at is null",
        jiff_sqlx::Date::from(on) as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Closes those in use that are due on a day; all of them without one. Their tokens go.
pub(in super::super) async fn close(
    conn: &mut PgConnection,
    due: Option<Date>,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "with closed as (
            update exclusion_epoch set closed_at = $2
            where closed_at is null and ($1::date is null or closes_on <= $1)
            returning epoch
        )
        delete from exclusion_token where epoch in (select epoch from closed)",
        due.map(jiff_sqlx::Date::from) as _,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether one in use is to be closed.
pub(in super::super) async fn is_due(conn: &mut PgConnection, today: Date) -> Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
            select from exclusion_epoch where closed_at is null and closes_on <= $1
        ) as "due!""#,
        jiff_sqlx::Date::from(today) as _
    )
    .fetch_one(conn)
    .await
}

/// Everybody whom a standing row is about.
pub(in super::super) async fn persons(conn: &mut PgConnection) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!("select exclusion_id, national_id from exclusion_person")
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.exclusion_id, row.national_id)).collect())
}

/// Their tokens under a key.
pub(in super::super) async fn put(
    conn: &mut PgConnection,
    epoch: u32,
    tokens: &[(Uuid, Token)],
) -> Result<()> {
    let ids: Vec<Uuid> = tokens.iter().map(|(id, _)| *id).collect();
    let bytes: Vec<Vec<u8>> = tokens.iter().map(|(_, token)| token.bytes().to_vec()).collect();
    sqlx::query!(
        "insert into exclusion_token (exclusion_id, epoch, token)
        select id, $1, token from unnest($2::uuid[], $3::bytea[]) as new (id, token)",
        number(epoch),
        &ids,
        &bytes
    )
    .execute(conn)
    .await?;
    Ok(())
}
