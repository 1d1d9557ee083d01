//! Programmes and their study starts, for programs.

use super::application::Start;
use super::programme::{ProgrammeFields, StartFields};
use super::{HANDLERS, add_start, change_programme, create_programme, programme_pages, store};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{ProgrammeId, Result, StudyStartId};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::civil::Date;
use rules::Text;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let handlers = Allow::Roles(HANDLERS);
    Routes::default()
        .api(handlers, None, routes!(programmes))
        .api(handlers, Some("programme.create"), routes!(create))
        .api(handlers, None, routes!(programme))
        .api(handlers, Some("programme.change"), routes!(change))
        .api(handlers, Some("programme.add_start"), routes!(start))
}

/// A programme.
#[derive(Serialize, ToSchema)]
struct ProgrammeItem {
    id: ProgrammeId,
    /// All that is said of it, as it is sent to change it.
    fields: ProgrammeFields,
}

/// A programme that was made.
#[derive(Serialize, ToSchema)]
struct ProgrammeMade {
    id: ProgrammeId,
}

/// A study start that was made.
#[derive(Serialize, ToSchema)]
struct StudyStartMade {
    id: StudyStartId,
}

/// Lists the programmes of one's own units, by code.
#[utoipa::path(get, path = "/api/programmes", tag = "admission",
    responses((status = 200, body = Vec<ProgrammeItem>)))]
async fn programmes(signed: Signed) -> Result<Json<Vec<ProgrammeItem>>> {
    let mut conn = signed.read().await?;
    let rows = store::programmes::list(&mut conn, &signed.who.scope(HANDLERS), None).await?;
    let item =
        |row: store::programmes::ProgrammeRow| ProgrammeItem { id: row.id, fields: row.fields };
    Ok(Json(rows.into_iter().map(item).collect()))
}

/// Creates a programme at a unit of one's own.
#[utoipa::path(post, path = "/api/programmes", tag = "admission", request_body = ProgrammeFields,
    responses((status = 201, body = ProgrammeMade), (status = 422, body = Problem)))]
async fn create(
    call: ActHeader,
    ApiJson(body): ApiJson<ProgrammeFields>,
) -> Result<(StatusCode, Json<ProgrammeMade>)> {
    let mut act = call.act().await?;
    let id = create_programme(&mut act, &body).await?;
    act.commit(Entry::new("programme.create", "programme", id.0)).await?;
    Ok((StatusCode::CREATED, Json(ProgrammeMade { id })))
}

/// A programme with its study starts.
#[derive(Serialize, ToSchema)]
struct ProgrammeBody {
    id: ProgrammeId,
    fields: ProgrammeFields,
    starts: Vec<StartItem>,
}

/// A study start, with its programme.
#[derive(Serialize, ToSchema)]
#[schema(as = StudyStartItem)]
pub(super) struct StartItem {
    id: StudyStartId,
    programme: ProgrammeId,
    /// The code of the programme.
    code: String,
    #[schema(value_type = Object)]
    name: Text,
    #[schema(value_type = String, format = Date)]
    starts_on: Date,
    /// The last day on which one applies.
    #[schema(value_type = String, format = Date)]
    apply_by: Date,
}

impl From<&Start> for StartItem {
    fn from(start: &Start) -> Self {
        Self {
            id: start.id,
            programme: start.programme,
            code: start.code.clone(),
            name: start.name.clone(),
            starts_on: start.starts_on,
            apply_by: start.apply_by,
        }
    }
}

/// Shows a programme of one's own units.
#[utoipa::path(get, path = "/api/programmes/{programme}", tag = "admission",
    responses((status = 200, body = ProgrammeBody), (status = 404, body = Problem)))]
async fn programme(signed: Signed, Path(id): Path<ProgrammeId>) -> Result<Json<ProgrammeBody>> {
    let row = programme_pages::own(&signed, id).await?;
    let mut conn = signed.read().await?;
    let which = store::programmes::Which::Of(id);
    let starts = store::programmes::starts(&mut conn, which).await?;
    let starts = starts.iter().map(StartItem::from).collect();
    Ok(Json(ProgrammeBody { id, fields: row.fields, starts }))
}

/// Changes a programme.
#[utoipa::path(put, path = "/api/programmes/{programme}", tag = "admission",
    request_body = ProgrammeFields,
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn change(
    Path(id): Path<ProgrammeId>,
    call: ActHeader,
    ApiJson(body): ApiJson<ProgrammeFields>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    change_programme(&mut act, id, &body).await?;
    act.commit(Entry::new("programme.change", "programme", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says when studies of a programme begin.
#[utoipa::path(post, path = "/api/programmes/{programme}/starts", tag = "admission",
    request_body = StartFields,
    responses((status = 201, body = StudyStartMade), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn start(
    Path(id): Path<ProgrammeId>,
    call: ActHeader,
    ApiJson(body): ApiJson<StartFields>,
) -> Result<(StatusCode, Json<StudyStartMade>)> {
    let mut act = call.act().await?;
    let start = add_start(&mut act, id, body).await?;
    act.commit(Entry::new("programme.add_start", "study_start", start.0)).await?;
    Ok((StatusCode::CREATED, Json(StudyStartMade { id: start })))
}
