//! Rounds in which many are asked about.

use super::super::WantedBasis;
use super::super::batch::{Batch, LeftOut, Round};
use super::{number, wrong};
use crate::{BatchId, ExchangeId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use office::PersonId;
use office::admission::Via;
use office::catalogue::words;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use uuid::Uuid;
use wire::InstitutionNumber;

/// How many of the newest a list shows.
const SHOWN: i64 = 50;

/// The rounds that there are: the days on which studies start, from this day on, for which somebody
/// applies.
pub(crate) async fn rounds(conn: &mut PgConnection, from: Date) -> sqlx::Result<Vec<Round>> {
    let rows = sqlx::query!(
        r#"select start.starts_on, count(distinct application.person_id) as "applicants!",
            count(distinct application.person_id) filter (where application.results_may_be_fetched)
                as "consented!"
        from study_start start
        join application_choice choice on choice.study_start_id = start.id
            and choice.state in ('waiting', 'offered', 'accepted')
        join application on application.id = choice.application_id
        where start.starts_on >= $1 group by start.starts_on order by start.starts_on"#,
        from.to_sqlx() as _
    )
    .fetch_all(conn)
    .await?;
    let rounds = rows.into_iter().map(|row| Round {
        starts_on: row.starts_on.to_jiff(),
        applicants: row.applicants,
        consented: row.consented,
    });
    Ok(rounds.collect())
}

/// Whoever applies in a round: each once, in an order that says nothing.
pub(crate) async fn applicants(
    conn: &mut PgConnection,
    starts_on: Date,
    via: Option<Via>,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select distinct application.person_id from study_start start
        join application_choice choice on choice.study_start_id = start.id
            and choice.state in ('waiting', 'offered', 'accepted')
        join application on application.id = choice.application_id
        where start.starts_on = $1 and ($2::text is null or application.via = $2)
        order by application.person_id",
        starts_on.to_sqlx() as _,
        via.as_ref().map(words::word)
    )
    .fetch_all(conn)
    .await
}

pub(crate) async fn insert(
    conn: &mut PgConnection,
    new: &Batch,
    persons: &[Uuid],
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exchange_batch (id, starts_on, via, basis, case_ref, started_at, started_by)
        values ($1, $2, $3, $4, $5, $6, $7)",
        new.id.0,
        new.starts_on.to_sqlx() as _,
        new.via.as_ref().map(words::word),
        words::word(&new.basis),
        new.case_ref,
        new.started_at.to_sqlx() as _,
        new.started_by.0
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into exchange_batch_person (batch_id, position, person_id)
        select $1, position, person
        from unnest($2::uuid[]) with ordinality as listed(person, position)",
        new.id.0,
        persons
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn find(conn: &mut PgConnection, id: Option<BatchId>) -> sqlx::Result<Vec<Batch>> {
    let rows = sqlx::query!(
        "select id, starts_on, via, basis, case_ref, started_at, started_by, cancelled_at
        from exchange_batch where $1::uuid is null or id = $1
        order by started_at desc, id desc limit $2",
        id.map(|id| id.0),
        SHOWN
    )
    .fetch_all(conn)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let via = row.via.as_deref().map(|via| words::read(via).ok_or_else(|| wrong("way")));
        found.push(Batch {
            id: BatchId(row.id),
            starts_on: row.starts_on.to_jiff(),
            via: via.transpose()?,
            basis: words::read::<WantedBasis>(&row.basis).ok_or_else(|| wrong("basis"))?,
            case_ref: row.case_ref,
            started_at: row.started_at.to_jiff(),
            started_by: PersonId(row.started_by),
            cancelled_at: row.cancelled_at.map(|at| at.to_jiff()),
        });
    }
    Ok(found)
}

pub(crate) async fn one(conn: &mut PgConnection, id: BatchId) -> sqlx::Result<Option<Batch>> {
    Ok(find(conn, Some(id)).await?.pop())
}

pub(crate) async fn newest(conn: &mut PgConnection) -> sqlx::Result<Vec<Batch>> {
    find(conn, None).await
}

/// Holds a round until the act ends, so that it is not cancelled while somebody is asked about.
pub(crate) async fn lock(conn: &mut PgConnection, id: BatchId) -> sqlx::Result<Option<Batch>> {
    sqlx::query!("select id from exchange_batch where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    one(conn, id).await
}

/// Those who are next, at most this many.
pub(crate) async fn next(
    conn: &mut PgConnection,
    id: BatchId,
    most: i64,
) -> sqlx::Result<Vec<(i32, PersonId)>> {
    let rows = sqlx::query!(
        "select position, person_id from exchange_batch_person
        where batch_id = $1 and exchange_id is null and left_out is null
        order by position limit $2",
        id.0,
        most
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.position, PersonId(row.person_id))).collect())
}

