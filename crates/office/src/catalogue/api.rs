//! Courses and exams for programs.

use super::pages::read_search;
use super::progress::{Counts, counts};
use super::search::exams;
use super::{
    CourseFields, ExamFields, PLANNERS, VIEWERS, change_course, change_exam, create_course,
    create_exam, deadlines, exam_for,
};
use crate::calendar::{self, Subject};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{CourseId, ExamId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use rules::Rule;
use rules::grading::GradingDeadline;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let planners = Allow::Roles(PLANNERS);
    Routes::default()
        .api(Allow::Roles(VIEWERS), None, routes!(list))
        .api(Allow::Roles(VIEWERS), None, routes!(get))
        .api(planners, Some("exam.create"), routes!(create))
        .api(planners, Some("exam.change"), routes!(change))
        .api(planners, Some("course.create"), routes!(create_a_course))
        .api(planners, Some("course.change"), routes!(change_a_course))
        .merge(super::courses_api::routes())
}

/// How many exams one answer of the list holds.
const PAGE_SIZE: u32 = 200;

/// One exam in the list.
#[derive(Serialize, ToSchema)]
struct ExamItem {
    /// The exam.
    id: ExamId,
    /// The course code.
    code: String,
    /// The name of the course in bokmål, nynorsk and English.
    #[schema(value_type = Object)]
    name: rules::Text,
    /// The term.
    term: String,
    /// Why the sitting is held.
    kind: String,
    /// The form of assessment.
    form: String,
    /// The day, if planned; of what is handed in the last day to hand in.
    #[schema(value_type = Option<String>)]
    date: Option<jiff::civil::Date>,
    /// How many are registered.
    registered: i64,
    /// How many answers were received.
    delivered: i64,
}

/// A page of the list.
#[derive(Serialize, ToSchema)]
struct ExamList {
    /// The exams of this page.
    exams: Vec<ExamItem>,
    /// How many there are in all.
    total: u32,
}

/// Lists the exams of the units one works for.
#[utoipa::path(get, path = "/api/exams", tag = "catalogue",
    params(("term" = Option<String>, Query), ("unit" = Option<String>, Query),
        ("q" = Option<String>, Query, description = "a part of code or name"),
        ("sort" = Option<String>, Query, description = "date, -date, code or -code"),
        ("page" = Option<u32>, Query)),
    responses((status = 200, body = ExamList)))]
async fn list(
    signed: Signed,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Json<ExamList>> {
    let list = ui::List::from_query("/api/exams", &query, &["date", "code"], PAGE_SIZE);
    let search = read_search(&query, signed.who.scope(VIEWERS), &list);
    let mut conn = signed.read().await?;
    let found = exams(&mut conn, &search).await?;
    let item = |row: super::ExamRow| ExamItem {
        id: row.id,
        code: row.code,
        name: row.name,
        term: row.term,
        kind: row.kind,
        form: row.form,
        date: row.date,
        registered: row.registered,
        delivered: row.delivered,
    };
    Ok(Json(ExamList { exams: found.rows.into_iter().map(item).collect(), total: found.total }))
}

/// An exam with its numbers and deadlines.
#[derive(Serialize, ToSchema)]
struct ExamDetail {
    /// The exam.
    id: ExamId,
    /// The course code.
    code: String,
    /// The term.
    term: String,
    /// The day, if planned; of what is handed in the last day to hand in.
    #[schema(value_type = Option<String>)]
    date: Option<jiff::civil::Date>,
    /// How many are registered.
    registered: i64,
    /// How many withdrew.
    withdrawn: i64,
    /// How many answers were received.
    delivered: i64,
    /// How many absences are recorded.
    absent: i64,
    /// The last day to sign up, where a rule sets one.
    #[schema(value_type = Option<String>)]
    signup_deadline: Option<jiff::civil::Date>,
    /// That this day has passed, and nobody is signed up: only an officer can sign students up now.
    signup_over: bool,
    /// The last day to withdraw, where a rule sets one.
    #[schema(value_type = Option<String>)]
    withdrawal_deadline: Option<jiff::civil::Date>,
    /// Why these days.
    #[schema(value_type = Vec<Object>)]
    because: Vec<rules::Reason>,
    /// The last day to announce the results, where it is counted.
    #[schema(value_type = Option<String>)]
    grading_deadline: Option<jiff::civil::Date>,
    /// Why that day.
    #[schema(value_type = Vec<Object>)]
    grading_because: Vec<rules::Reason>,
    /// All that is said of it, as it is sent to change it.
    fields: ExamFields,
}

/// Shows one exam.
#[utoipa::path(get, path = "/api/exams/{exam}", tag = "catalogue",
    params(("exam" = ExamId, Path)),
    responses((status = 200, body = ExamDetail), (status = 404, body = Problem)))]
