//! Questions, and what the answers brought.

use super::super::{Asked, State, outcome_code, outcome_of, purpose_of};
use super::{number, wrong};
use crate::{ConsentId, ExchangeId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::PersonId;
use rules::exchange::Purpose;
use sqlx::PgConnection;
use uuid::Uuid;
use wire::InstitutionNumber;

/// Every question of a case, in order.
pub(crate) async fn of_case(conn: &mut PgConnection, id: ExchangeId) -> sqlx::Result<Vec<Asked>> {
    let rows = sqlx::query!(
        "select id, institution, asked_at, due_at, state, outcome, reason, ended_at, results
        from exchange_question where exchange_id = $1 order by position",
        id.0
    )
    .fetch_all(conn)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let outcome = row.outcome.as_deref().and_then(outcome_of);
        let state = match (row.state.as_str(), outcome, row.reason) {
            ("waiting", ..) => State::Waiting,
            ("cancelled", ..) => State::Cancelled,
            ("answered", Some(outcome), _) => {
                State::Answered(outcome, row.results.unwrap_or_default())
            }
            ("failed", _, Some(reason)) => State::Failed(reason),
            _ => return Err(wrong("state")),
        };
        found.push(Asked {
            id: row.id,
            institution: number(&row.institution)?,
            asked_at: row.asked_at.to_jiff(),
            due_at: row.due_at.to_jiff(),
            state,
            ended_at: row.ended_at.map(|at| at.to_jiff()),
        });
    }
    Ok(found)
}

/// A question to be asked.
pub(crate) struct New {
    pub(crate) id: Uuid,
    pub(crate) case: ExchangeId,
    pub(crate) institution: InstitutionNumber,
    pub(crate) asked_at: Timestamp,
    pub(crate) asked_by: Option<PersonId>,
    pub(crate) due_at: Timestamp,
}

pub(crate) async fn insert(conn: &mut PgConnection, new: &New) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exchange_question
            (id, exchange_id, institution, asked_at, asked_by, due_at, state)
        values ($1, $2, $3, $4, $5, $6, 'waiting')",
        new.id,
        new.case.0,
        new.institution.to_string(),
        new.asked_at.to_sqlx() as _,
        new.asked_by.map(|by| by.0),
        new.due_at.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A question that waits for its answer, and what of its case the answer is judged by.
pub(crate) struct Waiting {
    pub(crate) case: ExchangeId,
    pub(crate) person: PersonId,
    pub(crate) purpose: Purpose,
    pub(crate) consent: Option<ConsentId>,
}

/// A question that waits for its answer, held until the act ends; `None` for one that does not wait any
/// more, or that nobody asked. Of its case no more is held than that nobody cancels it meanwhile or asks
/// anew in it, so that the answers of all institutions are taken beside each other; and the case before the
/// question, as whoever cancels does.
pub(crate) async fn lock_waiting(
    conn: &mut PgConnection,
    id: Uuid,
) -> sqlx::Result<Option<Waiting>> {
    let row = sqlx::query!(
        r#"with held as materialized (
            select id, person_id, purpose, consent_id from exchange
            where id = (select exchange_id from exchange_question where id = $1)
            for key share
        )
        select held.id as "id!", held.person_id as "person_id!", held.purpose as "purpose!",
            held.consent_id
        from held join exchange_question question on question.exchange_id = held.id
        where question.id = $1 and question.state = 'waiting' for update of question"#,
        id
    )
    .fetch_optional(conn)
    .await?;
    let waiting = row.map(|row| {
        Ok(Waiting {
            case: ExchangeId(row.id),
            person: PersonId(row.person_id),
            purpose: purpose_of(&row.purpose).ok_or_else(|| wrong("purpose"))?,
            consent: row.consent_id.map(ConsentId),
        })
    });
    waiting.transpose()
}

