//! The lists of requests for programs, and the grades of a student who hands in on paper.

use super::STAFF;
use super::pages::{Asked, asked_of};
use super::staff_pages::{PAGE_SIZE, find_results};
use super::store::{self, Choosable, Listed};
use crate::exclusion;
use crate::http::{Allow, ApiJson, Problem, Routes, Signed};
use crate::{ExplanationId, Result, ResultId};
use axum::Json;
use axum::extract::{Path, Query};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::{Reason, Text};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let staff = Allow::Roles(STAFF);
    Routes::default()
        .api(staff, None, routes!(queue))
        .api(staff, None, routes!(search))
        .api(staff, None, routes!(find))
        .api(Allow::Examiner, None, routes!(to_give))
        .api(Allow::Examiner, None, routes!(one_to_give))
}

/// A request in a list, by candidate number alone.
#[derive(Serialize, ToSchema)]
struct ExplanationItem {
    id: ExplanationId,
    /// Course and term.
    about: String,
    /// The number by which those who set the grade know the candidate.
    candidate_number: Option<String>,
    #[schema(value_type = String, format = Date)]
    requested_on: Date,
    /// Whether it came in time and therefore moves the appeal deadline.
    in_time: bool,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    given_on: Option<Date>,
    /// Why it is due then, with paragraphs.
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
}

impl From<Listed> for ExplanationItem {
    fn from(row: Listed) -> Self {
        Self {
            id: row.id,
            about: row.about,
            candidate_number: row.candidate_number,
            requested_on: row.requested_on,
            in_time: row.in_time,
            due_on: row.due_on,
            given_on: row.given_on,
            because: serde_json::from_value(row.because).unwrap_or_default(),
        }
    }
}

/// A page of the queue.
#[derive(Serialize, ToSchema)]
struct ExplanationList {
    explanations: Vec<ExplanationItem>,
    /// How many there are in all.
    total: u32,
}

#[derive(Deserialize, IntoParams)]
struct ExplanationFilter {
    /// `waiting` or `given`.
    #[serde(default)]
    state: String,
    /// `due`, `course`, `candidate` or `requested`, with `-` before it for the other way round.
    #[serde(default)]
    sort: String,
    /// From 1; a page holds 100 requests.
    page: Option<u32>,
}

/// What is looked for among the requests. It stands in the body, since no number of a person
/// stands in an address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FindExplanations {
    /// A whole candidate number or course code.
    q: String,
    /// `waiting` or `given`.
    #[serde(default)]
    state: String,
    /// `due`, `course`, `candidate` or `requested`, with `-` before it for the other way round.
    #[serde(default)]
    sort: String,
    /// From 1; a page holds 100 requests.
    page: Option<u32>,
}

/// The requests at the caller's units, those pending first.
#[utoipa::path(get, path = "/api/explanations", tag = "explanation", params(ExplanationFilter),
    responses((status = 200, body = ExplanationList)))]
async fn queue(
    signed: Signed,
    Query(filter): Query<ExplanationFilter>,
) -> Result<Json<ExplanationList>> {
    let ExplanationFilter { state, sort, page } = filter;
    queued(&signed, &FindExplanations { q: String::new(), state, sort, page }).await
}

/// Those of the requests at the caller's units that are looked for.
#[utoipa::path(post, path = "/api/explanations/search", tag = "explanation",
    request_body = FindExplanations, responses((status = 200, body = ExplanationList)))]
async fn search(
    signed: Signed,
    ApiJson(body): ApiJson<FindExplanations>,
) -> Result<Json<ExplanationList>> {
    queued(&signed, &body).await
}

async fn queued(signed: &Signed, asked: &FindExplanations) -> Result<Json<ExplanationList>> {
    let filter = store::Filter {
        q: asked.q.trim(),
        state: &asked.state,
        sort: &asked.sort,
        limit: PAGE_SIZE,
        offset: (asked.page.unwrap_or(1).max(1) - 1).saturating_mul(PAGE_SIZE),
    };
    let mut conn = signed.read().await?;
    let (rows, total) = store::of_units(&mut conn, &signed.who.scope(STAFF), filter).await?;
    Ok(Json(ExplanationList { explanations: rows.into_iter().map(Into::into).collect(), total }))
}

