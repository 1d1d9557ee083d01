//! What this institution has answered.

use super::super::{channel_code, outcome_code, outcome_of, purpose_code, purpose_of};
use super::wrong;
use crate::AnsweredId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use office::PersonId;
use protocol::exchange::GivenBasis;
use rules::RuleSet;
use rules::exchange::{KnownConsent, Outcome, Purpose};
use sqlx::PgConnection;
use uuid::Uuid;
use wire::InstitutionNumber;

/// How many of the newest answers the log shows.
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
    let words = words(new.basis);
    sqlx::query!(
        "insert into exchange_answered (id, institution, message_id, case_ref, person_id, purpose,
            basis, channel, given_on, until_on, text_version, consent_ref, rule_set,
            rule_set_hash, outcome, results, answered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        Uuid::now_v7(),
        new.institution,
        new.message,
        new.case_ref,
        new.person.map(|person| person.0),
        purpose_code(new.purpose),
        new.basis.code(),
        words.channel,
        words.given.map(|day| day.to_sqlx()) as _,
        words.until.map(|day| day.to_sqlx()) as _,
        words.text_version,
        words.reference,
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

/// What a basis says of a consent; nothing of a statute.
#[derive(Default)]
struct Words {
    channel: Option<&'static str>,
    given: Option<Date>,
    until: Option<Date>,
    text_version: Option<i32>,
    reference: Option<Uuid>,
}

fn words(basis: &GivenBasis) -> Words {
    match basis {
        GivenBasis::Consent { channel, given, until, text_version, reference } => Words {
            channel: Some(channel_code(*channel)),
            given: Some(*given),
            until: *until,
            text_version: Some(i32::try_from(*text_version).unwrap_or(i32::MAX)),
            reference: *reference,
        },
        GivenBasis::Statute => Words::default(),
    }
}

/// Counts a question of an institution on a day; answers how many it is now. Whoever counts next waits
/// until this act ends.
pub(crate) async fn count(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
    day: Date,
) -> sqlx::Result<u32> {
    let count = sqlx::query_scalar!(
        "insert into exchange_asked (institution, day, count) values ($1, $2, 1)
        on conflict (institution, day) do update set count = exchange_asked.count + 1
        returning count",
        institution.to_string(),
        day.to_sqlx() as _
    );
    Ok(count.fetch_one(conn).await?.unsigned_abs())
}

/// What is known of a consent that an institution has named before.
pub(crate) struct Known {
    pub(crate) consent: KnownConsent,
    /// The day on which the institution said that it is withdrawn.
    pub(crate) withdrawn: Option<Date>,
}

/// How a question stands to what is known of the consent that it names; `None` where it was never named.
pub(crate) async fn known(
    conn: &mut PgConnection,
    (institution, reference): (InstitutionNumber, Uuid),
    basis: &GivenBasis,
    person: Option<PersonId>,
) -> sqlx::Result<Option<Known>> {
    let words = words(basis);
    let row = sqlx::query!(
        r#"select count(*) as "count!",
            bool_and(person_id is null or coalesce(person_id = $3::uuid, false)) as same_person,
            bool_and((channel, given_on, text_version) = ($4, $5::date, $6)
                and until_on is not distinct from $7::date) as same_words,
            min(withdrawn_at) as withdrawn_at,
            exists (
                select from exchange_contest contest
                join exchange_answered contested on contested.id = contest.answered_id
                where contested.institution = $1 and contested.consent_ref = $2
                    and (contest.settled_at is null or contest.upheld)
            ) as "contested!"
        from exchange_answered where institution = $1 and consent_ref = $2"#,
        institution.to_string(),
        reference,
        person.map(|person| person.0),
        words.channel,
        words.given.map(|day| day.to_sqlx()) as _,
        words.text_version,
        words.until.map(|day| day.to_sqlx()) as _
    )
    .fetch_one(conn)
    .await?;
    let withdrawn = row.withdrawn_at.map(|at| at.to_jiff().to_zoned(::store::oslo()).date());
    let consent = KnownConsent {
        same_person: row.same_person.unwrap_or(true),
        same_words: row.same_words.unwrap_or(true),
        contested: row.contested,
    };
    Ok((row.count > 0).then_some(Known { consent, withdrawn }))
}

/// An answer as it is read again.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    pub(crate) id: AnsweredId,
    pub(crate) institution: String,
    pub(crate) case_ref: String,
    pub(crate) person: Option<PersonId>,
    pub(crate) purpose: Purpose,
    pub(crate) basis: String,
    pub(crate) channel: Option<String>,
    pub(crate) given_on: Option<Date>,
    pub(crate) text_version: Option<i32>,
    pub(crate) consent_ref: Option<Uuid>,
    pub(crate) outcome: Outcome,
    pub(crate) results: usize,
    pub(crate) answered_at: Timestamp,
    pub(crate) withdrawn_at: Option<Timestamp>,
    /// How many it stands for: itself, and its like of the same day.
    pub(crate) times: i64,
}

