//! The applicant's own, for programs.

use super::api::{ApplicationBody, ChoiceItem, RightItem};
use super::my_pages::{self, OwnChoice};
use super::programme_api::StartItem;
use super::{Apply, answer, apply, withdraw};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{ApplicationId, ChoiceId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use rules::exclusion::Effect;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let anybody = Allow::SignedIn;
    Routes::default()
        .api(anybody, None, routes!(open))
        .api(anybody, None, routes!(mine))
        .api(anybody, Some("admission.apply"), routes!(apply_myself))
        .api(anybody, None, routes!(one))
        .api(anybody, Some("admission.answer"), routes!(answer_one))
        .api(anybody, Some("admission.withdraw"), routes!(withdraw_one))
        .api(anybody, None, routes!(rights))
}

/// A study start that one can apply for.
#[derive(Serialize, ToSchema)]
struct OpenStart {
    start: StartItem,
    /// Whether an exclusion concerns it: whoever applies is warned, and may apply all the same.
    concerned: bool,
}

/// Lists the study starts that one can apply for today.
#[utoipa::path(get, path = "/api/my/study-starts", tag = "admission",
    responses((status = 200, body = Vec<OpenStart>)))]
async fn open(signed: Signed) -> Result<Json<Vec<OpenStart>>> {
    let open = my_pages::open(&signed).await?.into_iter();
    let item = |(start, concerned)| OpenStart { start: StartItem::from(&start), concerned };
    Ok(Json(open.map(item).collect()))
}

/// Lists my applications.
#[utoipa::path(get, path = "/api/my/applications", tag = "admission",
    responses((status = 200, body = Vec<ApplicationBody>)))]
async fn mine(signed: Signed) -> Result<Json<Vec<ApplicationBody>>> {
    let mine = my_pages::mine(&signed).await?;
    Ok(Json(mine.iter().map(ApplicationBody::from).collect()))
}

/// An application that was made.
#[derive(Serialize, ToSchema)]
struct ApplicationMade {
    id: ApplicationId,
}

/// Applies for admission.
#[utoipa::path(post, path = "/api/my/applications", tag = "admission", request_body = Apply,
    responses((status = 201, body = ApplicationMade),
        (status = 409, body = Problem, description = "too-late, already-applied, excluded"),
        (status = 422, body = Problem)))]
async fn apply_myself(
    call: ActHeader,
    ApiJson(body): ApiJson<Apply>,
) -> Result<(StatusCode, Json<ApplicationMade>)> {
    let mut act = call.act().await?;
    let id = apply(&mut act, &body).await?;
    act.commit(Entry::new("admission.apply", "application", id.0)).await?;
    Ok((StatusCode::CREATED, Json(ApplicationMade { id })))
}

/// One of my applications, with what exclusions do to it in general words.
#[derive(Serialize, ToSchema)]
struct OwnApplication {
    application: ApplicationBody,
    choices: Vec<OwnChoiceItem>,
}

/// A choice of my own.
#[derive(Serialize, ToSchema)]
struct OwnChoiceItem {
    choice: ChoiceItem,
    concerned: bool,
    /// What was refused of it, as `/api/my/quarantines/{refusal}` shows it.
    refusals: Vec<crate::RefusalId>,
}

impl From<&OwnChoice> for OwnChoiceItem {
    fn from(one: &OwnChoice) -> Self {
        Self {
            choice: ChoiceItem::of(&one.choice, Effect::None),
            concerned: one.concerned,
            refusals: one.refused.iter().map(|refused| refused.id).collect(),
        }
    }
}

/// Shows one of my applications.
#[utoipa::path(get, path = "/api/my/applications/{application}", tag = "admission",
    responses((status = 200, body = OwnApplication), (status = 404, body = Problem)))]
async fn one(signed: Signed, Path(id): Path<ApplicationId>) -> Result<Json<OwnApplication>> {
    let (application, choices) = my_pages::own(&signed, id).await?;
    Ok(Json(OwnApplication {
        application: ApplicationBody::from(&application),
        choices: choices.iter().map(OwnChoiceItem::from).collect(),
    }))
}

/// An answer to an offer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerToOffer {
    accept: bool,
}

/// Answers an offer of a place.
#[utoipa::path(post, path = "/api/my/applications/choices/{choice}/answer", tag = "admission",
    request_body = AnswerToOffer,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "wrong-state, too-late, list-too-old, not-looked-up, excluded")))]
async fn answer_one(
    Path(id): Path<ChoiceId>,
    call: ActHeader,
    ApiJson(body): ApiJson<AnswerToOffer>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    answer(&mut act, id, body.accept).await?;
    let entry = Entry::new("admission.answer", "application_choice", id.0);
    act.commit(entry.fact("accepted", body.accept)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a choice back.
#[utoipa::path(post, path = "/api/my/applications/choices/{choice}/withdrawal", tag = "admission",
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "wrong-state")))]
async fn withdraw_one(Path(id): Path<ChoiceId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    withdraw(&mut act, id).await?;
    act.commit(Entry::new("admission.withdraw", "application_choice", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lists my study rights.
#[utoipa::path(get, path = "/api/my/study-rights", tag = "admission",
    responses((status = 200, body = Vec<RightItem>)))]
async fn rights(signed: Signed) -> Result<Json<Vec<RightItem>>> {
    let rights = my_pages::rights(&signed).await?;
    Ok(Json(rights.iter().map(|one| RightItem::of(one, signed.today())).collect()))
}
