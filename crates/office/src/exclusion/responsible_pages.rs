//! Who answers for the alerts and for each decision, for browsers and programs.

use super::responsible::{self, DAYS, Routine};
use super::store::responsible::Left;
use super::{READERS, SYSTEM_OWNERS, WRITERS, everywhere, pages};
use crate::catalogue::forms::refused;
use crate::http::{
    ActHeader, Allow, ApiJson, Posted, Problem, Routes, Signed, done, page, page_with,
};
use crate::people::PersonName;
use crate::{ExclusionRowId, PersonId, Result};
use ::store::Entry;
use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use ui::{Choice, Form, key};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let (readers, writers) = (Allow::Roles(READERS), Allow::Roles(WRITERS));
    let owners = Allow::Roles(SYSTEM_OWNERS);
    let (set, over) = ("exclusion.set_responsible", "exclusion.take_over");
    Routes::default()
        .page("/exclusions/alerts/responsible", owners, show_responsible)
        .form("/exclusions/alerts/responsible", owners, set, post_responsible)
        .page("/exclusions/case-officers", readers, show_left)
        .form("/exclusions/{exclusion}/case-officer", writers, over, post_over)
        .api(owners, None, routes!(responsible))
        .api(owners, Some(set), routes!(name_responsible))
        .api(readers, None, routes!(case_officers))
        .api(writers, Some(over), routes!(take_over))
}

const LABELS: &[(&str, &str)] =
    &[("responsible", key("exclusion-responsible")), ("within_days", key("exclusion-within-days"))];

#[derive(Template)]
#[template(path = "exclusion/responsible.html")]
struct ResponsiblePage {
    frame: ui::Frame,
    form: Form,
    owners: Vec<Choice>,
    routine: Routine,
}

impl ResponsiblePage {
    /// Whoever was named and is system owner no longer.
    fn left(&self) -> Option<String> {
        let named = self.routine.responsible.as_ref().filter(|_| !self.routine.holds)?;
        Some(named.name.shown(self.frame.language))
    }
}

async fn responsible_page(signed: &Signed, form: Form) -> Result<ResponsiblePage> {
    signed.who.require(SYSTEM_OWNERS, &everywhere(&signed.node))?;
    let (mut conn, today) = (signed.read().await?, signed.today());
    let frame = signed.frame("exclusions/alerts");
    let owners = responsible::owners(&mut conn, today).await?;
    let choice = |(id, name): (PersonId, PersonName)| {
        Choice::new(id.to_string(), name.shown(frame.language))
    };
    Ok(ResponsiblePage {
        owners: owners.into_iter().map(choice).collect(),
        routine: Routine::load(&mut conn, today).await?,
        form: form.labels(LABELS),
        frame,
    })
}

async fn show_responsible(signed: Signed) -> Result<Response> {
    let mut shown = responsible_page(&signed, Form::new()).await?;
    let named = shown.routine.responsible.as_ref().map(|one| one.person.to_string());
    let days = shown.routine.within_days.to_string();
    shown.form =
        shown.form.with("responsible", named.unwrap_or_default()).with("within_days", days);
    page(&shown)
}

async fn post_responsible(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let (person, days) = (form.id("responsible"), form.number("within_days", DAYS));
    let outcome = match (person, days) {
        (Some(person), Some(days)) => {
            let mut act = posted.act().await?;
            match responsible::set_responsible(&mut act, PersonId(person), days).await {
                Ok(()) => {
                    act.commit(entry(PersonId(person), days)).await?;
                    return Ok(done("/exclusions/alerts", "done-exclusion-responsible"));
                }
                Err(error) => refused(form, error)?,
            }
        }
        _ => form,
    };
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &responsible_page(&posted.signed, outcome).await?)
}

fn entry(person: PersonId, days: i64) -> Entry {
    Entry::new("exclusion.set_responsible", "person", person.0).fact("within_days", days)
}

