//! Rows, their versions, and whom they are about.

use super::super::row::{Elements, Version};
use super::{unreadable, version};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use protocol::exclusion::Token;
use rules::NationalId;
use rules::exclusion::{Classification, ExclusionType};
use sqlx::{PgConnection, Result};
use uuid::Uuid;
use wire::InstitutionNumber;

/// A row that nobody else changes until the act ends.
pub(in super::super) struct Locked {
    pub(in super::super) institution: InstitutionNumber,
    /// The highest version so far; 0 for a new row.
    pub(in super::super) version: u32,
    /// Whom it is about, while it stands.
    pub(in super::super) person: Option<String>,
}

/// A version that came before.
pub(in super::super) struct Before {
    pub(in super::super) registered: bool,
    /// What it said, while the row stands.
    pub(in super::super) says: Option<Elements>,
}

/// Keeps the locks of institutions that register apart from every other lock of this database.
const REGISTERING: i32 = 0x726f_7773;

/// Lets an institution register one row after the other. Taken before any row is held.
pub(in super::super) async fn one_at_a_time(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
) -> Result<()> {
    let number: i32 = institution.to_string().parse().map_err(|_| unreadable("a number"))?;
    sqlx::query!("select pg_advisory_xact_lock($1, $2)", REGISTERING, number).execute(conn).await?;
    Ok(())
}

/// Whether the row stands.
pub(in super::super) async fn stands(conn: &mut PgConnection, id: Uuid) -> Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from exclusion_person where exclusion_id = $1) as "stands!""#,
        id
    )
    .fetch_one(conn)
    .await
}

/// How many rows of an institution stand about a person.
pub(in super::super) async fn others(
    conn: &mut PgConnection,
    (person, institution): (&NationalId, InstitutionNumber),
) -> Result<u32> {
    let others = sqlx::query_scalar!(
        r#"select count(*) as "others!" from exclusion_person p
        join exclusion x on x.id = p.exclusion_id
        where p.national_id = $1 and x.institution = $2"#,
        person.expose(),
        institution.to_string()
    )
    .fetch_one(conn)
    .await?;
    Ok(u32::try_from(others).unwrap_or(u32::MAX))
}

/// How many rows of an institution began to stand on a day in Norway.
pub(in super::super) async fn of_day(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
    day: Date,
) -> Result<u32> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from exclusion
        where institution = $1 and (stands_since at time zone 'Europe/Oslo')::date = $2"#,
        institution.to_string(),
        jiff_sqlx::Date::from(day) as _
    )
    .fetch_one(conn)
    .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Locks the row, which is opened if it is new.
pub(in super::super) async fn lock(
    conn: &mut PgConnection,
    (id, institution): (Uuid, InstitutionNumber),
    now: Timestamp,
) -> Result<Locked> {
    sqlx::query!(
        "insert into exclusion (id, institution, received_at, version) values ($1, $2, $3, 0)
        on conflict (id) do nothing",
        id,
        institution.to_string(),
        now.to_sqlx() as _
    )
    .execute(&mut *conn)
    .await?;
    let row =
        sqlx::query!("select institution, version from exclusion where id = $1 for update", id)
            .fetch_one(&mut *conn)
            .await?;
    // In a statement of its own: it sees what whoever held the row has done.
    let person =
        sqlx::query_scalar!("select national_id from exclusion_person where exclusion_id = $1", id)
            .fetch_optional(conn)
            .await?;
    let institution = row.institution.parse().map_err(|_| unreadable("an institution"))?;
    Ok(Locked { institution, version: version(row.version)?, person })
}