/// The requests that the caller may answer, those pending first.
#[utoipa::path(get, path = "/api/examining/explanations", tag = "explanation",
    responses((status = 200, body = Vec<ExplanationItem>)))]
async fn to_give(signed: Signed) -> Result<Json<Vec<ExplanationItem>>> {
    let mut conn = signed.read().await?;
    let rows = store::of_examiner(&mut conn, signed.who.person).await?;
    Ok(Json(rows.into_iter().map(Into::into).collect()))
}

/// A request as one who set the grade sees it: by number, with what has been told.
#[derive(Serialize, ToSchema)]
struct ExplanationAsked {
    /// The course code.
    course: String,
    /// Its name in bokmål, nynorsk and English.
    #[schema(value_type = Object)]
    name: Text,
    term: String,
    candidate_number: Option<String>,
    grade: String,
    #[schema(value_type = String, format = Date)]
    requested_on: Date,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
    #[schema(value_type = Option<String>, format = Date)]
    given_on: Option<Date>,
    principles: Option<String>,
    assessment: Option<String>,
    told: Option<String>,
}

/// One request for the explanation of a grade that the caller has set.
#[utoipa::path(get, path = "/api/examining/explanations/{explanation}", tag = "explanation",
    params(("explanation" = ExplanationId, Path)),
    responses((status = 200, body = ExplanationAsked), (status = 404, body = Problem)))]
async fn one_to_give(
    signed: Signed,
    Path(id): Path<ExplanationId>,
) -> Result<Json<ExplanationAsked>> {
    let Asked { graded, request, due } = asked_of(&signed, id).await?;
    Ok(Json(ExplanationAsked {
        course: graded.course.code,
        name: graded.course.name,
        term: graded.term,
        candidate_number: graded.candidate_number,
        grade: graded.grade,
        requested_on: request.requested_on,
        due_on: due.as_ref().and_then(|due| due.due_on),
        because: due.map(|due| due.because).unwrap_or_default(),
        given_on: request.given_on,
        principles: request.principles,
        assessment: request.assessment,
        told: request.told,
    }))
}

/// A student, by number.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfStudent {
    /// The student number.
    pub(crate) student_number: String,
}

/// A grade in force that something may have come in about.
#[derive(Serialize, ToSchema)]
pub(crate) struct GradeOfStudent {
    result: ResultId,
    /// Course and term.
    about: String,
    #[schema(value_type = String, format = DateTime)]
    announced_at: Timestamp,
}

/// The grades in force of one student.
#[derive(Serialize, ToSchema)]
pub(crate) struct GradesOfStudent {
    /// The name, or that the person is protected; none where no grade was found.
    student: Option<String>,
    /// Whether an exclusion concerns the student; those who work with exclusions say more.
    exclusion: bool,
    grades: Vec<GradeOfStudent>,
}

/// The grades of the student of a number at the units whose papers this person takes in. Noted
/// as a look at her for `purpose`.
pub(crate) async fn grades_of(
    signed: &Signed,
    student: &OfStudent,
    purpose: &'static str,
) -> Result<GradesOfStudent> {
    let found = find_results(signed, student.student_number.trim(), purpose).await?;
    let item = |one: Choosable| GradeOfStudent {
        result: one.result,
        about: one.about,
        announced_at: one.announced_at,
    };
    let exclusion = match found.first() {
        Some(first) => exclusion::warning(signed, first.person).await?.is_some(),
        None => false,
    };
    Ok(GradesOfStudent {
        exclusion,
        student: found.first().map(|first| first.name.shown(signed.who.language)),
        grades: found.into_iter().map(item).collect(),
    })
}

/// The grades that a request on paper may be about. The number stands in the body, since no
/// number of a person stands in an address. Noted as a look at the student.
#[utoipa::path(post, path = "/api/explanations/find", tag = "explanation",
    request_body = OfStudent, responses((status = 200, body = GradesOfStudent)))]
async fn find(
    signed: Signed,
    ApiJson(student): ApiJson<OfStudent>,
) -> Result<Json<GradesOfStudent>> {
    Ok(Json(grades_of(&signed, &student, "explanation").await?))
}
