//! The administrator's page: who has which role, where and until when.

use super::Role;
use super::grant::{ADMINISTRATORS, NewGrant, end_grant, grant};
use super::store::{GrantRow, list_grants, person_by_email, units_in_scope};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{Error, GrantId, PersonId, Result, UnitId};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use rules::Text;
use store::Entry;

pub(super) const ADMINISTRATION: Allow = Allow::Roles(ADMINISTRATORS);

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/access", ADMINISTRATION, show)
        .form("/access/grants", ADMINISTRATION, "access.grant", give)
        .form("/access/grants/{grant}/end", ADMINISTRATION, "access.end_grant", end)
        .merge(super::api::routes())
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
    match colleague_at(&posted.signed, &email).await? {
        Ok(person) => Ok(Some(person)),
        Err(unknown) => {
            form.add_error(field, unknown);
            Ok(None)
        }
    }
}

/// The one person with this e-mail address, or that there is none.
pub(super) async fn colleague_at(
    signed: &Signed,
    email: &str,
) -> Result<std::result::Result<PersonId, Text>> {
    let mut conn = signed.read().await?;
    Ok(person_by_email(&mut conn, email).await?.ok_or_else(|| Text::new(
        format!("Ingen her har e-postadressen «{email}». Skriv adressen slik den er registrert."),
        format!("Ingen her har e-postadressa «{email}». Skriv adressa slik ho er registrert."),
        format!("Nobody here has the e-mail address “{email}”. Write the address as it is registered."),
    )))
}

async fn end(Path(id): Path<GrantId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    end_grant(&mut act, id).await?;
    act.commit(Entry::new("access.end_grant", "role_grant", id.0)).await?;
    Ok(done("/access", "done-access-ended"))
}
