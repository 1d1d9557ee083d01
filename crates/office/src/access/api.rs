//! Roles, and who has looked at one's own data, for programs.

use super::Role;
use super::grant::{ADMINISTRATORS, NewGrant, end_grant, grant};
use super::grant_pages::{ADMINISTRATION, colleague_at};
use super::pages::own_looks;
use super::store::{GrantRow, list_grants, units_in_scope};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{Error, GrantId, PersonId, Result, UnitId};
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};
use store::Entry;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .api(ADMINISTRATION, None, routes!(grants))
        .api(ADMINISTRATION, None, routes!(units))
        .api(ADMINISTRATION, None, routes!(find))
        .api(ADMINISTRATION, Some("access.grant"), routes!(give))
        .api(ADMINISTRATION, Some("access.end_grant"), routes!(end))
        .api(Allow::SignedIn, None, routes!(looks))
}

/// A role that somebody has or will have.
#[derive(Serialize, ToSchema)]
struct GrantItem {
    id: GrantId,
    /// Who has it.
    name: String,
    /// E.g. `exam_officer`.
    role: String,
    /// The name of the unit in bokmål, nynorsk and English.
    #[schema(value_type = Object)]
    unit: Text,
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    /// The last day, inclusive.
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Date>,
    /// For whom a substitute stands in.
    substitute_for: Option<String>,
}

/// The roles in force or to come at the caller's units.
#[utoipa::path(get, path = "/api/access/grants", tag = "access",
    responses((status = 200, body = Vec<GrantItem>)))]
async fn grants(signed: Signed) -> Result<Json<Vec<GrantItem>>> {
    let (scope, language) = (signed.who.scope(ADMINISTRATORS), signed.who.language);
    let mut conn = signed.read().await?;
    let rows = list_grants(&mut conn, &scope, signed.today()).await?;
    let item = |row: GrantRow| GrantItem {
        id: row.id,
        name: row.name.listed(language),
        role: row.role,
        unit: row.unit,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        substitute_for: row.substitute_for.map(|name| name.listed(language)),
    };
    Ok(Json(rows.into_iter().map(item).collect()))
}

/// A unit at which the caller may give roles.
#[derive(Serialize, ToSchema)]
struct UnitItem {
    id: UnitId,
    /// Its place code.
    place: String,
    /// The name in bokmål, nynorsk and English.
    #[schema(value_type = Object)]
    name: Text,
}

/// The units at which the caller may give roles.
#[utoipa::path(get, path = "/api/access/units", tag = "access",
    responses((status = 200, body = Vec<UnitItem>)))]
async fn units(signed: Signed) -> Result<Json<Vec<UnitItem>>> {
    let mut conn = signed.read().await?;
    let units = units_in_scope(&mut conn, &signed.who.scope(ADMINISTRATORS)).await?;
    let item = |(id, place, name): (UnitId, crate::people::PlaceCode, Text)| UnitItem {
        id,
        place: place.0,
        name,
    };
    Ok(Json(units.into_iter().map(item).collect()))
}

/// A colleague, by e-mail address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Colleague {
    /// The address as it is registered.
    email: String,
}

/// The colleague who was found.
#[derive(Serialize, ToSchema)]
struct ColleagueFound {
    person: PersonId,
}

/// Finds the colleague whom a role is to be given: asked for in the body, since no address of a
/// person stands in an address of a page.
#[utoipa::path(post, path = "/api/access/colleagues/find", tag = "access",
    request_body = Colleague,
    responses((status = 200, body = ColleagueFound), (status = 422, body = Problem)))]
async fn find(signed: Signed, ApiJson(wanted): ApiJson<Colleague>) -> Result<Json<ColleagueFound>> {
    let found = colleague_at(&signed, wanted.email.trim()).await?;
    let person = found.map_err(|unknown| Error::field("email", unknown))?;
    Ok(Json(ColleagueFound { person }))
}

/// A role to be given.
#[derive(Deserialize, ToSchema)]
struct GrantBody {
    person: PersonId,
    unit: UnitId,
    role: Role,
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Date>,
    substitute_for: Option<PersonId>,
}

/// What was made.
#[derive(Serialize, ToSchema)]
struct GrantMade {
    id: GrantId,
}

/// Gives a role at a unit.
#[utoipa::path(post, path = "/api/access/grants", request_body = GrantBody, tag = "access",
    responses((status = 200, body = GrantMade), (status = 409, body = Problem),
              (status = 422, body = Problem)))]
async fn give(header: ActHeader, ApiJson(body): ApiJson<GrantBody>) -> Result<Json<GrantMade>> {
    let GrantBody { person, unit, role, valid_from, valid_to, substitute_for } = body;
    let mut act = header.act().await?;
    let new = NewGrant { person, unit, role, valid_from, valid_to, substitute_for };
    let id = grant(&mut act, new).await?;
    act.commit(Entry::new("access.grant", "role_grant", id.0)).await?;
    Ok(Json(GrantMade { id }))
}

/// Ends a role.
#[utoipa::path(post, path = "/api/access/grants/{grant}/end", tag = "access",
    params(("grant" = GrantId, Path)),
    responses((status = 204), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn end(header: ActHeader, Path(id): Path<GrantId>) -> Result<StatusCode> {
    let mut act = header.act().await?;
    end_grant(&mut act, id).await?;
    act.commit(Entry::new("access.end_grant", "role_grant", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The looks of one person at the caller's data, for one purpose on one day.
#[derive(Serialize, ToSchema)]
struct LookItem {
    /// The last of them.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The first of them.
    #[schema(value_type = String, format = DateTime)]
    first_at: Timestamp,
    /// How many.
    count: i64,
    /// Who looked, in words; the system itself is named as such.
    who: String,
    /// What for, e.g. `appeal`.
    purpose: String,
    /// The same in the caller's language.
    told: String,
}

/// Who has looked at the caller's own data, and for what; those of one person for one purpose on
/// one day together, the latest 500, newest first.
#[utoipa::path(get, path = "/api/my/looks", tag = "access",
    responses((status = 200, body = Vec<LookItem>)))]
async fn looks(signed: Signed) -> Result<Json<Vec<LookItem>>> {
    let frame = signed.frame("my/looks");
    let item = |row: super::pages::LookRow| LookItem {
        at: row.at,
        first_at: row.first_at,
        count: row.count,
        told: row.told(&frame),
        who: row.who,
        purpose: row.purpose,
    };
    Ok(Json(own_looks(&signed, &frame).await?.into_iter().map(item).collect()))
}
