//! Reads and writes of notices and of who was told.

use super::Matter;
use crate::TermNoticeId;
use crate::said::wrong;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use letters::Course;
use letters::term_notice::Registered;
use office::{LetterId, PersonId, Result, UnitId};
use rules::registration::WithdrawalDeadline;
use rules::{Rule, Term, Text};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// What is told in a term.
pub struct Notice {
    /// The opaque id.
    pub id: TermNoticeId,
    /// The term.
    pub term: Term,
    /// The matter.
    pub matter: Matter,
    /// The unit that tells.
    pub unit: UnitId,
}

/// The unit that tells: the institution.
pub async fn institution(conn: &mut PgConnection) -> sqlx::Result<Option<UnitId>> {
    let unit = sqlx::query_scalar!(
        "select whole.id from unit whole where whole.level = 'institution' order by whole.place_code limit 1"
    );
    Ok(unit.fetch_optional(conn).await?.map(UnitId))
}

/// Keeps a new one.
pub async fn insert(
    conn: &mut PgConnection,
    notice: &Notice,
    (person, at): (PersonId, Timestamp),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into term_notice (id, term, matter, unit_id, sent_by, sent_at)
        values ($1, $2, $3, $4, $5, $6)",
        notice.id.0,
        notice.term.to_string(),
        notice.matter.code(),
        notice.unit.0,
        person.0,
        at.to_sqlx()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The notice of a term and matter, held until the act ends.
pub async fn notice_of(
    conn: &mut PgConnection,
    term: Term,
    matter: Matter,
) -> sqlx::Result<Option<Notice>> {
    let row = sqlx::query!(
        "select id, unit_id from term_notice where term = $1 and matter = $2 for update",
        term.to_string(),
        matter.code()
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| Notice { id: TermNoticeId(row.id), term, matter, unit: UnitId(row.unit_id) }))
}

/// A notice, held until the act ends.
///
/// # Errors
/// The database is away, or holds what is no term or matter.
pub async fn lock(conn: &mut PgConnection, id: TermNoticeId) -> Result<Option<Notice>> {
    let row = sqlx::query!(
        "select term, matter, unit_id from term_notice where id = $1 for update",
        id.0
    );
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    Ok(Some(Notice {
        id,
        term: Term::parse(&row.term).map_err(|_| wrong("a term"))?,
        matter: Matter::from_code(&row.matter).ok_or_else(|| wrong("a matter"))?,
        unit: UnitId(row.unit_id),
    }))
}

/// How many have not been told.
pub async fn untold(conn: &mut PgConnection, notice: &Notice, today: Date) -> sqlx::Result<i64> {
    Ok(counted(conn, (notice.term, notice.matter), today).await?.untold)
}

/// How far a notice has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many have been told.
    pub told: i64,
    /// How many have not.
    pub untold: i64,
    /// When it was sent, the first time.
    pub sent_at: Option<Timestamp>,
}

/// How far the notice of a term and matter has come.
pub async fn counted(
    conn: &mut PgConnection,
    (term, matter): (Term, Matter),
    today: Date,
) -> sqlx::Result<Counted> {
    let row = sqlx::query_file!(
        "src/term_notice/counted.sql",
        term.to_string(),
        matter.code(),
        term.first_day().to_sqlx() as _,
        term.next().first_day().to_sqlx() as _,
        today.to_sqlx() as _
    )
    .fetch_one(conn)
    .await?;
    let sent_at = row.sent_at.map(jiff_sqlx::Timestamp::to_jiff);
    Ok(Counted { told: row.told, untold: row.untold, sent_at })
}

/// Some of those who have not been told.
pub async fn next(
    conn: &mut PgConnection,
    notice: &Notice,
    (today, most): (Date, i64),
) -> sqlx::Result<Vec<PersonId>> {
    let persons = sqlx::query_file_scalar!(
        "src/term_notice/next.sql",
        notice.term.to_string(),
        notice.matter.code(),
        notice.term.first_day().to_sqlx() as _,
        notice.term.next().first_day().to_sqlx() as _,
        today.to_sqlx() as _,
        notice.id.0,
        most
    );
    Ok(persons.fetch_all(conn).await?.into_iter().map(PersonId).collect())
}

/// What these are signed up for in a term, by day and course.
pub async fn registered(
    conn: &mut PgConnection,
    term: Term,
    persons: &[PersonId],
    today: Date,
) -> sqlx::Result<HashMap<PersonId, Vec<Registered>>> {
    let ids: Vec<Uuid> = persons.iter().map(|person| person.0).collect();
    let rows = sqlx::query_file!(
        "src/term_notice/registered.sql",
        term.to_string(),
        &ids,
        today.to_sqlx() as _,
        WithdrawalDeadline::NAME
    );
    let mut of: HashMap<PersonId, Vec<Registered>> = HashMap::new();
    for row in rows.fetch_all(conn).await? {
        of.entry(PersonId(row.person_id)).or_default().push(Registered {
            course: Course {
                code: row.code,
                name: Text::new(row.name_nb, row.name_nn, row.name_en),
            },
            held_on: row.exam_date.map(jiff_sqlx::Date::to_jiff),
            withdraw_by: row.withdraw_by.map(jiff_sqlx::Date::to_jiff),
        });
    }
    Ok(of)
}

/// Notes that somebody was told.
pub async fn told(
    conn: &mut PgConnection,
    notice: TermNoticeId,
    (person, letter): (PersonId, LetterId),
    at: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into term_notice_told (notice_id, person_id, letter_id, told_at)
        values ($1, $2, $3, $4)",
        notice.0,
        person.0,
        letter.0,
        at.to_sqlx()
    )
    .execute(conn)
    .await?;
    Ok(())
}
