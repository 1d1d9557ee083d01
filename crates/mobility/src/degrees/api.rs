//! The same for programs.

use super::pages::{degree_of, part_lines};
use super::person_pages::found;
use super::store::{self, Counting, Degree};
use super::{CourseDescription, KEEPERS, NewDegree, ThesisTitle};
use crate::DegreeId;
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::civil::Date;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use office::{CourseId, Error, PersonId, RegistrationId, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let keepers = Allow::Roles(KEEPERS);
    Routes::default()
        .api(keepers, None, routes!(list))
        .api(keepers, None, routes!(one))
        .api(keepers, None, routes!(person))
        .api(keepers, Some("degree.enter"), routes!(enter))
        .api(keepers, Some("degree.withdraw"), routes!(withdraw))
        .api(keepers, None, routes!(title))
        .api(keepers, Some("degree.entitle"), routes!(entitle))
        .api(keepers, None, routes!(description))
        .api(keepers, Some("degree.describe"), routes!(describe))
}

/// A degree as lists show it.
#[derive(Serialize, ToSchema)]
struct DegreeLine {
    id: DegreeId,
    person: PersonId,
    unit: String,
    code: String,
    name_nb: String,
    name_nn: String,
    name_en: String,
    level: u8,
    credits: String,
    #[schema(value_type = String, format = Date)]
    conferred_on: Date,
    #[schema(value_type = Option<String>, format = Date)]
    diploma_sent: Option<Date>,
    withdrawn: bool,
}

impl From<&Degree> for DegreeLine {
    fn from(degree: &Degree) -> Self {
        Self {
            id: degree.id,
            person: degree.person,
            unit: degree.place.0.clone(),
            code: degree.code.clone(),
            name_nb: degree.name.nb.clone(),
            name_nn: degree.name.nn.clone(),
            name_en: degree.name.en.clone(),
            level: degree.level,
            credits: degree.credits.to_string(),
            conferred_on: degree.conferred_on,
            diploma_sent: degree.diploma_sent,
            withdrawn: degree.withdrawn.is_some(),
        }
    }
}

/// The newest degrees of one's units.
#[utoipa::path(get, path = "/api/degrees", tag = "degrees",
    responses((status = 200, body = Vec<DegreeLine>)))]
async fn list(signed: Signed) -> Result<Json<Vec<DegreeLine>>> {
    let mut conn = signed.read().await?;
    let degrees = store::in_scope(&mut conn, &signed.who.scope(KEEPERS)).await?;
    let persons: Vec<PersonId> = degrees.iter().map(|degree| degree.person).collect();
    signed.look_each(&persons, "degree").await?;
    Ok(Json(degrees.iter().map(DegreeLine::from).collect()))
}

/// A line of what a degree rests on, as it counts today.
#[derive(Serialize, ToSchema)]
struct DegreePart {
    institution: String,
    code: String,
    name: String,
    credits: String,
    grade: Option<&'static str>,
    /// Whether it is ours and does not count any more.
    gone: bool,
}

/// A degree with what it rests on.
#[derive(Serialize, ToSchema)]
struct DegreeDetail {
    degree: DegreeLine,
    parts: Vec<DegreePart>,
    withdrawn_because: Option<String>,
}

/// One degree, with what it rests on.
#[utoipa::path(get, path = "/api/degrees/{degree}", tag = "degrees",
    params(("degree" = uuid::Uuid, Path)),
    responses((status = 200, body = DegreeDetail), (status = 404, body = Problem)))]
