//! The same for programs.

use super::enter::{NewAccommodation, end, enter};
use super::pages::{days_of, listed};
use super::store::{self, Listed};
use super::{COUNTERS, ENTERERS, person_pages};
use crate::AccommodationId;
use crate::room_booking::Feature;
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use office::catalogue::exam_for;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use office::{ExamId, Result};
use rules::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let enterers = Allow::Roles(ENTERERS);
    Routes::default()
        .api(enterers, None, routes!(list))
        .api(enterers, Some("accommodation.enter"), routes!(entered))
        .api(enterers, Some("accommodation.end"), routes!(ended))
        .api(Allow::Roles(COUNTERS), None, routes!(of_exam))
        .api(Allow::Student, None, routes!(mine))
}

/// What was granted to a candidate.
#[derive(Serialize, ToSchema)]
struct AccommodationItem {
    id: AccommodationId,
    /// The name, or that the person is protected.
    name: String,
    /// The number of the case.
    case_ref: String,
    /// Minutes beyond each exam.
    extra_minutes: i32,
    /// Per cent of each exam's time beyond it.
    extra_percent: i32,
    needs: Vec<Feature>,
    equipment: String,
    #[schema(value_type = String, format = Date)]
    first_on: Date,
    #[schema(value_type = String, format = Date)]
    last_on: Date,
    #[schema(value_type = String, format = DateTime)]
    entered_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
}

fn item(language: Language, one: Listed) -> AccommodationItem {
    AccommodationItem {
        id: one.id,
        name: one.name.listed(language),
        case_ref: one.case_ref,
        extra_minutes: one.granted.extra_minutes,
        extra_percent: one.granted.extra_percent,
        needs: one.granted.needs,
        equipment: one.granted.equipment,
        first_on: one.first_on,
        last_on: one.last_on,
        entered_at: one.entered_at,
        ended_at: one.ended_at,
    }
}

/// What the units of the caller have granted, what counts still first.
#[utoipa::path(get, path = "/api/accommodations", tag = "accommodation",
    responses((status = 200, body = Vec<AccommodationItem>)))]
async fn list(signed: Signed) -> Result<Json<Vec<AccommodationItem>>> {
    let granted = listed(&signed).await?.into_iter();
    Ok(Json(granted.map(|one| item(signed.who.language, one)).collect()))
}

/// What was granted to the caller.
#[utoipa::path(get, path = "/api/my/accommodations", tag = "accommodation",
    responses((status = 200, body = Vec<AccommodationItem>)))]
async fn mine(signed: Signed) -> Result<Json<Vec<AccommodationItem>>> {
    let granted = person_pages::own(&signed).await?.into_iter();
    Ok(Json(granted.map(|one| item(signed.who.language, one)).collect()))
}

#[derive(Serialize, ToSchema)]
struct AccommodationEntered {
    id: AccommodationId,
}

/// Enters what was granted to a candidate: what is to be done, never why.
#[utoipa::path(post, path = "/api/accommodations", tag = "accommodation",
    request_body = NewAccommodation, responses((status = 200, body = AccommodationEntered),
        (status = 409, body = Problem, description = "already-granted"), (status = 422, body = Problem)))]
async fn entered(
    call: ActHeader,
    ApiJson(new): ApiJson<NewAccommodation>,
) -> Result<Json<AccommodationEntered>> {
    let mut act = call.act().await?;
    let id = enter(&mut act, &new).await?;
    act.commit(Entry::new("accommodation.enter", "accommodation", id.0)).await?;
    Ok(Json(AccommodationEntered { id }))
}

/// Why it counts no more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EndAccommodation {
    /// The reason; never a diagnosis.
    why: String,
}

/// Ends what was granted, from now on.
#[utoipa::path(post, path = "/api/accommodations/{accommodation}/end", tag = "accommodation",
    request_body = EndAccommodation, params(("accommodation" = AccommodationId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "already-ended"), (status = 422, body = Problem)))]
async fn ended(
    call: ActHeader,
    Path(id): Path<AccommodationId>,
    ApiJson(body): ApiJson<EndAccommodation>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    end(&mut act, id, &body.why).await?;
    act.commit(Entry::new("accommodation.end", "accommodation", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How many candidates of an exam need the same, in the same room; nobody's name.
#[derive(Serialize, ToSchema)]
struct AccommodationCount {
    candidates: i64,
    /// How many minutes they have beyond the exam.
    minutes: i32,
    needs: Vec<Feature>,
    equipment: String,
    /// The code of the room that they are in, where they are in one.
    room: Option<String>,
}

/// How many candidates of an exam need what.
#[utoipa::path(get, path = "/api/exams/{exam}/accommodations", tag = "accommodation",
    params(("exam" = ExamId, Path)),
    responses((status = 200, body = Vec<AccommodationCount>), (status = 404, body = Problem)))]
async fn of_exam(signed: Signed, Path(id): Path<ExamId>) -> Result<Json<Vec<AccommodationCount>>> {
    let exam = exam_for(&signed, id, COUNTERS).await?;
    let mut conn = signed.read().await?;
    let counted = store::of_exam(&mut conn, id, days_of(&exam)).await?;
    let line = |one: store::Counted| AccommodationCount {
        candidates: one.candidates,
        minutes: one.minutes,
        needs: one.needs,
        equipment: one.equipment,
        room: one.room,
    };
    Ok(Json(counted.into_iter().map(line).collect()))
}
