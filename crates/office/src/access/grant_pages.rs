//! The administrator's page: who has which role, where and until when.

use super::Role;
use super::grant::{ADMINISTRATORS, NewGrant, end_grant, grant};
use super::store::{GrantRow, list_grants, person_by_email, units_in_scope};
use crate::http::{ActHeader, Allow, ApiJson, Posted, Routes, Signed, done, page, page_with};
use crate::{Error, GrantId, PersonId, Result, UnitId};
use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};
use store::Entry;
use utoipa::ToSchema;
use utoipa_axum::routes as api;

const ADMINISTRATION: Allow = Allow::Roles(ADMINISTRATORS);

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/access", ADMINISTRATION, show)
        .form("/access/grants", ADMINISTRATION, "access.grant", give)
        .form("/access/grants/{grant}/end", ADMINISTRATION, "access.end-grant", end)
        .api(ADMINISTRATION, Some("access.grant"), api!(give_by_api))
        .api(ADMINISTRATION, Some("access.end-grant"), api!(end_by_api))
}

#[derive(Template)]
#[template(path = "access/grants.html")]
struct GrantsPage {
    frame: ui::Frame,
    form: ui::Form,
    grants: Vec<GrantRow>,
    roles: Vec<ui::Choice>,
    units: Vec<ui::Choice>,
}

async fn grants_page(signed: &Signed, form: ui::Form) -> Result<GrantsPage> {
    let frame = signed.frame("access");
    let scope = signed.who.scope(ADMINISTRATORS);
    let mut conn = signed.read().await?;
    let grants = list_grants(&mut conn, &scope, signed.today()).await?;
    let units = units_in_scope(&mut conn, &scope).await?;
    let units = units.into_iter().map(|(id, place, name)| {
        ui::Choice::new(id.to_string(), format!("{} {}", place.0, name.get(frame.language)))
    });
    let roles = Role::ALL.map(|role| ui::Choice::new(role.code(), frame.t(&role.message_key())));
    Ok(GrantsPage { units: units.collect(), roles: roles.to_vec(), grants, form, frame })
}

impl GrantsPage {
    fn role(&self, code: &str) -> String {
        Role::from_code(code).map_or_else(String::new, |role| self.frame.t(&role.message_key()))
    }
}

async fn show(signed: Signed) -> Result<Response> {
    page(&grants_page(&signed, ui::Form::new()).await?)
}

const LABELS: &[(&str, &str)] = &[
    ("person", "access-colleague"),
    ("role", "access-role"),
    ("unit", "access-unit"),
    ("valid_from", "access-valid-from"),
    ("valid_to", "access-valid-to"),
    ("substitute_for", "access-substitute-for"),
];

async fn give(posted: Posted) -> Result<Response> {
    let mut form = posted.form().labels(LABELS);
    let Some(new) = read(&posted, &mut form).await? else {
        let shown = grants_page(&posted.signed, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    };
    let mut act = posted.act().await?;
    match grant(&mut act, new).await {
        Ok(id) => act.commit(Entry::new("access.grant", "role_grant", id.0)).await?,
        Err(Error::Refused(refused)) if refused.code == "assesses-anew" => {
            form.add_error("person", refused.text);
            let shown = grants_page(&posted.signed, form).await?;
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
        }
        Err(Error::Invalid(faults)) => {
            for fault in faults {
                form.add_error(&fault.field, fault.text);
            }
            let shown = grants_page(&posted.signed, form).await?;
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
        }
        Err(error) => return Err(error),
    }
    Ok(done("/access", "done-access-granted"))
}

/// What was typed as a grant; `None` when something is wrong, each fault at its field.
async fn read(posted: &Posted, form: &mut ui::Form) -> Result<Option<NewGrant>> {
    let codes = Role::ALL.map(Role::code);
    let role = form.choice("role", &codes).and_then(|code| Role::from_code(&code));
    let unit = form.id("unit");
    let valid_from = form.date("valid_from");
    let valid_to = form.optional_date("valid_to");
    let person = colleague(posted, form, "person").await?;
    if form.field("person").trim().is_empty() {
        form.required("person");
    }
    let substitute_for = colleague(posted, form, "substitute_for").await?;
    let (Some(role), Some(unit), Some(valid_from), Some(person), true) =
        (role, unit, valid_from, person, form.is_valid())
    else {
        return Ok(None);
    };
    Ok(Some(NewGrant { person, unit: UnitId(unit), role, valid_from, valid_to, substitute_for }))
}

/// The person named by e-mail address in a field that may be empty.
async fn colleague(posted: &Posted, form: &mut ui::Form, field: &str) -> Result<Option<PersonId>> {
    let Some(email) = form.optional(field) else { return Ok(None) };
    let mut conn = posted.signed.read().await?;
    let found = person_by_email(&mut conn, &email).await?;
    if found.is_none() {
        form.add_error(field, Text::new(
            format!("Ingen her har e-postadressen «{email}». Skriv adressen slik den er registrert."),
            format!("Ingen her har e-postadressa «{email}». Skriv adressa slik ho er registrert."),
            format!("Nobody here has the e-mail address “{email}”. Write the address as it is registered."),
        ));
    }
    Ok(found)
}

async fn end(Path(id): Path<GrantId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    end_grant(&mut act, id).await?;
    act.commit(Entry::new("access.end-grant", "role_grant", id.0)).await?;
    Ok(done("/access", "done-access-ended"))
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
    responses((status = 200, body = GrantMade), (status = 409, body = crate::http::Problem),
              (status = 422, body = crate::http::Problem)))]
async fn give_by_api(
    header: ActHeader,
    ApiJson(body): ApiJson<GrantBody>,
) -> Result<Json<GrantMade>> {
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
    responses((status = 204), (status = 404, body = crate::http::Problem),
              (status = 409, body = crate::http::Problem)))]
async fn end_by_api(header: ActHeader, Path(id): Path<GrantId>) -> Result<StatusCode> {
    let mut act = header.act().await?;
    end_grant(&mut act, id).await?;
    act.commit(Entry::new("access.end-grant", "role_grant", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
