//! Orals for programs: what they read, and the day and committee that they enter.

use super::api_view::{BrokenItem, OralCandidateView, OralView};
use super::pages::{listed, shown};
use super::{
    AwayTime, CandidateFacts, Move, NewSession, RUNNERS, SETTERS, Settings, VIEWERS, away, back,
    candidate, session, set, shift,
};
use crate::{OralAwayId, OralSessionId};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use office::{Error, ExamId, RegistrationId, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let (viewers, setters) = (Allow::Roles(VIEWERS), Allow::Roles(SETTERS));
    let runners = Allow::Roles(RUNNERS);
    Routes::default()
        .api(viewers, None, routes!(list))
        .api(viewers, None, routes!(one))
        .api(runners, Some("oral.set"), routes!(set_lengths))
        .api(setters, Some("oral.session"), routes!(new_session))
        .api(setters, Some("oral.away"), routes!(is_away))
        .api(setters, Some("oral.back"), routes!(is_back))
        .api(viewers, None, routes!(one_candidate))
        .api(runners, Some("oral.move"), routes!(move_one))
        .api(runners, Some("oral.candidate"), routes!(facts))
        .api(Allow::SignedIn, None, routes!(mine))
}

/// An oral in the list.
#[derive(Serialize, ToSchema)]
struct OralItem {
    exam: ExamId,
    /// Its short name.
    about: String,
    /// Its first day.
    #[schema(value_type = Option<String>, format = Date)]
    first_on: Option<Date>,
    sessions: i64,
    /// How many sessions ahead have no room.
    roomless: i64,
    candidates: i64,
    /// How many have a time.
    placed: i64,
    /// How many have not been told of the time that they have.
    untold: i64,
    /// When it was published last.
    #[schema(value_type = Option<String>, format = DateTime)]
    published_at: Option<Timestamp>,
}

/// Lists the orals that are ahead or have no day.
#[utoipa::path(get, path = "/api/orals", tag = "oral",
    responses((status = 200, body = Vec<OralItem>)))]
async fn list(signed: Signed) -> Result<Json<Vec<OralItem>>> {
    let item = |one: super::store::list::Listed| OralItem {
        exam: one.exam,
        about: one.about,
        first_on: one.first_on,
        sessions: one.sessions,
        roomless: one.roomless,
        candidates: one.candidates,
        placed: one.placed,
        untold: one.untold,
        published_at: one.published_at,
    };
    Ok(Json(listed(&signed).await?.into_iter().map(item).collect()))
}

/// Reads an oral: sessions, who comes when, what the plan breaks.
#[utoipa::path(get, path = "/api/exams/{exam}/oral", tag = "oral", params(("exam" = ExamId, Path)),
    responses((status = 200, body = OralView), (status = 404, body = Problem)))]
async fn one(signed: Signed, Path(exam): Path<ExamId>) -> Result<Json<OralView>> {
    Ok(Json(OralView::of(shown(&signed, exam).await?, signed.who.language)))
}

/// Sets lengths, breaks and order of an oral.
#[utoipa::path(put, path = "/api/exams/{exam}/oral", tag = "oral", request_body = Settings,
    params(("exam" = ExamId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yours, or changed meanwhile"),
        (status = 422, body = Problem)))]
async fn set_lengths(
    call: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(new): ApiJson<Settings>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    set(&mut act, exam, &new).await?;
    act.commit(Entry::new("oral.set", "exam", exam.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A session that was entered.
#[derive(Serialize, ToSchema)]
struct OralSessionMade {
    id: OralSessionId,
}

/// Enters a session: a day, its hours and its committee.
#[utoipa::path(post, path = "/api/exams/{exam}/oral/sessions", tag = "oral",
    request_body = NewSession, params(("exam" = ExamId, Path)),
    responses((status = 201, body = OralSessionMade), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yours, not-exam-day, examiner-twice, the refusals of the rule committee, or changed meanwhile"),
        (status = 422, body = Problem)))]
async fn new_session(
    call: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(new): ApiJson<NewSession>,
) -> Result<(StatusCode, Json<OralSessionMade>)> {
    let mut act = call.act().await?;
    let id = session(&mut act, exam, &new).await?;
    let entry = Entry::new("oral.session", "oral_session", id.0);
    act.commit(entry.fact("exam", exam.to_string())).await?;
    Ok((StatusCode::CREATED, Json(OralSessionMade { id })))
}

/// A time that was noted.
#[derive(Serialize, ToSchema)]
struct OralAwayMade {
    id: OralAwayId,
}

/// Notes when an examiner is away.
#[utoipa::path(post, path = "/api/exams/{exam}/oral/away", tag = "oral", request_body = AwayTime,
    params(("exam" = ExamId, Path)),
    responses((status = 201, body = OralAwayMade), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yours, or changed meanwhile"),
        (status = 422, body = Problem)))]
