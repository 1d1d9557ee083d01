//! Reads and writes of archive entries.

use super::NewEntry;
use crate::{ArchiveEntryId, LetterId, PersonId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use rules::Text;
use sqlx::PgConnection;
use uuid::Uuid;

/// An entry as the records office reads it.
pub(super) struct Row {
    pub(super) id: ArchiveEntryId,
    pub(super) case_number: String,
    pub(super) direction: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) correspondent: String,
    pub(super) access_code: String,
    pub(super) archive_code: String,
    pub(super) unit: Text,
    pub(super) subject: (String, Uuid),
    /// Whom the entry tells about: the student of the case, else the addressee of the letter.
    pub(super) person: Option<PersonId>,
    /// The letter, once it can be read.
    pub(super) letter: Option<LetterId>,
    pub(super) registered_at: Timestamp,
}

pub(super) async fn insert(
    conn: &mut PgConnection,
    id: ArchiveEntryId,
    entry: &NewEntry<'_>,
    now: Timestamp,
    by: Option<PersonId>,
) -> sqlx::Result<()> {
    sqlx::query_file!(
        "src/archive/insert.sql",
        id.0,
        entry.case_number,
        entry.direction.code(),
        entry.title,
        entry.description,
        entry.correspondent,
        entry.access_code,
        entry.archive_code,
        entry.unit.0,
        entry.subject.0,
        entry.subject.1,
        entry.file,
        entry.letter.map(|letter| letter.0),
        now.to_sqlx() as _,
        by.map(|person| person.0),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Which entries the list shows; an empty word shows all.
pub(super) struct Filter<'a> {
    /// The number of a case.
    pub(super) case_number: &'a str,
    pub(super) direction: &'a str,
    /// A part of the document or the correspondent, of the student's name, or a whole number: the
    /// case's, the student's.
    pub(super) q: &'a str,
    /// `registered`, `case` or `correspondent`, with `-` before it for the other way round; newest
    /// first for anything else.
    pub(super) sort: &'a str,
    pub(super) limit: u32,
    pub(super) offset: u32,
}

/// The entries of the units in `scope`, with how many there are in all.
pub(super) async fn list(
    conn: &mut PgConnection,
    scope: &[String],
    filter: Filter<'_>,
) -> sqlx::Result<(Vec<Row>, u32)> {
    let (ids, total) = page_of(&mut *conn, scope, &filter).await?;
    let rows = sqlx::query_file!("src/archive/listed.sql", &ids).fetch_all(conn).await?;
    let rows = rows.into_iter().map(|row| Row {
        id: ArchiveEntryId(row.id),
        case_number: row.case_number,
        direction: row.direction,
        title: row.title,
        description: row.description,
        correspondent: row.correspondent,
        access_code: row.access_code,
        archive_code: row.archive_code,
        unit: Text::new(row.name_nb, row.name_nn, row.name_en),
        subject: (row.subject_kind, row.subject_id),
        person: row.person_id.map(PersonId),
        letter: row.letter_id.filter(|_| row.readable).map(LetterId),
        registered_at: row.registered_at.to_jiff(),
    });
    Ok((rows.collect(), u32::try_from(total).unwrap_or(u32::MAX)))
}

/// The entries of a page, and how many there are in all. The whole list, newest first, is cut
/// along an index; what is looked for or sorted otherwise is not.
async fn page_of(
    conn: &mut PgConnection,
    scope: &[String],
    filter: &Filter<'_>,
) -> sqlx::Result<(Vec<Uuid>, i64)> {
    let (limit, offset) = (i64::from(filter.limit), i64::from(filter.offset));
    let (case, direction) = (filter.case_number, filter.direction);
    let plain = filter.q.is_empty() && matches!(filter.sort, "" | "-registered");
    let rows: Vec<(Uuid, i64)> = if plain {
        let rows = sqlx::query_file!("src/archive/list.sql", scope, case, direction, limit, offset);
        rows.fetch_all(conn).await?.into_iter().map(|row| (row.id, row.total)).collect()
    } else {
        let rows = sqlx::query_file!(
            "src/archive/find.sql",
            scope,
            case,
            direction,
            filter.q,
            filter.sort,
            limit,
            offset
        );
        rows.fetch_all(conn).await?.into_iter().map(|row| (row.id, row.total)).collect()
    };
    let total = rows.first().map_or(0, |(_, total)| *total);
    Ok((rows.into_iter().map(|(id, _)| id).collect(), total))
}

/// The next number of a case: one series for all cases, since the archive knows one; a number is never
/// used twice.
pub async fn next_case_number(conn: &mut PgConnection, year: i16) -> sqlx::Result<String> {
    let row = sqlx::query_file!("src/archive/next_case_number.sql").fetch_one(conn).await?;
    Ok(format!("{year}/{}", row.number))
}