async fn get(signed: Signed, Path(id): Path<ExamId>) -> Result<Json<ExamDetail>> {
    let exam = exam_for(&signed, id, VIEWERS).await?;
    let mut conn = signed.read().await?;
    let Counts { registered, withdrawn, delivered, absent, .. } = counts(&mut conn, id).await?;
    let found = deadlines(&signed.node, &exam)?;
    let subject = Subject { kind: "exam", id: id.0 };
    let grading = calendar::store::get(&mut conn, subject, GradingDeadline::NAME).await?;
    let rooms = super::store::rooms(&mut conn, id).await?;
    let signup_over = found.signup_over(&exam, registered, signed.today()).is_some();
    let mut because = found.signup.because;
    let withdrawal = found.withdrawal.and_then(|decision| {
        because.extend(decision.because);
        decision.outcome.ok()
    });
    Ok(Json(ExamDetail {
        id,
        fields: ExamFields::of(&exam, rooms),
        grading_deadline: grading.as_ref().and_then(|deadline| deadline.due_on),
        grading_because: grading.map(|deadline| deadline.because).unwrap_or_default(),
        code: exam.code,
        term: exam.term.to_string(),
        date: exam.date,
        registered,
        withdrawn,
        delivered,
        absent,
        signup_over,
        signup_deadline: found.signup.outcome.ok().map(|signup| signup.deadline),
        withdrawal_deadline: withdrawal.map(|withdrawal| withdrawal.deadline),
        because,
    }))
}

/// What was created.
#[derive(Serialize, ToSchema)]
pub(crate) struct Created {
    /// Its id.
    pub(crate) id: uuid::Uuid,
}

/// Creates an exam of a course of one's own unit.
#[utoipa::path(post, path = "/api/exams", tag = "catalogue", request_body = ExamFields,
    responses((status = 201, body = Created), (status = 422, body = Problem)))]
async fn create(
    header: ActHeader,
    ApiJson(fields): ApiJson<ExamFields>,
) -> Result<(StatusCode, Json<Created>)> {
    let mut act = header.act().await?;
    let id = create_exam(&mut act, &fields).await?;
    act.commit(Entry::new("exam.create", "exam", id.0)).await?;
    Ok((StatusCode::CREATED, Json(Created { id: id.0 })))
}

/// What an exam becomes.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
enum ExamChange {
    /// Only if it still is as it was read: what another has changed since is told in a conflict.
    Since {
        /// What it was when it was read: `fields` of the exam.
        before: ExamFields,
        /// What it becomes.
        fields: ExamFields,
    },
    /// Whatever it is by now.
    Whatever(ExamFields),
}

/// Changes an exam of one's own unit; its deadlines are counted anew. With `before`, only if it is
/// still as it was read.
#[utoipa::path(put, path = "/api/exams/{exam}", tag = "catalogue", request_body = ExamChange,
    params(("exam" = ExamId, Path)),
    responses((status = 204),
        (status = 409, body = Problem, description = "grading-begun; or changed by another since"),
        (status = 422, body = Problem)))]
async fn change(
    header: ActHeader,
    Path(id): Path<ExamId>,
    ApiJson(change): ApiJson<ExamChange>,
) -> Result<StatusCode> {
    let (before, fields) = match change {
        ExamChange::Since { before, fields } => (Some(before), fields),
        ExamChange::Whatever(fields) => (None, fields),
    };
    let mut act = header.act().await?;
    change_exam(&mut act, id, &fields, before.as_ref()).await?;
    act.commit(Entry::new("exam.change", "exam", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Creates a course at a unit of one's own.
#[utoipa::path(post, path = "/api/courses", tag = "catalogue", request_body = CourseFields,
    responses((status = 201, body = Created), (status = 422, body = Problem)))]
async fn create_a_course(
    header: ActHeader,
    ApiJson(fields): ApiJson<CourseFields>,
) -> Result<(StatusCode, Json<Created>)> {
    let mut act = header.act().await?;
    let id = create_course(&mut act, &fields).await?;
    act.commit(Entry::new("course.create", "course", id.0)).await?;
    Ok((StatusCode::CREATED, Json(Created { id: id.0 })))
}

/// Changes a course of one's own unit.
#[utoipa::path(put, path = "/api/courses/{course}", tag = "catalogue", request_body = CourseFields,
    params(("course" = CourseId, Path)),
    responses((status = 204),
        (status = 409, body = Problem, description = "grading-begun, results-announced"),
        (status = 422, body = Problem)))]
async fn change_a_course(
    header: ActHeader,
    Path(id): Path<CourseId>,
    ApiJson(fields): ApiJson<CourseFields>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    change_course(&mut act, id, &fields).await?;
    act.commit(Entry::new("course.change", "course", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