async fn is_away(
    call: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(new): ApiJson<AwayTime>,
) -> Result<(StatusCode, Json<OralAwayMade>)> {
    let mut act = call.act().await?;
    let id = away(&mut act, exam, &new).await?;
    let entry = Entry::new("oral.away", "oral_away", id.0);
    act.commit(entry.fact("exam", exam.to_string())).await?;
    Ok((StatusCode::CREATED, Json(OralAwayMade { id })))
}

/// The version of an oral that was read.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OralVersion {
    pub(super) version: i32,
}

/// Takes back that an examiner is away.
#[utoipa::path(post, path = "/api/oral-away/{oral_away}/remove", tag = "oral",
    request_body = OralVersion, params(("oral_away" = OralAwayId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "changed meanwhile")))]
async fn is_back(
    call: ActHeader,
    Path(id): Path<OralAwayId>,
    ApiJson(read): ApiJson<OralVersion>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    back(&mut act, id, read.version).await?;
    act.commit(Entry::new("oral.back", "oral_away", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Reads one candidate of an oral, with what her place breaks.
#[utoipa::path(get, path = "/api/exams/{exam}/oral/candidates/{registration}", tag = "oral",
    params(("exam" = ExamId, Path), ("registration" = RegistrationId, Path)),
    responses((status = 200, body = OralCandidateView), (status = 404, body = Problem)))]
async fn one_candidate(
    signed: Signed,
    Path((exam, id)): Path<(ExamId, RegistrationId)>,
) -> Result<Json<OralCandidateView>> {
    let shown = shown(&signed, exam).await?;
    let found = OralCandidateView::of(shown, id, signed.who.language);
    found.map(Json).ok_or(Error::NotFound)
}

/// Moves a candidate by hand; answers what that breaks.
#[utoipa::path(post, path = "/api/exams/{exam}/oral/candidates/{registration}", tag = "oral",
    request_body = Move,
    params(("exam" = ExamId, Path), ("registration" = RegistrationId, Path)),
    responses((status = 200, body = Vec<BrokenItem>), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yours, begun, or changed meanwhile"),
        (status = 422, body = Problem)))]
async fn move_one(
    call: ActHeader,
    Path((exam, id)): Path<(ExamId, RegistrationId)>,
    ApiJson(to): ApiJson<Move>,
) -> Result<Json<Vec<BrokenItem>>> {
    let mut act = call.act().await?;
    let broken = shift(&mut act, exam, id, to).await?;
    let entry = Entry::new("oral.move", "registration", id.0);
    act.commit(entry.fact("breaks", broken.len())).await?;
    Ok(Json(broken.into_iter().map(BrokenItem::from).collect()))
}

/// Keeps what is special about a candidate: more time, and who is not impartial towards her.
#[utoipa::path(post, path = "/api/exams/{exam}/oral/candidates/{registration}/facts", tag = "oral",
    request_body = CandidateFacts,
    params(("exam" = ExamId, Path), ("registration" = RegistrationId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yours, or changed meanwhile"),
        (status = 422, body = Problem)))]
async fn facts(
    call: ActHeader,
    Path((exam, id)): Path<(ExamId, RegistrationId)>,
    ApiJson(new): ApiJson<CandidateFacts>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    candidate(&mut act, exam, id, &new).await?;
    act.commit(Entry::new("oral.candidate", "registration", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// When and where I come as a candidate.
#[derive(Serialize, ToSchema)]
struct MyOralPlace {
    exam: ExamId,
    /// The code of the course.
    code: String,
    #[schema(value_type = String, format = DateTime)]
    begins: Timestamp,
    /// How many minutes it lasts.
    minutes: i32,
    /// The room.
    room: String,
}

/// A session in which I examine.
#[derive(Serialize, ToSchema)]
struct MyOralSession {
    exam: ExamId,
    session: OralSessionId,
    /// The code of the course.
    code: String,
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// The room.
    room: String,
}

/// My orals.
#[derive(Serialize, ToSchema)]
struct MyOrals {
    places: Vec<MyOralPlace>,
    sessions: Vec<MyOralSession>,
}

/// Reads when and where I come to an oral, and the sessions in which I examine.
#[utoipa::path(get, path = "/api/my/orals", tag = "oral", responses((status = 200, body = MyOrals)))]
async fn mine(signed: Signed) -> Result<Json<MyOrals>> {
    let (places, sessions) = super::my_pages::own(&signed).await?;
    let place = |one: super::store::list::OwnPlace| MyOralPlace {
        exam: one.exam,
        code: one.code,
        begins: one.begins,
        minutes: one.minutes,
        room: one.room,
    };
    let session = |one: super::store::list::OwnSession| MyOralSession {
        exam: one.exam,
        session: one.session,
        code: one.code,
        from: one.from,
        until: one.until,
        room: one.room,
    };
    Ok(Json(MyOrals {
        places: places.into_iter().map(place).collect(),
        sessions: sessions.into_iter().map(session).collect(),
    }))
}
