//! Candidate lists and numbering for programs.

use super::store::{Listed, Order, find, list};
use super::{ARRANGERS, NUMBERERS, number, place, set_email_delivery};
use crate::catalogue::exam_for;
use crate::catalogue::tabs::KNOW_CANDIDATES;
use crate::exclusion;
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{ExamId, RegistrationId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .api(Allow::Roles(KNOW_CANDIDATES), None, routes!(candidates))
        .api(Allow::Roles(KNOW_CANDIDATES), None, routes!(search))
        .api(Allow::Roles(NUMBERERS), Some("candidates.number"), routes!(draw_numbers))
        .api(Allow::Roles(ARRANGERS), Some("candidates.place"), routes!(give_places))
        .api(Allow::Roles(ARRANGERS), Some("candidates.email_delivery"), routes!(mark_email))
}

/// One candidate on the list.
#[derive(Serialize, ToSchema)]
struct CandidateItem {
    /// The registration.
    id: RegistrationId,
    /// The name, or that the person is protected.
    name: String,
    /// The candidate number, once it is drawn.
    candidate_number: Option<i32>,
    /// The language form wished for.
    #[schema(value_type = String)]
    language: rules::Language,
    /// The code of the room; empty without a place.
    room: String,
    /// Whether the paper goes out by e-mail.
    email_delivery: bool,
    /// Whether an answer has been received.
    delivered: bool,
    /// Whether an exclusion concerns the person; those who work with exclusions say more.
    exclusion: bool,
}

#[derive(Deserialize)]
struct Wish {
    #[serde(default)]
    sort: String,
    #[serde(default)]
    room: String,
}

/// Lists the registered candidates of an exam. Noted for every person on the list.
#[utoipa::path(get, path = "/api/exams/{exam}/candidates", tag = "candidates",
    params(("exam" = ExamId, Path),
        ("sort" = Option<String>, Query, description = "name, number or room"),
        ("room" = Option<String>, Query)),
    responses((status = 200, body = Vec<CandidateItem>), (status = 404, body = Problem)))]
async fn candidates(
    signed: Signed,
    Path(id): Path<ExamId>,
    Query(wish): Query<Wish>,
) -> Result<Json<Vec<CandidateItem>>> {
    exam_for(&signed, id, KNOW_CANDIDATES).await?;
    let mut conn = signed.read().await?;
    let listed = list(&mut conn, id, Order::read(&wish.sort), &wish.room, 0, None).await?;
    items(&signed, listed).await
}

/// What is looked for among the candidates of an exam. It stands in the body, since no name and no
/// number of a person stands in an address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FindCandidates {
    /// A part of the name, or a whole student number or candidate number.
    q: String,
    /// `name`, `number` or `room`.
    #[serde(default)]
    sort: String,
    /// Only those of one room code.
    #[serde(default)]
    room: String,
    /// From 1; a page holds 1000 candidates.
    page: Option<u32>,
}

const PAGE_SIZE: u32 = 1000;

/// Those of the registered candidates of an exam that are looked for; a protected person by
/// candidate number alone. Noted for every person found.
#[utoipa::path(post, path = "/api/exams/{exam}/candidates/search", tag = "candidates",
    params(("exam" = ExamId, Path)), request_body = FindCandidates,
    responses((status = 200, body = Vec<CandidateItem>), (status = 404, body = Problem)))]
async fn search(
    signed: Signed,
    Path(id): Path<ExamId>,
    ApiJson(body): ApiJson<FindCandidates>,
) -> Result<Json<Vec<CandidateItem>>> {
    exam_for(&signed, id, KNOW_CANDIDATES).await?;
    let from = (body.page.unwrap_or(1).max(1) - 1).saturating_mul(PAGE_SIZE);
    let (order, part) = (Order::read(&body.sort), (from, PAGE_SIZE));
    let mut conn = signed.read().await?;
    let found = find(&mut conn, id, body.q.trim(), order, &body.room, part).await?;
    items(&signed, found).await
}

async fn items(signed: &Signed, listed: Listed) -> Result<Json<Vec<CandidateItem>>> {
    let persons: Vec<_> = listed.candidates.iter().map(|one| one.person).collect();
    signed.look_each(&persons, "candidates").await?;
    let (concerned, _) = exclusion::warnings_of(signed, &persons).await?;
    let item = |one: super::Candidate| CandidateItem {
        id: one.id,
        name: one.name.listed(signed.who.language),
        candidate_number: one.number,
        language: one.language,
        room: one.room,
        email_delivery: one.email_delivery,
        delivered: one.delivered,
        exclusion: concerned.contains(&one.person),
    };
    Ok(Json(listed.candidates.into_iter().map(item).collect()))
}

/// How many candidates an act concerned.
#[derive(Serialize, ToSchema)]
struct Concerned {
    /// The number of candidates.
    candidates: usize,
}

/// Draws a number for every registered candidate who has none.
#[utoipa::path(post, path = "/api/exams/{exam}/numbering", tag = "candidates",
    params(("exam" = ExamId, Path)),
    responses((status = 200, body = Concerned), (status = 409, body = Problem)))]
async fn draw_numbers(header: ActHeader, Path(id): Path<ExamId>) -> Result<Json<Concerned>> {
    let mut act = header.act().await?;
    let candidates = number(&mut act, id).await?;
    act.commit(Entry::new("candidates.number", "exam", id.0).fact("drawn", candidates)).await?;
    Ok(Json(Concerned { candidates }))
}

/// Gives every registered candidate a place in the exam's rooms.
#[utoipa::path(post, path = "/api/exams/{exam}/places", tag = "candidates",
    params(("exam" = ExamId, Path)),
    responses((status = 200, body = Concerned), (status = 409, body = Problem)))]
async fn give_places(header: ActHeader, Path(id): Path<ExamId>) -> Result<Json<Concerned>> {
    let mut act = header.act().await?;
    let candidates = place(&mut act, id).await?;
    act.commit(Entry::new("candidates.place", "exam", id.0).fact("placed", candidates)).await?;
    Ok(Json(Concerned { candidates }))
}

/// Whether the paper goes to a candidate by e-mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EmailDelivery {
    /// True for a candidate who gets the paper by e-mail.
    by_email: bool,
}

/// Marks whether the paper goes to a candidate by e-mail.
#[utoipa::path(put, path = "/api/exams/{exam}/candidates/{registration}/email",
    tag = "candidates", request_body = EmailDelivery,
    params(("exam" = ExamId, Path), ("registration" = RegistrationId, Path)),
    responses((status = 204), (status = 409, body = Problem)))]
async fn mark_email(
    header: ActHeader,
    Path((exam, id)): Path<(ExamId, RegistrationId)>,
    ApiJson(mark): ApiJson<EmailDelivery>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    set_email_delivery(&mut act, exam, id, mark.by_email).await?;
    let entry = Entry::new("candidates.email_delivery", "registration", id.0);
    act.commit(entry.fact("by_email", mark.by_email)).await?;
    Ok(StatusCode::NO_CONTENT)
}
