//! Preliminary lists for programs.

use super::{ANNOUNCERS, publish_preliminary, store, withdraw_preliminary};
use crate::http::{ActHeader, Allow, Problem, Routes, Signed};
use crate::{ExamId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use rules::Grade;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let staff = Allow::Roles(ANNOUNCERS);
    Routes::default()
        .api(Allow::Student, None, routes!(preliminary_results))
        .api(staff, Some("grading.publish_preliminary"), routes!(publish_preliminary_list))
        .api(staff, Some("grading.withdraw_preliminary"), routes!(withdraw_preliminary_list))
}

/// A grade shown ahead of the protocol: no result, and no deadline runs from it.
#[derive(Serialize, ToSchema)]
struct PreliminaryItem {
    code: String,
    #[schema(value_type = String)]
    term: rules::Term,
    /// Why the sitting was held: `ordinary`, `deferred`, `resit` or `early`.
    kind: String,
    #[schema(value_type = String)]
    grade: Grade,
    #[schema(value_type = String, format = DateTime)]
    published_at: Timestamp,
    /// What the list before showed, where that was another grade.
    #[schema(value_type = Option<String>)]
    before: Option<Grade>,
}

/// The caller's preliminary grades, until their results are announced.
#[utoipa::path(get, path = "/api/my/preliminary-results", tag = "grading",
    responses((status = 200, body = Vec<PreliminaryItem>)))]
async fn preliminary_results(signed: Signed) -> Result<Json<Vec<PreliminaryItem>>> {
    let mut conn = signed.read().await?;
    let rows = store::own_preliminary(&mut conn, signed.who.person).await?;
    let items = rows.into_iter().map(|row| PreliminaryItem {
        code: row.code,
        term: row.term,
        kind: row.kind,
        grade: row.grade,
        published_at: row.published_at,
        before: row.before,
    });
    Ok(Json(items.collect()))
}

/// How many grades are shown.
#[derive(Serialize, ToSchema)]
struct Shown {
    grades: usize,
}

/// Shows the students the grades that are set so far, as preliminary.
#[utoipa::path(post, path = "/api/exams/{exam}/preliminary-list", tag = "grading",
    params(("exam" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses(
        (status = 200, body = Shown),
        (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "preliminary-not-allowed, no-committee, own-grading, announced, nothing-graded"),
    ))]
async fn publish_preliminary_list(call: ActHeader, Path(id): Path<ExamId>) -> Result<Json<Shown>> {
    let mut act = call.act().await?;
    let grades = publish_preliminary(&mut act, id).await?;
    let entry = Entry::new("grading.publish_preliminary", "exam", id.0).fact("grades", grades);
    act.commit(entry).await?;
    Ok(Json(Shown { grades }))
}

/// Takes the preliminary grades of an exam off the students' pages.
#[utoipa::path(post, path = "/api/exams/{exam}/preliminary-list/withdrawal", tag = "grading",
    params(("exam" = Uuid, Path), ("Idempotency-Key" = Uuid, Header)),
    responses((status = 204), (status = 409, body = Problem, description = "no-preliminary-list")))]
async fn withdraw_preliminary_list(call: ActHeader, Path(id): Path<ExamId>) -> Result<StatusCode> {
    let mut act = call.act().await?;
    withdraw_preliminary(&mut act, id).await?;
    act.commit(Entry::new("grading.withdraw_preliminary", "exam", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
