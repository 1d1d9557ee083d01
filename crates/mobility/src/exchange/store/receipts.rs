//! When the receipt of a case was sent last, and which are due.

use super::super::Exchange;
use crate::ExchangeId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// How many receipts are sent in one act.
const AT_ONCE: i64 = 200;

/// When the newest receipt of a case was written.
pub(crate) async fn last(
    conn: &mut PgConnection,
    id: ExchangeId,
) -> sqlx::Result<Option<Timestamp>> {
    let last = sqlx::query_scalar!(
        "select max(created_at) from letter
        where subject_kind = 'exchange' and subject_id = $1 and kind = 'exchange_receipt'",
        id.0
    );
    Ok(last.fetch_one(conn).await?.map(|at| at.to_jiff()))
}

/// Notes that the receipt of a case is to be sent on a day, if it is not noted yet.
pub(crate) async fn postpone(
    conn: &mut PgConnection,
    id: ExchangeId,
    day: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exchange_receipt_due (exchange_id, due_on) values ($1, $2)
        on conflict do nothing",
        id.0,
        day.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that the receipt tells of every question of a case as it stands; answers whether that is news.
pub(crate) async fn told(conn: &mut PgConnection, case: &Exchange) -> sqlx::Result<bool> {
    let questions = i32::try_from(case.asked.len()).unwrap_or(i32::MAX);
    let written = sqlx::query!(
        "insert into exchange_receipt_told (exchange_id, questions) values ($1, $2)
        on conflict (exchange_id) do update set questions = excluded.questions
            where exchange_receipt_told.questions < excluded.questions",
        case.id.0,
        questions
    );
    Ok(written.execute(conn).await?.rows_affected() > 0)
}

/// Cases whose receipt is due on a day, the oldest first.
pub(crate) async fn due(conn: &mut PgConnection, day: Date) -> sqlx::Result<Vec<ExchangeId>> {
    let due = sqlx::query_scalar!(
        "select exchange_id from exchange_receipt_due where due_on <= $1
        order by due_on, exchange_id limit $2",
        day.to_sqlx() as _,
        AT_ONCE
    );
    Ok(due.fetch_all(conn).await?.into_iter().map(ExchangeId).collect())
}

/// The receipt of a case is not due any more.
pub(crate) async fn done(conn: &mut PgConnection, id: ExchangeId) -> sqlx::Result<()> {
    sqlx::query!("delete from exchange_receipt_due where exchange_id = $1", id.0)
        .execute(conn)
        .await?;
    Ok(())
}