/// Whether another question of the case is on its way: nothing has come to it yet.
pub(crate) async fn others_on_their_way(
    conn: &mut PgConnection,
    case: ExchangeId,
    id: Uuid,
) -> sqlx::Result<bool> {
    // Looked up one by one, so that all else that is on its way costs nothing.
    sqlx::query_scalar!(
        r#"select exists (
            select from exchange_question other
            where other.exchange_id = $1 and other.state = 'waiting' and other.id <> $2
                and (select outcome is null from mailbox_sent where message_id = other.id)
        ) as "are!""#,
        case.0,
        id
    )
    .fetch_one(conn)
    .await
}

/// As many questions are looked at in one go.
const TRIED_MAX: i64 = 50;

/// The questions that wait although they were sent more than twice, last in vain for this reason.
pub(crate) async fn tried_for(conn: &mut PgConnection, why: &str) -> sqlx::Result<Vec<Uuid>> {
    let tried = sqlx::query_scalar!(
        "select question.id from mailbox_sent sent
        join exchange_question question on question.id = sent.message_id
        where sent.outcome is null and sent.attempts > 2 and sent.why = $1
            and question.state = 'waiting'
        order by question.asked_at, question.id limit $2",
        why,
        TRIED_MAX
    );
    tried.fetch_all(conn).await
}

/// Ends a question.
pub(crate) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    state: &State,
    document: Option<Uuid>,
    now: Timestamp,
) -> sqlx::Result<()> {
    let (word, outcome, reason, results) = match state {
        State::Waiting => return Ok(()),
        State::Cancelled => ("cancelled", None, None, None),
        State::Failed(reason) => ("failed", None, Some(reason.as_str()), None),
        State::Answered(outcome, results) => {
            let results = document.map(|_| *results);
            ("answered", Some(outcome_code(*outcome)), None, results)
        }
    };
    sqlx::query!(
        "update exchange_question set state = $2, outcome = $3, reason = $4, ended_at = $5,
            document_id = $6, results = $7
        where id = $1",
        id,
        word,
        outcome,
        reason,
        now.to_sqlx() as _,
        document,
        results
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Cancels what waits in a case.
pub(crate) async fn cancel(
    conn: &mut PgConnection,
    id: ExchangeId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exchange_question set state = 'cancelled', ended_at = $2
        where exchange_id = $1 and state = 'waiting'",
        id.0,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Cancels what waits on a consent.
pub(crate) async fn cancel_of_consent(
    conn: &mut PgConnection,
    id: ConsentId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exchange_question set state = 'cancelled', ended_at = $2
        from exchange
        where exchange.id = exchange_id and exchange.consent_id = $1 and state = 'waiting'",
        id.0,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps which results came.
pub(crate) async fn hold(conn: &mut PgConnection, id: Uuid, results: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exchange_held (question_id, result_id)
        select $1, result from unnest($2::uuid[]) as result",
        id,
        results
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The newest case of each person who has this result of this institution.
pub(crate) async fn holders(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
    result: Uuid,
) -> sqlx::Result<Vec<ExchangeId>> {
    let rows = sqlx::query_scalar!(
        "select distinct on (exchange.person_id) exchange.id
        from exchange_held held
        join exchange_question question on question.id = held.question_id
        join exchange on exchange.id = question.exchange_id
        where held.result_id = $2 and question.institution = $1
        order by exchange.person_id, exchange.started_at desc, exchange.id",
        institution.to_string(),
        result
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(ExchangeId).collect())
}

/// How many questions are late, and how many failed in cases that go on.
pub(crate) async fn to_see_to(
    conn: &mut PgConnection,
    now: Timestamp,
) -> sqlx::Result<Vec<(ExchangeId, Timestamp)>> {
    let rows = sqlx::query!(
        r#"select exchange.id, min(question.due_at) as "due_at!"
        from exchange_question question
        join exchange on exchange.id = question.exchange_id and exchange.cancelled_at is null
        where question.state = 'waiting' and question.due_at < $1
        group by exchange.id order by 2, 1 limit 50"#,
        now.to_sqlx() as _
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (ExchangeId(row.id), row.due_at.to_jiff())).collect())
}
