//! Who is behind a session.

use super::{Principal, Role};
use edge::{Found, PersonId, PersonName};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::Language;
use sqlx::PgConnection;
use store::session::Wanted;

/// Whose session a cookie is the key of, with the rights of `today`; `None` if it is in force
/// no more.
pub(crate) async fn signed_in(
    conn: &mut PgConnection,
    wanted: &Wanted,
    language: Option<Language>,
    today: Date,
) -> sqlx::Result<Option<Found<Principal>>> {
    let query = sqlx::query_file!(
        "src/access/principal.sql",
        &wanted.hash[..],
        jiff_sqlx::Date::from(today) as _,
        wanted.now.to_sqlx() as _,
        wanted.seen_after.to_sqlx() as _,
    );
    let Some(row) = query.fetch_optional(conn).await? else { return Ok(None) };
    let who = Principal {
        person: PersonId(row.id),
        name: PersonName::new(row.given_name, row.family_name, false),
        language: language.or_else(|| Language::from_tag(&row.language)).unwrap_or(Language::Nb),
        roles: row.roles.iter().filter_map(|code| Role::from_code(code)).collect(),
    };
    Ok(Some(Found { who, form_token: row.form_token, seen_at: row.seen_at.to_jiff() }))
}
