//! The job table.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;

use super::Backlog;
use crate::Result;

/// What a worker has taken.
pub(super) struct Leased {
    pub id: Uuid,
    pub kind: String,
    pub payload: Value,
    pub run_at: Timestamp,
    pub attempts: i32,
}

/// Takes the earliest job of these kinds that is due at `now` and neither leased nor waiting to
/// be tried again at the wall time `wall`.
pub(super) async fn lease(
    pool: &PgPool,
    kinds: &[String],
    now: Timestamp,
    wall: Timestamp,
    until: Timestamp,
) -> Result<Option<Leased>> {
    let leased = sqlx::query_as!(
        Leased,
        "update job set leased_until = $4, attempts = attempts + 1
        where id = (
            select id from job
            where done_at is null and dead_at is null and run_at <= $2 and kind = any($1)
                and (leased_until is null or leased_until < $3)
                and (retry_at is null or retry_at <= $3)
            order by run_at, id
            for update skip locked
            limit 1
        )
        returning id, kind, payload, run_at, attempts",
        kinds,
        now.to_sqlx(),
        wall.to_sqlx(),
        until.to_sqlx(),
    )
    .fetch_optional(pool)
    .await?;
    Ok(leased)
}

/// Keeps a running job ours until `until`.
pub(super) async fn renew(pool: &PgPool, id: Uuid, attempt: i32, until: Timestamp) -> Result<()> {
    sqlx::query!(
        "update job set leased_until = $3 where id = $1 and attempts = $2",
        id,
        attempt,
        until.to_sqlx(),
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Ends a job, unless its lease ran out and another worker has taken it meanwhile.
pub(super) async fn done(pool: &PgPool, id: Uuid, attempt: i32, wall: Timestamp) -> Result<()> {
    sqlx::query!(
        "update job set done_at = $3, leased_until = null, retry_at = null, last_error = null
        where id = $1 and attempts = $2",
        id,
        attempt,
        wall.to_sqlx(),
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Notes a failure: tried again at `retry_at`, or given up on when there is none.
pub(super) async fn failed(
    pool: &PgPool,
    id: Uuid,
    attempt: i32,
    told: &str,
    wall: Timestamp,
    retry_at: Option<Timestamp>,
) -> Result<()> {
    sqlx::query!(
        "update job set leased_until = null, last_error = $3, retry_at = $5,
            dead_at = case when $5::timestamptz is null then $4::timestamptz end
        where id = $1 and attempts = $2",
        id,
        attempt,
        told,
        wall.to_sqlx(),
        retry_at.map(ToSqlx::to_sqlx) as _,
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// When the next job of these kinds is due that waits for nothing but the domain's time, if that
/// is by `until`.
pub(super) async fn next_due(
    pool: &PgPool,
    kinds: &[String],
    until: Timestamp,
    wall: Timestamp,
) -> Result<Option<Timestamp>> {
    let next = sqlx::query_scalar!(
        "select min(run_at) from job
        where done_at is null and dead_at is null and run_at <= $2 and kind = any($1)
            and (retry_at is null or retry_at <= $3)",
        kinds,
        until.to_sqlx(),
        wall.to_sqlx(),
    )
    .fetch_one(pool)
    .await?;
    Ok(next.map(|at| at.to_jiff()))
}

pub(super) async fn backlog(pool: &PgPool, now: Timestamp) -> Result<Backlog> {
    let backlog = sqlx::query_as!(
        Backlog,
        r#"select count(*) filter (where dead_at is null and run_at <= $1) as "due!",
            count(*) filter (where dead_at is not null) as "dead!"
        from job where done_at is null"#,
        now.to_sqlx(),
    )
    .fetch_one(pool)
    .await?;
    Ok(backlog)
}

pub(super) async fn revive(pool: &PgPool, id: Uuid) -> Result<bool> {
    let revived = sqlx::query!(
        "update job set dead_at = null, attempts = 0, retry_at = null where id = $1 and dead_at is not null",
        id,
    )
    .execute(pool)
    .await?;
    Ok(revived.rows_affected() == 1)
}
