//! Reads of grants, and of who is student and examiner.

use super::{Grant, Principal, Role};
use crate::ids::PersonId;
use crate::people::{PersonName, PlaceCode};
use jiff::civil::Date;
use rules::Language;
use sqlx::PgConnection;

/// The person as a principal with the rights of `today`; `None` if there is no such person.
pub async fn principal(
    conn: &mut PgConnection,
    person: PersonId,
    language: Option<Language>,
    today: Date,
) -> sqlx::Result<Option<Principal>> {
    let Some(row) =
        sqlx::query_file!("src/access/principal.sql", person.0).fetch_optional(&mut *conn).await?
    else {
        return Ok(None);
    };
    Ok(Some(Principal {
        person,
        name: PersonName::new(row.given_name, row.family_name, false),
        language: language.unwrap_or_else(|| crate::people::store::language(&row.language)),
        grants: grants(conn, person, today).await?,
        student: row.student,
        examiner: row.examiner,
    }))
}

async fn grants(
    conn: &mut PgConnection,
    person: PersonId,
    today: Date,
) -> sqlx::Result<Vec<Grant>> {
    let rows =
        sqlx::query_file!("src/access/grants.sql", person.0, jiff_sqlx::Date::from(today) as _)
            .fetch_all(conn)
            .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Grant { role: Role::from_code(&row.role)?, place: PlaceCode(row.place_code) })
        })
        .collect())
}