/// A version that came before, if it did.
pub(in super::super) async fn version_before(
    conn: &mut PgConnection,
    id: Uuid,
    number: u32,
) -> Result<Option<Before>> {
    let row = sqlx::query!(
        r#"select action, period_from as "period_from?", period_to as "period_to?",
            type as "kind?", classification as "classification?", programme, case_officer
        from exclusion_version v
        left join exclusion_element e using (exclusion_id, version)
        where v.exclusion_id = $1 and v.version = $2"#,
        id,
        i64::from(number)
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let says = match (row.period_from, row.period_to, row.kind, row.classification) {
        (Some(from), Some(to), Some(kind), Some(classification)) => Some(Elements {
            from: from.to_jiff(),
            to: to.to_jiff(),
            kind: kind_of(&kind)?,
            classification: classification_of(&classification)?,
            programme: row.programme,
            case_officer: row.case_officer,
        }),
        _ => None,
    };
    Ok(Some(Before { registered: row.action == "registered", says }))
}

pub(super) fn kind_of(code: &str) -> Result<ExclusionType> {
    ExclusionType::parse(code).ok_or_else(|| unreadable("a type"))
}

pub(super) fn classification_of(code: &str) -> Result<Classification> {
    Classification::parse(code).ok_or_else(|| unreadable("a classification"))
}

/// Remembers that a version came.
pub(in super::super) async fn remember(
    conn: &mut PgConnection,
    new: &Version,
    message: Uuid,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "insert into exclusion_version (exclusion_id, version, action, message_id, received_at)
        values ($1, $2, $3, $4, $5)",
        new.id,
        i64::from(new.version),
        if new.says.is_some() { "registered" } else { "deleted" },
        message,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps what a version says.
pub(in super::super) async fn say(
    conn: &mut PgConnection,
    (id, number): (Uuid, u32),
    says: &Elements,
) -> Result<()> {
    sqlx::query!(
        "insert into exclusion_element
            (exclusion_id, version, period_from, period_to, type, classification, programme, case_officer)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        i64::from(number),
        jiff_sqlx::Date::from(says.from) as _,
        jiff_sqlx::Date::from(says.to) as _,
        says.kind.code(),
        says.classification.code(),
        says.programme,
        says.case_officer
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// From now on this version counts.
pub(in super::super) async fn raise(conn: &mut PgConnection, id: Uuid, number: u32) -> Result<()> {
    sqlx::query!("update exclusion set version = $2 where id = $1", id, i64::from(number))
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether a version lower than this has deleted the row.
pub(in super::super) async fn deleted_before(
    conn: &mut PgConnection,
    id: Uuid,
    number: u32,
) -> Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
            select from exclusion_version
            where exclusion_id = $1 and version < $2 and action = 'deleted'
        ) as "deleted!""#,
        id,
        i64::from(number)
    )
    .fetch_one(conn)
    .await
}

/// The row stands from now on, about this person.
pub(in super::super) async fn put(
    conn: &mut PgConnection,
    (id, now): (Uuid, Timestamp),
    person: &NationalId,
    tokens: &[(u32, Token)],
) -> Result<()> {
    sqlx::query!(
        "update exclusion set ended = null, ended_at = null, stands_since = $2 where id = $1",
        id,
        now.to_sqlx() as _
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into exclusion_person (exclusion_id, national_id) values ($1, $2)",
        id,
        person.expose()
    )
    .execute(&mut *conn)
    .await?;
    for (epoch, token) in tokens {
        sqlx::query!(
            "insert into exclusion_token (exclusion_id, epoch, token) values ($1, $2, $3)",
            id,
            super::epoch::number(*epoch),
            &token.bytes()[..]
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Ends the row and deletes what it says and about whom. Answers whether it stood.
pub(in super::super) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    ending: &str,
    now: Timestamp,
) -> Result<bool> {
    sqlx::query!(
        "update exclusion set ended = $2, ended_at = $3 where id = $1",
        id,
        ending,
        now.to_sqlx() as _
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from exclusion_element where exclusion_id = $1", id)
        .execute(&mut *conn)
        .await?;
    let stood = sqlx::query!("delete from exclusion_person where exclusion_id = $1", id)
        .execute(conn)
        .await?;
    Ok(stood.rows_affected() > 0)
}

/// Rows that stand although their period ended before the day, some at a time.
pub(in super::super) async fn over(
    conn: &mut PgConnection,
    today: Date,
    most: i64,
) -> Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select x.id from exclusion_element e
        join exclusion x on x.id = e.exclusion_id and x.version = e.version
        where e.period_to < $1 and x.ended is null
        order by e.period_to, x.id
        limit $2",
        jiff_sqlx::Date::from(today) as _,
        most
    )
    .fetch_all(conn)
    .await
}

/// The version that counts and its last day, while the row stands. Nobody else changes it until the
/// act ends.
pub(in super::super) async fn standing(
    conn: &mut PgConnection,
    id: Uuid,
) -> Result<Option<(u32, Date)>> {
    let held = sqlx::query_scalar!(
        "select version from exclusion where id = $1 and ended is null for update",
        id
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(number) = held else { return Ok(None) };
    let to = sqlx::query_scalar!(
        "select period_to from exclusion_element where exclusion_id = $1 and version = $2",
        id,
        number
    )
    .fetch_optional(conn)
    .await?;
    to.map(|to| Ok((version(number)?, to.to_jiff()))).transpose()
}