async fn one(Path(id): Path<DegreeId>, signed: Signed) -> Result<Json<DegreeDetail>> {
    let degree = degree_of(&signed, id).await?;
    let lines = part_lines(&signed, &degree).await?;
    let parts = lines.into_iter().map(|line| DegreePart {
        institution: line.institution,
        code: line.code,
        name: line.name,
        credits: line.credits,
        grade: line.grade,
        gone: line.gone,
    });
    Ok(Json(DegreeDetail {
        parts: parts.collect(),
        withdrawn_because: degree.withdrawn.as_ref().map(|(_, because)| because.clone()),
        degree: DegreeLine::from(&degree),
    }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DegreePerson {
    /// The national id or D-number of somebody known here.
    national_id: String,
}

/// A passed result that counts.
#[derive(Serialize, ToSchema)]
struct PassedResult {
    registration: RegistrationId,
    code: String,
    version: String,
    name_nb: String,
    name_nn: String,
    name_en: String,
    credits: String,
    term: String,
    grade: &'static str,
}

impl From<&Counting> for PassedResult {
    fn from(one: &Counting) -> Self {
        Self {
            registration: one.registration,
            code: one.code.clone(),
            version: one.version.clone(),
            name_nb: one.name.nb.clone(),
            name_nn: one.name.nn.clone(),
            name_en: one.name.en.clone(),
            credits: one.credits.to_string(),
            term: one.term.to_string(),
            grade: one.grade.code(),
        }
    }
}

/// What counts of a person: what a degree can rest on, and the degrees that are there.
#[derive(Serialize, ToSchema)]
struct DegreesOfPerson {
    person: PersonId,
    results: Vec<PassedResult>,
    degrees: Vec<DegreeLine>,
}

/// What counts of one person.
#[utoipa::path(post, path = "/api/degrees/find", tag = "degrees", request_body = DegreePerson,
    responses((status = 200, body = DegreesOfPerson), (status = 422, body = Problem)))]
async fn person(
    signed: Signed,
    ApiJson(wanted): ApiJson<DegreePerson>,
) -> Result<Json<DegreesOfPerson>> {
    let person = found(&signed, &wanted.national_id).await?;
    let mut conn = signed.read().await?;
    let counting = store::counting(&mut conn, person).await?;
    let degrees = store::of_person(&mut conn, person).await?;
    let passed = counting.iter().filter(|one| one.grade.passed());
    Ok(Json(DegreesOfPerson {
        person,
        results: passed.map(PassedResult::from).collect(),
        degrees: degrees.iter().map(DegreeLine::from).collect(),
    }))
}

#[derive(Serialize, ToSchema)]
struct DegreeEntered {
    degree: DegreeId,
}

/// Enters a degree that was conferred.
#[utoipa::path(post, path = "/api/degrees", tag = "degrees", request_body = NewDegree,
    responses((status = 201, body = DegreeEntered), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn enter(
    call: ActHeader,
    ApiJson(new): ApiJson<NewDegree>,
) -> Result<(StatusCode, Json<DegreeEntered>)> {
    let mut act = call.act().await?;
    let degree = super::enter(&mut act, &new).await?;
    act.commit(Entry::new("degree.enter", "degree", degree.0)).await?;
    Ok((StatusCode::CREATED, Json(DegreeEntered { degree })))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DegreeWithdrawal {
    /// Why.
    because: String,
}

/// Withdraws a degree that was entered in error.
#[utoipa::path(post, path = "/api/degrees/{degree}/withdrawal", tag = "degrees",
    params(("degree" = uuid::Uuid, Path)), request_body = DegreeWithdrawal,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn withdraw(
    Path(id): Path<DegreeId>,
    call: ActHeader,
    ApiJson(said): ApiJson<DegreeWithdrawal>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::withdraw(&mut act, id, &said.because).await?;
    act.commit(Entry::new("degree.withdraw", "degree", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The title of a thesis or paper.
#[utoipa::path(get, path = "/api/degrees/titles/{registration}", tag = "degrees",
    params(("registration" = uuid::Uuid, Path)),
    responses((status = 200, body = ThesisTitle), (status = 404, body = Problem)))]
async fn title(
    Path(registration): Path<RegistrationId>,
    signed: Signed,
) -> Result<Json<ThesisTitle>> {
    let title = super::title_pages::titled(&signed, registration).await?.thesis;
    let [title_nb, title_nn, title_en] =
        title.map(|title| [title.nb, title.nn, title.en]).unwrap_or_default();
    Ok(Json(ThesisTitle { registration, title_nb, title_nn, title_en }))
}

/// Writes the title of a thesis or paper.
#[utoipa::path(post, path = "/api/degrees/titles", tag = "degrees", request_body = ThesisTitle,
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn entitle(call: ActHeader, ApiJson(title): ApiJson<ThesisTitle>) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::entitle(&mut act, &title).await?;
    act.commit(Entry::new("degree.entitle", "registration", title.registration.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is written of a course.
#[utoipa::path(get, path = "/api/degrees/courses/{course}", tag = "degrees",
    params(("course" = uuid::Uuid, Path)),
    responses((status = 200, body = CourseDescription), (status = 404, body = Problem)))]
async fn description(
    Path(course): Path<CourseId>,
    signed: Signed,
) -> Result<Json<CourseDescription>> {
    let mut conn = signed.read().await?;
    let (place, _) = store::course(&mut conn, course).await?.ok_or(Error::NotFound)?;
    signed.who.require(KEEPERS, &place)?;
    let (text_nb, text_nn, text_en) = match store::description(&mut conn, course).await? {
        Some(about) => (about.nb, about.nn, about.en),
        None => Default::default(),
    };
    Ok(Json(CourseDescription { course, text_nb, text_nn, text_en }))
}

/// Writes what a course is about.
#[utoipa::path(post, path = "/api/degrees/descriptions", tag = "degrees",
    request_body = CourseDescription, responses((status = 204), (status = 404, body = Problem)))]
async fn describe(
    call: ActHeader,
    ApiJson(about): ApiJson<CourseDescription>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::describe(&mut act, &about).await?;
    act.commit(Entry::new("degree.describe", "course", about.course.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