/// The newest answers.
pub(crate) async fn newest(conn: &mut PgConnection) -> sqlx::Result<Vec<Answered>> {
    find(conn, None).await
}

/// One answer.
pub(crate) async fn one(conn: &mut PgConnection, id: AnsweredId) -> sqlx::Result<Option<Answered>> {
    Ok(find(conn, Some(id)).await?.pop())
}

/// A row as it is read.
struct Row {
    id: Uuid,
    institution: String,
    case_ref: String,
    person_id: Option<Uuid>,
    purpose: String,
    basis: String,
    channel: Option<String>,
    given_on: Option<jiff_sqlx::Date>,
    text_version: Option<i32>,
    consent_ref: Option<Uuid>,
    outcome: String,
    results: i32,
    answered_at: jiff_sqlx::Timestamp,
    withdrawn_at: Option<jiff_sqlx::Timestamp>,
    times: i64,
    total: i64,
}

impl Row {
    fn read(self) -> sqlx::Result<Answered> {
        Ok(Answered {
            id: AnsweredId(self.id),
            institution: self.institution,
            case_ref: self.case_ref,
            person: self.person_id.map(PersonId),
            purpose: purpose_of(&self.purpose).ok_or_else(|| wrong("purpose"))?,
            basis: self.basis,
            channel: self.channel,
            given_on: self.given_on.map(|day| day.to_jiff()),
            text_version: self.text_version,
            consent_ref: self.consent_ref,
            outcome: outcome_of(&self.outcome).ok_or_else(|| wrong("outcome"))?,
            results: usize::try_from(self.results).unwrap_or_default(),
            answered_at: self.answered_at.to_jiff(),
            withdrawn_at: self.withdrawn_at.map(|at| at.to_jiff()),
            times: self.times,
        })
    }
}

/// A page of the answers about one person, what is alike as one, and how many lines there are in all.
pub(crate) async fn of_person(
    conn: &mut PgConnection,
    person: PersonId,
    (limit, offset): (u32, u32),
) -> sqlx::Result<(Vec<Answered>, u32)> {
    let rows = sqlx::query_file_as!(
        Row,
        "src/exchange/answered_of_person.sql",
        person.0,
        i64::from(limit),
        i64::from(offset)
    );
    let rows = rows.fetch_all(conn).await?;
    let total = rows.first().map_or(0, |row| row.total);
    let found = rows.into_iter().map(Row::read).collect::<sqlx::Result<_>>()?;
    Ok((found, u32::try_from(total).unwrap_or(u32::MAX)))
}

async fn find(conn: &mut PgConnection, id: Option<AnsweredId>) -> sqlx::Result<Vec<Answered>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select id, institution, case_ref, person_id, purpose, basis, channel, given_on,
            text_version, consent_ref, outcome, cardinality(results) as "results!", answered_at,
            withdrawn_at, 1::bigint as "times!", 0::bigint as "total!"
        from exchange_answered
        where $2::uuid is null or id = $2
        order by answered_at desc, id desc limit $1"#,
        SHOWN,
        id.map(|id| id.0)
    );
    rows.fetch_all(conn).await?.into_iter().map(Row::read).collect()
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
