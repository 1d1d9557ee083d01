//! Settings: whether this institution shares, and until when another is expected to answer.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::PersonId;
use sqlx::PgConnection;
use uuid::Uuid;
use wire::InstitutionNumber;

/// What was said last of sharing: whether, why, and when.
pub(crate) async fn sharing(
    conn: &mut PgConnection,
) -> sqlx::Result<Option<(bool, String, Timestamp)>> {
    let row = sqlx::query!(
        "select shares, because, set_at from exchange_sharing order by set_at desc, id desc limit 1"
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| (row.shares, row.because, row.set_at.to_jiff())))
}

pub(crate) async fn set_sharing(
    conn: &mut PgConnection,
    (shares, because): (bool, &str),
    (now, by): (Timestamp, PersonId),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exchange_sharing (id, shares, because, set_at, set_by)
        values ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        shares,
        because,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The hours within which institutions are expected to answer, each in force: all (`None`), and those
/// that have their own.
pub(crate) async fn deadlines(
    conn: &mut PgConnection,
) -> sqlx::Result<Vec<(Option<InstitutionNumber>, i32)>> {
    let rows = sqlx::query!(
        "select distinct on (institution) institution, hours from exchange_deadline
        order by institution nulls first, set_at desc, id desc"
    )
    .fetch_all(conn)
    .await?;
    let rows = rows.into_iter().map(|row| {
        let institution = row.institution.as_deref().map(super::number).transpose()?;
        Ok((institution, row.hours))
    });
    rows.collect()
}

pub(crate) async fn set_deadline(
    conn: &mut PgConnection,
    institution: Option<InstitutionNumber>,
    hours: i32,
    (now, by): (Timestamp, PersonId),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exchange_deadline (id, institution, hours, set_at, set_by)
        values ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        institution.map(|one| one.to_string()),
        hours,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was set last for an institution, else for all; only for all where none is named.
pub(crate) async fn quota(
    conn: &mut PgConnection,
    institution: Option<InstitutionNumber>,
) -> sqlx::Result<Option<i32>> {
    let quota = sqlx::query_scalar!(
        "select questions from exchange_quota where institution is null or institution = $1
        order by institution nulls last, set_at desc, id desc limit 1",
        institution.map(|one| one.to_string())
    );
    quota.fetch_optional(conn).await
}

pub(crate) async fn set_quota(
    conn: &mut PgConnection,
    institution: Option<InstitutionNumber>,
    questions: i32,
    (now, by): (Timestamp, PersonId),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exchange_quota (id, institution, questions, set_at, set_by)
        values ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        institution.map(|one| one.to_string()),
        questions,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}
