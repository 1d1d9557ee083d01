//! Reads and writes of letters.

mod notices;

pub(super) use notices::*;

use super::{CopyTo, NewLetter};
use crate::access::Principal;
use crate::people::PersonName;
use crate::{LetterId, PersonId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::Language;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

/// A letter as it is stored, for rendering and for showing its PDF.
pub(crate) struct Stored {
    pub(crate) kind: String,
    pub(crate) version: u32,
    pub(crate) language: Language,
    pub(crate) data: Value,
    pub(crate) channel: String,
    pub(crate) rendered: bool,
    pub(crate) file: Option<Uuid>,
    pub(crate) person: Option<PersonId>,
    pub(crate) place: crate::people::PlaceCode,
    /// Where the addressee gets mail; empty without an addressee or an address.
    pub(crate) address: String,
}

pub(super) async fn insert<L>(
    conn: &mut PgConnection,
    id: LetterId,
    kind: &str,
    version: u32,
    new: &NewLetter<'_, L>,
    data: &Value,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query_file!(
        "src/letters_out/insert.sql",
        id.0,
        kind,
        i32::try_from(version).unwrap_or(i32::MAX),
        new.language.tag(),
        new.person.map(|person| person.0),
        new.unit.0,
        new.subject.0,
        new.subject.1,
        data,
        now.to_sqlx() as _,
        new.channel.code(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn insert_copy(
    conn: &mut PgConnection,
    id: LetterId,
    copy: CopyTo,
) -> sqlx::Result<()> {
    sqlx::query_file!("src/letters_out/insert_copy.sql", id.0, copy.unit.0, copy.role.code())
        .execute(conn)
        .await?;
    Ok(())
}

pub(crate) async fn load(conn: &mut PgConnection, id: LetterId) -> sqlx::Result<Option<Stored>> {
    let row = sqlx::query_file!("src/letters_out/load.sql", id.0).fetch_optional(conn).await?;
    Ok(row.map(|row| Stored {
        kind: row.kind,
        version: row.version.unsigned_abs(),
        language: crate::people::store::language(&row.language),
        data: row.data,
        channel: row.channel,
        rendered: row.rendered_at.is_some(),
        file: row.file_id,
        person: row.person_id.map(PersonId),
        place: crate::people::PlaceCode(row.place_code),
        address: row.address.trim().to_owned(),
    }))
}

/// Notes the PDF; answers whether this call did, and not another one before it.
pub(super) async fn made(
    conn: &mut PgConnection,
    id: LetterId,
    now: Timestamp,
    file: Uuid,
    channel: &str,
    sent_at: Option<Timestamp>,
) -> sqlx::Result<bool> {
    let done = sqlx::query_file!(
        "src/letters_out/made.sql",
        id.0,
        now.to_sqlx() as _,
        file,
        channel,
        sent_at.map(ToSqlx::to_sqlx) as _,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Those of `letters` that wait for printing within `scope`, locked.
/// A letter that waits to be printed.
pub(super) struct Waiting {
    pub(super) id: Uuid,
    pub(super) subject_kind: String,
    pub(super) subject_id: Uuid,
}

pub(super) async fn lock_waiting(
    conn: &mut PgConnection,
    letters: &[Uuid],
    scope: &[String],
) -> sqlx::Result<Vec<Waiting>> {
    let rows = sqlx::query_file!("src/letters_out/lock_waiting.sql", letters, scope)
        .fetch_all(conn)
        .await?;
    let rows = rows.into_iter().map(|row| Waiting {
        id: row.id,
        subject_kind: row.subject_kind,
        subject_id: row.subject_id,
    });
    Ok(rows.collect())
}

/// Whether it is to go on paper and has not gone.
pub(super) async fn waits_for_post(conn: &mut PgConnection, id: LetterId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
            select from letter where id = $1 and channel = 'print' and sent_at is null
        ) as "waits!""#,
        id.0
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn mark_printed(
    conn: &mut PgConnection,
    letters: &[Uuid],
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query_file!("src/letters_out/mark_printed.sql", letters, now.to_sqlx() as _)
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether this person holds a role that gets a copy of the letter.
pub(super) async fn gets_copy(
    conn: &mut PgConnection,
    id: LetterId,
    who: &Principal,
) -> sqlx::Result<bool> {
    let roles: Vec<String> = who.grants.iter().map(|grant| grant.role.code().to_owned()).collect();
    let places: Vec<String> = who.grants.iter().map(|grant| grant.place.0.clone()).collect();
    let row = sqlx::query_file!("src/letters_out/copy_reader.sql", id.0, &roles, &places)
        .fetch_one(conn)
        .await?;
    Ok(row.reader)
}

/// A letter in a list.
pub(super) struct Listed {
    pub(super) id: LetterId,
    pub(super) kind: String,
    pub(super) language: String,
    /// The unit that sent it; `None` in the person's own list.
    pub(super) place: Option<crate::people::PlaceCode>,
    /// The addressee; `None` for a letter to a unit, and in the person's own list.
    pub(super) person: Option<PersonId>,
    /// The addressee's name.
    pub(super) to: Option<PersonName>,
    pub(super) channel: String,
    pub(super) created_at: Timestamp,
    pub(super) sent_at: Option<Timestamp>,
    pub(super) rendered: bool,
    pub(super) told_at: Option<Timestamp>,
    /// Whether the address was refused.
    pub(super) not_told: bool,
    /// The code of the course that it is about, in the person's own list.
    pub(super) about: Option<String>,
}

/// Which letters a list shows; an empty word shows all.
pub(super) struct Filter<'a> {
    pub(super) kind: &'a str,
    pub(super) state: &'a str,
    /// A part of the addressee's name, or a whole number: the addressee's, the case's, the course's.
    pub(super) q: &'a str,
    /// `created`, `to` or `sent`, with `-` before it for the other way round; newest first for
    /// anything else.
    pub(super) sort: &'a str,
    pub(super) limit: u32,
    pub(super) offset: u32,
}

/// The letters of the units in `scope`, with how many there are in all.
pub(super) async fn list(
    conn: &mut PgConnection,
    scope: &[String],
    filter: Filter<'_>,
) -> sqlx::Result<(Vec<Listed>, u32)> {
    let (ids, total) = page_of(&mut *conn, scope, &filter).await?;
    let rows = sqlx::query_file!("src/letters_out/listed.sql", &ids).fetch_all(conn).await?;
    let rows = rows.into_iter().map(|row| Listed {
        id: LetterId(row.id),
        kind: row.kind,
        language: row.language,
        place: Some(crate::people::PlaceCode(row.place_code)),
        person: row.person_id.map(PersonId),
        to: row.given_name.zip(row.family_name).map(|(given, family)| {
            PersonName::new(given, family, row.protected_address.unwrap_or(true))
        }),
        channel: row.channel,
        created_at: row.created_at.to_jiff(),
        sent_at: row.sent_at.map(|at| at.to_jiff()),
        rendered: row.rendered_at.is_some(),
        told_at: row.told_at.map(|at| at.to_jiff()),
        not_told: row.not_told_at.is_some(),
        about: None,
    });
    Ok((rows.collect(), u32::try_from(total).unwrap_or(u32::MAX)))
}

/// The letters of a page, and how many there are in all. The whole list, newest first, is cut
/// along an index; what is looked for or sorted otherwise is not.
async fn page_of(
    conn: &mut PgConnection,
    scope: &[String],
    filter: &Filter<'_>,
) -> sqlx::Result<(Vec<Uuid>, i64)> {
    let (limit, offset) = (i64::from(filter.limit), i64::from(filter.offset));
    let (kind, state) = (filter.kind, filter.state);
    let rows: Vec<(Uuid, i64)> = if filter.q.is_empty() && matches!(filter.sort, "" | "-created") {
        let rows = sqlx::query_file!("src/letters_out/list.sql", scope, kind, state, limit, offset);
        rows.fetch_all(conn).await?.into_iter().map(|row| (row.id, row.total)).collect()
    } else {
        let rows = sqlx::query_file!(
            "src/letters_out/find.sql",
            scope,
            kind,
            state,
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

/// The kinds of letters that the units in `scope` have sent.
pub(super) async fn kinds(conn: &mut PgConnection, scope: &[String]) -> sqlx::Result<Vec<String>> {
    let rows = sqlx::query_file!("src/letters_out/kinds.sql", scope).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| row.kind).collect())
}

/// The letters to a person that can be read, newest first.
pub(super) async fn of_person(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Listed>> {
    let rows = sqlx::query_file!("src/letters_out/of_person.sql", person.0).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            id: LetterId(row.id),
            kind: row.kind,
            language: row.language,
            place: None,
            person: None,
            to: None,
            channel: row.channel,
            created_at: row.created_at.to_jiff(),
            sent_at: row.sent_at.map(|at| at.to_jiff()),
            rendered: true,
            told_at: row.told_at.map(|at| at.to_jiff()),
            not_told: row.not_told_at.is_some(),
            about: row.about,
        })
        .collect())
}

/// A letter as the demonstration lists it.
pub(super) struct Sent {
    pub(super) id: Uuid,
    pub(super) kind: String,
    pub(super) language: String,
    pub(super) channel: String,
    pub(super) person: Option<Uuid>,
    pub(super) subject: (String, Uuid),
    /// `role@place` of each copy.
    pub(super) copies: Vec<String>,
    pub(super) created_at: Timestamp,
    pub(super) sent_at: Option<Timestamp>,
    pub(super) rendered: bool,
    /// The address that was told, or is going to be.
    pub(super) address: Option<String>,
    pub(super) told_at: Option<Timestamp>,
    pub(super) not_told_at: Option<Timestamp>,
}

/// Every letter of a demonstration, in the order they were written.
pub(super) async fn outbox(conn: &mut PgConnection) -> sqlx::Result<Vec<Sent>> {
    let rows = sqlx::query_file!("src/letters_out/outbox.sql").fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Sent {
            id: row.id,
            kind: row.kind,
            language: row.language,
            channel: row.channel,
            person: row.person_id,
            subject: (row.subject_kind, row.subject_id),
            copies: row.copies,
            created_at: row.created_at.to_jiff(),
            sent_at: row.sent_at.map(|at| at.to_jiff()),
            rendered: row.rendered_at.is_some(),
            address: row.address,
            told_at: row.told_at.map(|at| at.to_jiff()),
            not_told_at: row.not_told_at.map(|at| at.to_jiff()),
        })
        .collect())
}

/// The institution's web address.
pub(super) async fn web(conn: &mut PgConnection) -> sqlx::Result<String> {
    Ok(sqlx::query_file!("src/letters_out/web.sql").fetch_one(conn).await?.web)
}

/// The name of the head of office nearest to the unit on a day.
pub(super) async fn head_of_office(
    conn: &mut PgConnection,
    unit: UnitId,
    on: Date,
) -> sqlx::Result<Option<String>> {
    let row = sqlx::query_file!("src/letters_out/head_of_office.sql", unit.0, on.to_sqlx() as _)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| format!("{} {}", row.given_name, row.family_name)))
}
