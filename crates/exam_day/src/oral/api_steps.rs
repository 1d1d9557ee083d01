//! The steps of an oral for programs.

use super::api::OralVersion;
use super::{RUNNERS, Ready, SETTERS, end_session, place, publish, ready, reserve};
use crate::OralSessionId;
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes};
use office::{ExamId, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let (runners, setters) = (Allow::Roles(RUNNERS), Allow::Roles(SETTERS));
    Routes::default()
        .api(runners, Some("oral.place"), routes!(place_all))
        .api(runners, Some("oral.publish"), routes!(publish_all))
        .api(runners, Some("oral.room"), routes!(reserve_room))
        .api(runners, Some("oral.ready"), routes!(set_ready))
        .api(setters, Some("oral.end"), routes!(end))
}

/// How many found a time.
#[derive(Serialize, ToSchema)]
struct OralPlaced {
    /// Who has a time.
    placed: usize,
    /// Who found none.
    left: usize,
}

/// Gives every candidate a time; whoever is locked or has been told keeps hers.
#[utoipa::path(post, path = "/api/exams/{exam}/oral/places", tag = "oral",
    request_body = OralVersion, params(("exam" = ExamId, Path)),
    responses((status = 200, body = OralPlaced), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yours, no-session, or changed meanwhile")))]
async fn place_all(
    call: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(read): ApiJson<OralVersion>,
) -> Result<Json<OralPlaced>> {
    let mut act = call.act().await?;
    let (placed, left) = place(&mut act, exam, read.version).await?;
    let entry = Entry::new("oral.place", "exam", exam.0);
    act.commit(entry.fact("placed", placed).fact("left", left)).await?;
    Ok(Json(OralPlaced { placed, left }))
}

/// How many were told.
#[derive(Serialize, ToSchema)]
struct OralPublished {
    candidates: usize,
    examiners: usize,
}

/// Publishes an oral as it stands: everybody whom something new concerns is told.
#[utoipa::path(post, path = "/api/exams/{exam}/oral/publication", tag = "oral",
    request_body = OralVersion, params(("exam" = ExamId, Path)),
    responses((status = 200, body = OralPublished), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yours, no-session, no-room, nothing-new, the refusals of the rule oral-plan, or changed meanwhile")))]
async fn publish_all(
    call: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(read): ApiJson<OralVersion>,
) -> Result<Json<OralPublished>> {
    let mut act = call.act().await?;
    let told = publish(&mut act, exam, read.version).await?;
    let entry = Entry::new("oral.publish", "exam", exam.0);
    let entry = entry.fact("candidates", told.candidates);
    act.commit(entry.fact("examiners", told.examiners)).await?;
    Ok(Json(OralPublished { candidates: told.candidates, examiners: told.examiners }))
}

/// A room for a session.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OralRoom {
    /// The version of the oral that was read.
    version: i32,
    /// The code of the room.
    room: String,
}

/// Reserves a room for a session, for as long as it lasts.
#[utoipa::path(post, path = "/api/oral-sessions/{oral_session}/room", tag = "oral",
    request_body = OralRoom, params(("oral_session" = OralSessionId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yours, has-room, begun, room-taken, room-too-small, or changed meanwhile"),
        (status = 422, body = Problem)))]
async fn reserve_room(
    call: ActHeader,
    Path(id): Path<OralSessionId>,
    ApiJson(body): ApiJson<OralRoom>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    reserve(&mut act, id, body.version, &body.room).await?;
    act.commit(Entry::new("oral.room", "oral_session", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What has been done with a session's room.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OralRoomReady {
    /// The version of the oral that was read.
    version: i32,
    step: Ready,
}

/// Notes that a session's room is set up, or cleared.
#[utoipa::path(post, path = "/api/oral-sessions/{oral_session}/ready", tag = "oral",
    request_body = OralRoomReady, params(("oral_session" = OralSessionId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yours, no-room, not-over, done, or changed meanwhile")))]
async fn set_ready(
    call: ActHeader,
    Path(id): Path<OralSessionId>,
    ApiJson(body): ApiJson<OralRoomReady>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    ready(&mut act, id, body.version, body.step).await?;
    let entry = Entry::new("oral.ready", "oral_session", id.0);
    act.commit(entry.fact("step", body.step.word())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why a session is not held.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OralSessionEnd {
    /// The version of the oral that was read.
    version: i32,
    /// Why.
    why: String,
}

/// Ends a session that has not begun; its room is given back.
#[utoipa::path(post, path = "/api/oral-sessions/{oral_session}/end", tag = "oral",
    request_body = OralSessionEnd, params(("oral_session" = OralSessionId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yours, begun, or changed meanwhile"),
        (status = 422, body = Problem)))]
async fn end(
    call: ActHeader,
    Path(id): Path<OralSessionId>,
    ApiJson(body): ApiJson<OralSessionEnd>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    end_session(&mut act, id, body.version, &body.why).await?;
    act.commit(Entry::new("oral.end", "oral_session", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
