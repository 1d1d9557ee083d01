//! The same for programs.

use super::incoming::Incoming;
use super::store;
use super::{Channel, Give, Given, Graded, STAFF, give, request};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{Error, ExplanationId, Result, ResultId};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use jiff::civil::Date;
use rules::Reason;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .api(Allow::Student, Some("explanation.request"), routes!(ask))
        .api(Allow::Roles(STAFF), Some("explanation.request"), routes!(register))
        .api(Allow::Examiner, Some("explanation.give"), routes!(give_one))
        .api(Allow::Student, None, routes!(mine))
        .merge(super::lists_api::routes())
}

#[derive(Deserialize, ToSchema)]
struct Ask {
    /// The grade to be explained.
    result: ResultId,
    #[serde(default)]
    work_handed_in: bool,
}

#[derive(Serialize, ToSchema)]
struct ExplanationMade {
    id: ExplanationId,
}

/// Asks for an explanation of the caller's own grade.
#[utoipa::path(post, path = "/api/my/explanations", request_body = Ask, responses(
    (status = 200, body = ExplanationMade),
    (status = 409, body = Problem, description = "already-asked, superseded, work-not-handed-in, oral-not-held"),
))]
async fn ask(call: ActHeader, ApiJson(body): ApiJson<Ask>) -> Result<Json<ExplanationMade>> {
    super::pages::own_grade(&call.signed, body.result).await?;
    let incoming = Incoming {
        result: body.result,
        received_on: call.signed.today(),
        channel: Channel::SelfService,
        work_handed_in: body.work_handed_in,
    };
    stored(call, incoming).await
}

/// Registers a request that came in by other means.
#[utoipa::path(post, path = "/api/explanations", request_body = Incoming, responses(
    (status = 200, body = ExplanationMade),
    (status = 409, body = Problem, description = "already-asked, superseded, work-not-handed-in, oral-not-held"),
    (status = 422, body = Problem),
))]
async fn register(
    call: ActHeader,
    ApiJson(body): ApiJson<Incoming>,
) -> Result<Json<ExplanationMade>> {
    stored(call, body).await
}

async fn stored(call: ActHeader, incoming: Incoming) -> Result<Json<ExplanationMade>> {
    let mut act = call.act().await?;
    let id = request(&mut act, incoming.into()).await?;
    let entry = Entry::new("explanation.request", "explanation", id.0);
    act.commit(incoming.noted(entry, "requested_on")).await?;
    Ok(Json(ExplanationMade { id }))
}

#[derive(Deserialize, ToSchema)]
#[serde(tag = "form", rename_all = "snake_case")]
enum GiveBody {
    /// In writing.
    Written { principles: String, assessment: String },
    /// Orally.
    Oral {
        #[schema(value_type = String, format = Date)]
        told_on: Date,
        told: String,
    },
}

/// Gives the explanation, as one of the examiners who set the grade.
#[utoipa::path(post, path = "/api/examining/explanations/{explanation}", request_body = GiveBody, responses(
    (status = 204),
    (status = 409, body = Problem, description = "already-given"),
    (status = 422, body = Problem),
))]
async fn give_one(
    Path(explanation): Path<ExplanationId>,
    call: ActHeader,
    ApiJson(body): ApiJson<GiveBody>,
) -> Result<axum::http::StatusCode> {
    let given = match body {
        GiveBody::Written { principles, assessment } => Given::Written { principles, assessment },
        GiveBody::Oral { told_on, told } => Given::Orally { on: told_on, told },
    };
    let mut act = call.act().await?;
    give(&mut act, Give { explanation, given }).await?;
    act.commit(Entry::new("explanation.give", "explanation", explanation.0)).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

/// A request and its answer.
#[derive(Serialize, ToSchema)]
struct Explanation {
    result: ResultId,
    #[schema(value_type = String, format = Date)]
    requested_on: Date,
    /// Whether it came in time and therefore moves the appeal deadline.
    in_time: bool,
    #[schema(value_type = Option<String>, format = Date)]
    given_on: Option<Date>,
    /// `written` or `oral`.
    form: Option<String>,
    principles: Option<String>,
    assessment: Option<String>,
    told: Option<String>,
    /// By when it is to be given, and why.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
}

/// The caller's own request.
#[utoipa::path(get, path = "/api/my/explanations/{explanation}", responses((status = 200, body = Explanation)))]
async fn mine(signed: Signed, Path(id): Path<ExplanationId>) -> Result<Json<Explanation>> {
    let mut conn = signed.read().await?;
    let found = store::load(&mut conn, id, false).await?.ok_or(Error::NotFound)?;
    if Graded::load(&mut conn, found.result, false).await?.person != signed.who.person {
        return Err(Error::NotFound);
    }
    let due = super::pages::due(&mut conn, id).await?;
    Ok(Json(Explanation {
        due_on: due.as_ref().and_then(|due| due.due_on),
        because: due.map(|due| due.because).unwrap_or_default(),
        result: found.result,
        requested_on: found.requested_on,
        in_time: found.in_time,
        given_on: found.given_on,
        form: found.form,
        principles: found.principles,
        assessment: found.assessment,
        told: found.told,
    }))
}
