//! Reads and writes of letters.

use super::{CopyTo, NewLetter};
use crate::access::Principal;
use crate::{LetterId, PersonId};
use jiff::Timestamp;
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
pub(super) async fn lock_waiting(
    conn: &mut PgConnection,
    letters: &[Uuid],
    scope: &[String],
) -> sqlx::Result<Vec<Uuid>> {
    let rows = sqlx::query_file!("src/letters_out/lock_waiting.sql", letters, scope)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
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
