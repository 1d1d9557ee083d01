//! What this institution has answered.

use super::super::{channel_code, outcome_code, outcome_of, purpose_code, purpose_of};
use super::wrong;
use crate::PersonId;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use protocol::exchange::GivenBasis;
use rules::RuleSet;
use rules::exchange::{Outcome, Purpose};
use sqlx::PgConnection;
use uuid::Uuid;

/// How many of the newest answers a list shows.
const SHOWN: i64 = 200;

/// An answer to be written down.
pub(crate) struct New<'a> {
    pub(crate) institution: String,
    pub(crate) message: Uuid,
    pub(crate) case_ref: String,
    pub(crate) person: Option<PersonId>,
    pub(crate) purpose: Purpose,
    pub(crate) basis: &'a GivenBasis,
    pub(crate) law: &'a RuleSet,
    pub(crate) outcome: Outcome,
    pub(crate) results: &'a [Uuid],
    pub(crate) answered_at: Timestamp,
}

pub(crate) async fn insert(conn: &mut PgConnection, new: &New<'_>) -> sqlx::Result<()> {
    let (channel, given, version) = match new.basis {
        GivenBasis::Consent { channel, given, text_version, .. } => {
            let version = i32::try_from(*text_version).unwrap_or(i32::MAX);
            (Some(channel_code(*channel)), Some(*given), Some(version))
        }
        GivenBasis::Statute => (None, None, None),
    };
    sqlx::query!(
        "insert into exchange_answered (id, institution, message_id, case_ref, person_id, purpose,
            basis, channel, given_on, text_version, rule_set, rule_set_hash, outcome, results,
            answered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        Uuid::now_v7(),
        new.institution,
        new.message,
        new.case_ref,
        new.person.map(|person| person.0),
        purpose_code(new.purpose),
        new.basis.code(),
        channel,
        given.map(|day| day.to_sqlx()) as _,
        version,
        new.law.id.0,
        new.law.hash(),
        outcome_code(new.outcome),
        new.results,
        new.answered_at.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An answer as it is read again.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    pub(crate) institution: String,
    pub(crate) case_ref: String,
    pub(crate) person: Option<PersonId>,
    pub(crate) purpose: Purpose,
    pub(crate) basis: String,
    pub(crate) channel: Option<String>,
    pub(crate) outcome: Outcome,
    pub(crate) results: usize,
    pub(crate) answered_at: Timestamp,
    pub(crate) withdrawn_at: Option<Timestamp>,
}

/// The newest answers, or those about one person.
pub(crate) async fn read(
    conn: &mut PgConnection,
    person: Option<PersonId>,
) -> sqlx::Result<Vec<Answered>> {
    let rows = sqlx::query!(
        r#"select institution, case_ref, person_id, purpose, basis, channel, outcome,
            cardinality(results) as "results!", answered_at, withdrawn_at
        from exchange_answered where $1::uuid is null or person_id = $1
        order by answered_at desc, id desc limit $2"#,
        person.map(|person| person.0),
        SHOWN
    )
    .fetch_all(conn)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push(Answered {
            institution: row.institution,
            case_ref: row.case_ref,
            person: row.person_id.map(PersonId),
            purpose: purpose_of(&row.purpose).ok_or_else(|| wrong("purpose"))?,
            basis: row.basis,
            channel: row.channel,
            outcome: outcome_of(&row.outcome).ok_or_else(|| wrong("outcome"))?,
            results: usize::try_from(row.results).unwrap_or_default(),
            answered_at: row.answered_at.to_jiff(),
            withdrawn_at: row.withdrawn_at.map(|at| at.to_jiff()),
        });
    }
    Ok(found)
}

/// Notes that the consent is withdrawn that a question rested on; answers how many that was.
pub(crate) async fn withdrawn(
    conn: &mut PgConnection,
    institution: &str,
    message: Uuid,
    now: Timestamp,
) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "update exchange_answered set withdrawn_at = $3
        where institution = $1 and message_id = $2 and basis = 'consent' and withdrawn_at is null",
        institution,
        message,
        now.to_sqlx() as _
    );
    Ok(done.execute(conn).await?.rows_affected())
}

/// Those whose question and answer are still in the mailbox though they were answered before this.
pub(crate) async fn to_erase(
    conn: &mut PgConnection,
    before: Timestamp,
) -> sqlx::Result<Vec<(String, Uuid)>> {
    let rows = sqlx::query!(
        "select institution, message_id from exchange_answered
        where erased_at is null and answered_at < $1 order by answered_at limit 200",
        before.to_sqlx() as _
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.institution, row.message_id)).collect())
}

pub(crate) async fn erased(
    conn: &mut PgConnection,
    institution: &str,
    message: Uuid,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exchange_answered set erased_at = $3 where institution = $1 and message_id = $2",
        institution,
        message,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}
