//! Reads and writes of what comes from elsewhere.

pub(super) mod decided;
pub(super) mod documents;
pub(super) mod import;
pub(super) mod lists;
pub(super) mod people;
pub(super) mod rows;

use super::Correction;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::PersonId;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

/// Reads JSON that this routine has written.
fn read<T: DeserializeOwned>(value: Value) -> sqlx::Result<T> {
    serde_json::from_value(value).map_err(|error| sqlx::Error::Decode(error.into()))
}

/// What the database's CHECK has already held to those there are.
fn known<T>(found: Option<T>) -> sqlx::Result<T> {
    found.ok_or_else(|| sqlx::Error::Decode("unknown word of an external document".into()))
}

/// Keeps what changes one person's external studies one after the other; `None` without that person.
pub(super) async fn lock_person(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Option<()>> {
    let row = sqlx::query!("select id from person where id = $1 for no key update", person.0);
    Ok(row.fetch_optional(conn).await?.map(drop))
}

/// Keeps off whoever changes one person's external studies, and lets in what comes beside; `None` without
/// that person.
pub(super) async fn share_person(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Option<()>> {
    let row = sqlx::query!("select id from person where id = $1 for share", person.0);
    Ok(row.fetch_optional(conn).await?.map(drop))
}

/// Flags a result of an issuer for everybody whom a document of it came for. Who is flagged for the same
/// already, and no document of the issuer has come since, stays as she is.
pub(super) async fn flag(
    conn: &mut PgConnection,
    issuer: &str,
    result: &str,
    correction: Correction,
    now: Timestamp,
) -> sqlx::Result<Vec<PersonId>> {
    let persons = sqlx::query_scalar!(
        "select distinct document.person_id
        from external_document_line line
        join external_document document on document.id = line.document_id
        where line.issuer = $1 and line.result_id = $2 and document.issuer = $1",
        issuer,
        result
    );
    let persons = persons.fetch_all(&mut *conn).await?;
    for person in &persons {
        sqlx::query!(
            "insert into external_correction (id, person_id, issuer, result_id, correction, told_at)
            select $1, $2, $3, $4, $5, $6
            where not exists (
                select from external_correction same
                where same.person_id = $2 and same.issuer = $3 and same.result_id = $4
                    and same.correction = $5 and not exists (
                        select from external_document later
                        where later.person_id = $2 and later.issuer = $3
                            and later.received_at >= same.told_at
                    )
            )",
            Uuid::now_v7(),
            person,
            issuer,
            result,
            correction.code(),
            now.to_sqlx() as _
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(persons.into_iter().map(PersonId).collect())
}
