//! Reads and writes of persons and units.

use super::{Person, PersonName, PlaceCode, Unit};
use crate::ids::{PersonId, UnitId};
use rules::{Language, Text};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// One person, or `None`.
pub async fn person(conn: &mut PgConnection, id: PersonId) -> sqlx::Result<Option<Person>> {
    let row = sqlx::query_file!("src/people/person.sql", id.0).fetch_optional(conn).await?;
    Ok(row.map(|row| Person {
        id,
        name: PersonName::new(row.given_name, row.family_name, row.protected_address),
        student_number: row.student_number,
        email: row.email,
        postal_address: row.postal_address,
        language: language(&row.language),
        protected_address: row.protected_address,
    }))
}

/// The person with this national id.
pub async fn person_of(
    conn: &mut PgConnection,
    national_id: &str,
) -> sqlx::Result<Option<PersonId>> {
    let row = sqlx::query_scalar!("select id from person where national_id = $1", national_id);
    Ok(row.fetch_optional(conn).await?.map(PersonId))
}

/// The student of a student number.
pub async fn student(conn: &mut PgConnection, number: &str) -> sqlx::Result<Option<PersonId>> {
    let id = sqlx::query_scalar!("select id from person where student_number = $1", number);
    Ok(id.fetch_optional(conn).await?.map(PersonId))
}

/// A person's national id, where one is known. It goes into messages about the person alone.
pub async fn national_id(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Option<String>> {
    let row = sqlx::query_scalar!("select national_id from person where id = $1", person.0);
    Ok(row.fetch_optional(conn).await?.flatten())
}

/// The names of persons.
pub async fn names(
    conn: &mut PgConnection,
    persons: &[PersonId],
) -> sqlx::Result<HashMap<PersonId, PersonName>> {
    let ids: Vec<Uuid> = persons.iter().map(|person| person.0).collect();
    let rows = sqlx::query!(
        "select id, given_name, family_name, protected_address from person where id = any($1)",
        &ids
    )
    .fetch_all(conn)
    .await?;
    let named = rows.into_iter().map(|row| {
        let name = PersonName::new(row.given_name, row.family_name, row.protected_address);
        (PersonId(row.id), name)
    });
    Ok(named.collect())
}

/// One unit, or `None`.
pub async fn unit(conn: &mut PgConnection, id: UnitId) -> sqlx::Result<Option<Unit>> {
    let row = sqlx::query_file!("src/people/unit.sql", id.0).fetch_optional(conn).await?;
    Ok(row.map(|row| Unit {
        id,
        place_code: PlaceCode(row.place_code),
        name: Text::new(row.name_nb, row.name_nn, row.name_en),
        postal_address: row.postal_address,
        phone: row.phone,
        email: row.email,
    }))
}

/// Reads a language tag that the database's CHECK has already held to the three forms.
pub fn language(tag: &str) -> Language {
    Language::from_tag(tag).unwrap_or(Language::Nb)
}

/// The name of the unit at a place; empty where there is none.
pub async fn unit_name(
    conn: &mut PgConnection,
    place: &PlaceCode,
    language: Language,
) -> sqlx::Result<String> {
    let row = sqlx::query_file!("src/people/unit_name.sql", place.0).fetch_optional(conn).await?;
    Ok(row.map_or_else(String::new, |row| {
        Text::new(row.name_nb, row.name_nn, row.name_en).get(language).to_owned()
    }))
}
