//! What persons contest of the questions that were put about them.

use crate::AnsweredId;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::PersonId;
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// What a person says of a question about her, and what was found.
#[derive(Clone, Debug)]
pub(crate) struct Contest {
    pub(crate) because: String,
    pub(crate) contested_at: Timestamp,
    /// When it was settled, whether she is right, and why.
    pub(crate) settled: Option<(Timestamp, bool, String)>,
}

/// What is contested of these.
pub(crate) async fn of(
    conn: &mut PgConnection,
    answered: &[AnsweredId],
) -> sqlx::Result<HashMap<AnsweredId, Contest>> {
    let ids: Vec<Uuid> = answered.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        "select answered_id, because, contested_at, settled_at, upheld, finding
        from exchange_contest where answered_id = any($1)",
        &ids
    )
    .fetch_all(conn)
    .await?;
    let contests = rows.into_iter().map(|row| {
        let settled = match (row.settled_at, row.upheld, row.finding) {
            (Some(at), Some(upheld), Some(finding)) => Some((at.to_jiff(), upheld, finding)),
            _ => None,
        };
        let contested_at = row.contested_at.to_jiff();
        (AnsweredId(row.answered_id), Contest { because: row.because, contested_at, settled })
    });
    Ok(contests.collect())
}

/// Writes one down; answers whether it is the first of that question.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    answered: AnsweredId,
    person: PersonId,
    because: &str,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into exchange_contest (id, answered_id, person_id, because, contested_at)
        values ($1, $2, $3, $4, $5) on conflict (answered_id) do nothing",
        Uuid::now_v7(),
        answered.0,
        person.0,
        because,
        now.to_sqlx() as _
    );
    Ok(done.execute(conn).await?.rows_affected() > 0)
}

/// Settles one that waits for it; answers whether it did.
pub(crate) async fn settle(
    conn: &mut PgConnection,
    answered: AnsweredId,
    (upheld, finding): (bool, &str),
    (now, by): (Timestamp, PersonId),
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update exchange_contest set upheld = $2, finding = $3, settled_at = $4, settled_by = $5
        where answered_id = $1 and settled_at is null",
        answered.0,
        upheld,
        finding,
        now.to_sqlx() as _,
        by.0
    );
    Ok(done.execute(conn).await?.rows_affected() > 0)
}

/// Those that nobody has looked into, the oldest first.
pub(crate) async fn waiting(conn: &mut PgConnection) -> sqlx::Result<Vec<(AnsweredId, Timestamp)>> {
    let rows = sqlx::query!(
        "select answered_id, contested_at from exchange_contest
        where settled_at is null order by contested_at, id limit 50"
    )
    .fetch_all(conn)
    .await?;
    let waiting = rows.into_iter().map(|row| (AnsweredId(row.answered_id), row.contested_at));
    Ok(waiting.map(|(id, at)| (id, at.to_jiff())).collect())
}
