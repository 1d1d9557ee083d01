//! Reads and writes of persons and units.

use super::{Person, PersonName, PlaceCode, Unit};
use crate::ids::{PersonId, UnitId};
use rules::{Language, Text};
use sqlx::PgConnection;

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
