//! Reads of operators.

use super::Operator;
use crate::access::Role;
use edge::{PersonId, PersonName};
use jiff::civil::Date;
use rules::Language;
use sqlx::PgConnection;

/// All who hold a role on the day, by name.
pub(super) async fn all(conn: &mut PgConnection, today: Date) -> sqlx::Result<Vec<Operator>> {
    let today = jiff_sqlx::Date::from(today);
    let rows = sqlx::query_file!("src/operators/all.sql", today as _).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Operator {
            id: PersonId(row.id),
            name: PersonName::new(row.given_name, row.family_name, false),
            language: Language::from_tag(&row.language).unwrap_or(Language::Nb),
            roles: row.roles.iter().filter_map(|code| Role::from_code(code)).collect(),
        })
        .collect())
}