/// Notes the case in which somebody is asked about, or why she is left out.
pub(crate) async fn set(
    conn: &mut PgConnection,
    (id, position): (BatchId, i32),
    outcome: Result<ExchangeId, LeftOut>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exchange_batch_person set exchange_id = $3, left_out = $4
        where batch_id = $1 and position = $2",
        id.0,
        position,
        outcome.ok().map(|case| case.0),
        outcome.err().map(LeftOut::code)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Of a round: how many wait for their turn, how many are asked about, and how many are left out by
/// reason.
pub(crate) async fn persons(
    conn: &mut PgConnection,
    id: BatchId,
) -> sqlx::Result<(i64, i64, Vec<(LeftOut, i64)>)> {
    let rows = sqlx::query!(
        r#"select left_out, exchange_id is not null as "asked!", count(*) as "count!"
        from exchange_batch_person where batch_id = $1 group by 1, 2 order by 1, 2"#,
        id.0
    )
    .fetch_all(conn)
    .await?;
    let (mut waiting, mut asked, mut left_out) = (0, 0, Vec::new());
    for row in rows {
        match row.left_out.as_deref() {
            Some(code) => {
                let why = LeftOut::of_code(code).ok_or_else(|| wrong("reason"))?;
                left_out.push((why, row.count));
            }
            None if row.asked => asked = row.count,
            None => waiting = row.count,
        }
    }
    Ok((waiting, asked, left_out))
}

/// How the newest questions of a round stand, by institution and word.
pub(crate) async fn states(
    conn: &mut PgConnection,
    id: BatchId,
    now: Timestamp,
) -> sqlx::Result<BTreeMap<InstitutionNumber, BTreeMap<String, i64>>> {
    let rows = sqlx::query_file!("src/exchange/batch_states.sql", id.0, now.to_sqlx() as _)
        .fetch_all(conn);
    let mut found: BTreeMap<InstitutionNumber, BTreeMap<String, i64>> = BTreeMap::new();
    for row in rows.await? {
        found.entry(number(&row.institution)?).or_default().insert(row.word, row.count);
    }
    Ok(found)
}

/// Newest questions of a round that had failed by then, after these in order, at most this many.
pub(crate) async fn failed(
    conn: &mut PgConnection,
    id: BatchId,
    (before, after): (Timestamp, Option<(ExchangeId, InstitutionNumber)>),
    most: i64,
) -> sqlx::Result<Vec<(ExchangeId, InstitutionNumber)>> {
    let rows = sqlx::query!(
        "select newest.exchange_id, newest.institution from (
            select distinct on (question.exchange_id, question.institution)
                question.exchange_id, question.institution, question.state, question.ended_at
            from exchange_batch_person member
            join exchange_question question on question.exchange_id = member.exchange_id
            where member.batch_id = $1
            order by question.exchange_id, question.institution, question.position desc
        ) newest
        where newest.state = 'failed' and newest.ended_at <= $2
            and ($3::uuid is null or (newest.exchange_id, newest.institution) > ($3, $4::text))
        order by newest.exchange_id, newest.institution limit $5",
        id.0,
        before.to_sqlx() as _,
        after.map(|(case, _)| case.0),
        after.map(|(_, institution)| institution.to_string()),
        most
    )
    .fetch_all(conn)
    .await?;
    let found = rows.into_iter();
    found.map(|row| Ok((ExchangeId(row.exchange_id), number(&row.institution)?))).collect()
}

/// Cancels a round with its cases and what they wait for.
pub(crate) async fn cancel(
    conn: &mut PgConnection,
    id: BatchId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exchange_batch set cancelled_at = $2 where id = $1",
        id.0,
        now.to_sqlx() as _
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update exchange set cancelled_at = $2 from exchange_batch_person member
        where member.batch_id = $1 and exchange.id = member.exchange_id
            and exchange.cancelled_at is null",
        id.0,
        now.to_sqlx() as _
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update exchange_question set state = 'cancelled', ended_at = $2
        from exchange_batch_person member
        where member.batch_id = $1 and exchange_question.exchange_id = member.exchange_id
            and state = 'waiting'",
        id.0,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}
