//! Cases.

use super::super::{Exchange, purpose_code, purpose_of};
use super::{number, wrong};
use crate::{ConsentId, ExchangeId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::PersonId;
use protocol::exchange::Code;
use rules::RuleSet;
use sqlx::PgConnection;
use uuid::Uuid;
use wire::InstitutionNumber;

/// How many of the newest cases a list shows.
const SHOWN: i64 = 200;

async fn read(
    conn: &mut PgConnection,
    id: Option<ExchangeId>,
    person: Option<PersonId>,
) -> sqlx::Result<Vec<Exchange>> {
    let rows = sqlx::query!(
        "select id, person_id, purpose, consent_id, case_ref, started_at, cancelled_at
        from exchange
        where ($1::uuid is null or id = $1) and ($2::uuid is null or person_id = $2)
        order by started_at desc, id limit $3",
        id.map(|id| id.0),
        person.map(|person| person.0),
        SHOWN
    )
    .fetch_all(conn)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push(Exchange {
            id: ExchangeId(row.id),
            person: PersonId(row.person_id),
            purpose: purpose_of(&row.purpose).ok_or_else(|| wrong("purpose"))?,
            consent: row.consent_id.map(ConsentId),
            case_ref: row.case_ref,
            started_at: row.started_at.to_jiff(),
            cancelled_at: row.cancelled_at.map(|at| at.to_jiff()),
            asked: Vec::new(),
            corrections: Vec::new(),
        });
    }
    Ok(found)
}

pub(crate) async fn one(conn: &mut PgConnection, id: ExchangeId) -> sqlx::Result<Option<Exchange>> {
    Ok(read(conn, Some(id), None).await?.pop())
}

/// Holds a case until the act ends.
pub(crate) async fn lock(conn: &mut PgConnection, id: ExchangeId) -> sqlx::Result<Option<()>> {
    let row = sqlx::query_scalar!("select id from exchange where id = $1 for update", id.0);
    Ok(row.fetch_optional(conn).await?.map(|_| ()))
}

pub(crate) async fn of_person(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Exchange>> {
    read(conn, None, Some(person)).await
}

/// The newest cases, without their questions.
pub(crate) async fn newest(conn: &mut PgConnection) -> sqlx::Result<Vec<Exchange>> {
    read(conn, None, None).await
}

pub(crate) async fn insert(
    conn: &mut PgConnection,
    new: &Exchange,
    law: &RuleSet,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exchange (id, person_id, purpose, consent_id, rule_set, rule_set_hash,
            case_ref, started_at, started_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        new.id.0,
        new.person.0,
        purpose_code(new.purpose),
        new.consent.map(|id| id.0),
        law.id.0,
        law.hash(),
        new.case_ref,
        new.started_at.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(crate) async fn cancel(
    conn: &mut PgConnection,
    id: ExchangeId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exchange set cancelled_at = $2 where id = $1 and cancelled_at is null",
        id.0,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What sources have said of results that were handed out in a case.
pub(crate) async fn corrections(
    conn: &mut PgConnection,
    id: ExchangeId,
) -> sqlx::Result<Vec<(InstitutionNumber, Uuid, Code, Timestamp)>> {
    let rows = sqlx::query!(
        "select institution, result_id, code, came_at from exchange_correction
        where exchange_id = $1 order by came_at, id",
        id.0
    )
    .fetch_all(conn)
    .await?;
    let read = |code: &str| Code::from_code(code).ok_or_else(|| wrong("code"));
    let rows = rows.into_iter().map(|row| {
        Ok((number(&row.institution)?, row.result_id, read(&row.code)?, row.came_at.to_jiff()))
    });
    rows.collect()
}

/// Keeps what a source has said of a result; answers whether it is news. The same said again before the
/// result has been fetched since is not.
pub(crate) async fn insert_correction(
    conn: &mut PgConnection,
    case: ExchangeId,
    institution: InstitutionNumber,
    (result, code): (Uuid, Code),
    now: Timestamp,
) -> sqlx::Result<bool> {
    let written = sqlx::query!(
        "insert into exchange_correction (id, exchange_id, institution, result_id, code, came_at)
        select $1, $2, $3, $4, $5, $6
        where not exists (
            select from exchange_correction same
            where same.exchange_id = $2 and same.institution = $3 and same.result_id = $4
                and same.code = $5 and not exists (
                    select from exchange_question question
                    where question.exchange_id = $2 and question.institution = $3
                        and question.state = 'answered' and question.asked_at >= same.came_at
                )
        )",
        Uuid::now_v7(),
        case.0,
        institution.to_string(),
        result,
        code.as_str(),
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(written.rows_affected() > 0)
}