#[derive(Template)]
#[template(path = "exclusion/left.html")]
struct LeftPage {
    frame: ui::Frame,
    left: Vec<Left>,
    writer: bool,
}

impl LeftPage {
    fn officer(&self, one: &Left) -> String {
        one.officer.shown(self.frame.language)
    }
}

async fn show_left(signed: Signed) -> Result<Response> {
    pages::reader(&signed)?;
    let mut conn = signed.read().await?;
    let left = responsible::left(&mut conn, signed.today()).await?;
    let writer = signed.who.may(WRITERS, &everywhere(&signed.node));
    page(&LeftPage { frame: signed.frame("exclusions"), left, writer })
}

async fn post_over(Path(id): Path<ExclusionRowId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let decision = responsible::take_over(&mut act, id).await?;
    act.commit(Entry::new("exclusion.take_over", "exclusion_decision", decision.0)).await?;
    Ok(done("/exclusions/case-officers", "done-exclusion-taken-over"))
}

/// Who answers for the log of alerts.
#[derive(Serialize, ToSchema)]
struct ExclusionResponsible {
    /// Nobody, where nobody was named.
    responsible: Option<PersonId>,
    /// Whether that person is system owner still.
    holds: bool,
    /// Within how many days an alert is to be seen.
    within_days: i32,
}

/// Who answers for the log of alerts, and within how many days an alert is seen.
#[utoipa::path(get, path = "/api/exclusions/alerts/responsible", tag = "exclusion",
    responses((status = 200, body = ExclusionResponsible)))]
async fn responsible(signed: Signed) -> Result<Json<ExclusionResponsible>> {
    signed.who.require(SYSTEM_OWNERS, &everywhere(&signed.node))?;
    let mut conn = signed.read().await?;
    let Routine { responsible, holds, within_days } =
        Routine::load(&mut conn, signed.today()).await?;
    let responsible = responsible.map(|one| one.person);
    Ok(Json(ExclusionResponsible { responsible, holds, within_days }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NameResponsible {
    /// A system owner.
    responsible: PersonId,
    /// From 1 to 30.
    within_days: i64,
}

/// Names who answers for the log of alerts.
#[utoipa::path(post, path = "/api/exclusions/alerts/responsible", tag = "exclusion",
    request_body = NameResponsible,
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn name_responsible(
    call: ActHeader,
    ApiJson(body): ApiJson<NameResponsible>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    responsible::set_responsible(&mut act, body.responsible, body.within_days).await?;
    act.commit(entry(body.responsible, body.within_days)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A decision whose case officer works with exclusions no longer.
#[derive(Serialize, ToSchema)]
struct ExclusionLeft {
    /// One of its rows.
    #[schema(value_type = Uuid)]
    exclusion: ExclusionRowId,
    journal_number: Option<String>,
    legal_basis: String,
    /// The case officer who has left.
    case_officer: String,
}

/// The decisions whose case officer works with exclusions no longer.
#[utoipa::path(get, path = "/api/exclusions/case-officers", tag = "exclusion",
    responses((status = 200, body = Vec<ExclusionLeft>)))]
async fn case_officers(signed: Signed) -> Result<Json<Vec<ExclusionLeft>>> {
    pages::reader(&signed)?;
    let mut conn = signed.read().await?;
    let left = responsible::left(&mut conn, signed.today()).await?;
    let shown = left.into_iter().map(|one| ExclusionLeft {
        exclusion: one.row,
        journal_number: one.journal_number,
        legal_basis: one.legal_basis,
        case_officer: one.officer.shown(signed.who.language),
    });
    Ok(Json(shown.collect()))
}

/// Takes over the decision of a row from a case officer who has left.
#[utoipa::path(post, path = "/api/exclusions/{exclusion}/case-officer", tag = "exclusion",
    params(("exclusion" = Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "officer-there, own-case")))]
async fn take_over(Path(id): Path<ExclusionRowId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let decision = responsible::take_over(&mut act, id).await?;
    act.commit(Entry::new("exclusion.take_over", "exclusion_decision", decision.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
