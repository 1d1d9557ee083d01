//! Reads of grants, and of who is student and examiner.

use super::grant::NewGrant;
use super::{Grant, Principal, Role};
use crate::Act;
use crate::ids::{GrantId, PersonId, UnitId};
use crate::people::{PersonName, PlaceCode};
use edge::Found;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::Language;
use sqlx::PgConnection;
use store::session::Wanted;

/// Whose session a cookie is the key of, with the rights of `today`; `None` if it is in force
/// no more. With it, how many regulations of its own the institution has approved, ever.
pub(crate) async fn signed_in(
    conn: &mut PgConnection,
    wanted: &Wanted,
    language: Option<Language>,
    today: Date,
) -> sqlx::Result<Option<(Found<Principal>, usize)>> {
    let query = sqlx::query_file!(
        "src/access/principal.sql",
        &wanted.hash[..],
        jiff_sqlx::Date::from(today) as _,
        wanted.now.to_sqlx() as _,
        wanted.seen_after.to_sqlx() as _,
    );
    let Some(row) = query.fetch_optional(conn).await? else { return Ok(None) };
    let grant = |(role, place): (String, String)| {
        Some(Grant { role: Role::from_code(&role)?, place: PlaceCode(place) })
    };
    let who = Principal {
        person: PersonId(row.id),
        name: PersonName::new(row.given_name, row.family_name, false),
        language: language.unwrap_or_else(|| crate::people::store::language(&row.language)),
        grants: row.roles.into_iter().zip(row.places).filter_map(grant).collect(),
        student: row.student,
        examiner: row.examiner,
    };
    let own_regulations = usize::try_from(row.own_regulations).unwrap_or_default();
    let seen_at = row.seen_at.to_jiff();
    Ok(Some((Found { who, form_token: row.form_token, seen_at }, own_regulations)))
}

/// A grant as the administrator's list shows it.
pub(super) struct GrantRow {
    pub(super) id: GrantId,
    pub(super) name: PersonName,
    pub(super) role: String,
    pub(super) unit: rules::Text,
    pub(super) valid_from: Date,
    pub(super) valid_to: Option<Date>,
    pub(super) substitute_for: Option<PersonName>,
}

/// The grants in force or to come, at the units of `scope`.
pub(super) async fn list_grants(
    conn: &mut PgConnection,
    scope: &[String],
    today: Date,
) -> sqlx::Result<Vec<GrantRow>> {
    let today = jiff_sqlx::Date::from(today);
    let rows =
        sqlx::query_file!("src/access/list_grants.sql", scope, today as _).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| GrantRow {
            id: GrantId(row.id),
            name: PersonName::new(row.given_name, row.family_name, false),
            role: row.role,
            unit: rules::Text::new(row.name_nb, row.name_nn, row.name_en),
            valid_from: row.valid_from.to_jiff(),
            valid_to: row.valid_to.map(jiff_sqlx::Date::to_jiff),
            substitute_for: row.substitute_given.map(|given| {
                PersonName::new(given, row.substitute_family.unwrap_or_default(), false)
            }),
        })
        .collect())
}

/// The units an administrator may give roles at, by place code.
pub(super) async fn units_in_scope(
    conn: &mut PgConnection,
    scope: &[String],
) -> sqlx::Result<Vec<(UnitId, PlaceCode, rules::Text)>> {
    let rows = sqlx::query_file!("src/access/units_in_scope.sql", scope).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let name = rules::Text::new(row.name_nb, row.name_nn, row.name_en);
            (UnitId(row.id), PlaceCode(row.place_code), name)
        })
        .collect())
}

/// The one person whose e-mail address this is: how an administrator names a colleague.
pub(super) async fn person_by_email(
    conn: &mut PgConnection,
    email: &str,
) -> sqlx::Result<Option<PersonId>> {
    let rows = sqlx::query_file!("src/access/person_by_email.sql", email).fetch_all(conn).await?;
    Ok(match rows.as_slice() {
        [one] => Some(PersonId(one.id)),
        _ => None,
    })
}

/// Holds what a person may see and assess until the act ends: roles and seats in committees of
/// appeals are given in turn.
pub(crate) async fn lock_rights(conn: &mut PgConnection, person: PersonId) -> sqlx::Result<()> {
    sqlx::query_file!("src/access/lock_rights.sql", person.0).fetch_optional(conn).await?;
    Ok(())
}

/// Whether the person assesses anew, in a case that is open, what was graded at a unit below
/// `place`.
pub(super) async fn assesses_anew(
    conn: &mut PgConnection,
    person: PersonId,
    place: &PlaceCode,
) -> sqlx::Result<bool> {
    sqlx::query_file_scalar!("src/access/assesses_anew.sql", person.0, place.0)
        .fetch_one(conn)
        .await
}

/// Whether the person holds one of `roles` today, or will, at a unit that covers `place`.
pub(crate) async fn holds(
    conn: &mut PgConnection,
    person: PersonId,
    roles: &[Role],
    place: &PlaceCode,
    today: Date,
) -> sqlx::Result<bool> {
    let roles: Vec<String> = roles.iter().map(|role| role.code().to_owned()).collect();
    let today = jiff_sqlx::Date::from(today);
    sqlx::query_file_scalar!("src/access/holds.sql", person.0, &roles, place.0, today as _)
        .fetch_one(conn)
        .await
}

pub(super) async fn insert_grant(act: &mut Act, new: &NewGrant) -> crate::Result<GrantId> {
    let id = GrantId::new();
    let by = act.person()?;
    sqlx::query_file!(
        "src/access/insert_grant.sql",
        id.0,
        new.person.0,
        new.unit.0,
        new.role.code(),
        jiff_sqlx::Date::from(new.valid_from) as _,
        new.valid_to.map(jiff_sqlx::Date::from) as _,
        new.substitute_for.map(|person| person.0),
        by.0,
    )
    .execute(act.conn())
    .await?;
    Ok(id)
}

pub(super) async fn grant_for_update(
    act: &mut Act,
    id: GrantId,
) -> sqlx::Result<Option<(PersonId, PlaceCode)>> {
    let row = sqlx::query_file!("src/access/grant_for_update.sql", id.0)
        .fetch_optional(act.conn())
        .await?;
    Ok(row.map(|row| (PersonId(row.person_id), PlaceCode(row.place_code))))
}

/// A grant that has begun ends with yesterday; one that has not is taken away.
pub(super) async fn end_grant(act: &mut Act, id: GrantId) -> crate::Result<()> {
    let today = jiff_sqlx::Date::from(act.today());
    let ended =
        sqlx::query_file!("src/access/end_grant.sql", id.0, today as _).execute(act.conn()).await?;
    if ended.rows_affected() == 0 {
        sqlx::query_file!("src/access/delete_grant.sql", id.0).execute(act.conn()).await?;
    }
    Ok(())
}
