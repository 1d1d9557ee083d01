//! The lists of courses, rooms and units for programs.

use super::store::{self, CourseRow};
use super::{CourseFields, PLANNERS, VIEWERS, search, words};
use crate::http::{Allow, Problem, Routes, Signed};
use crate::{CourseId, Error, Result};
use axum::Json;
use axum::extract::Path;
use rules::Text;
use rules::exclusion::Classification;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let planners = Allow::Roles(PLANNERS);
    Routes::default()
        .api(planners, None, routes!(list))
        .api(planners, None, routes!(one))
        .api(planners, None, routes!(rooms))
        .api(Allow::Roles(VIEWERS), None, routes!(units))
}

/// A course.
#[derive(Serialize, ToSchema)]
struct CourseItem {
    id: CourseId,
    /// All that is said of it, as it is sent to change it.
    fields: CourseFields,
}

impl TryFrom<CourseRow> for CourseItem {
    type Error = Error;

    fn try_from(row: CourseRow) -> Result<Self> {
        // The database's CHECKs hold both words to the rules' own.
        let unread = || Error::Internal(anyhow::anyhow!("a word of course {}", row.id));
        Ok(Self {
            id: CourseId(row.id),
            fields: CourseFields {
                level: words::read(&row.level).ok_or_else(unread)?,
                form: words::read(&row.form).ok_or_else(unread)?,
                pass_fail: row.grade_scale == "pass_fail",
                classification: row.classification.as_deref().and_then(Classification::parse),
                code: row.code,
                version: row.version,
                name_nb: row.name_nb,
                name_nn: row.name_nn,
                name_en: row.name_en,
                credits: row.credits.normalize(),
                unit: row.place_code,
            },
        })
    }
}

/// Lists the courses of one's own units, in order of their codes.
#[utoipa::path(get, path = "/api/courses", tag = "catalogue",
    responses((status = 200, body = Vec<CourseItem>)))]
async fn list(signed: Signed) -> Result<Json<Vec<CourseItem>>> {
    let mut conn = signed.read().await?;
    let rows = store::courses(&mut conn, &signed.who.scope(PLANNERS), None).await?;
    rows.into_iter().map(CourseItem::try_from).collect::<Result<_>>().map(Json)
}

/// Shows one course of one's own units.
#[utoipa::path(get, path = "/api/courses/{course}", tag = "catalogue",
    params(("course" = CourseId, Path)),
    responses((status = 200, body = CourseItem), (status = 404, body = Problem)))]
async fn one(signed: Signed, Path(id): Path<CourseId>) -> Result<Json<CourseItem>> {
    let mut conn = signed.read().await?;
    let rows = store::courses(&mut conn, &signed.who.scope(PLANNERS), Some(id)).await?;
    let row = rows.into_iter().next().ok_or(Error::NotFound)?;
    CourseItem::try_from(row).map(Json)
}

/// A unit whose exams one sees.
#[derive(Serialize, ToSchema)]
struct UnitOfExams {
    /// Its place code, as lists of exams are filtered by it and courses name it.
    place: String,
    /// The name in bokmål, nynorsk and English.
    #[schema(value_type = Object)]
    name: Text,
}

/// Lists the units whose exams one sees.
#[utoipa::path(get, path = "/api/units", tag = "catalogue",
    responses((status = 200, body = Vec<UnitOfExams>)))]
async fn units(signed: Signed) -> Result<Json<Vec<UnitOfExams>>> {
    let mut conn = signed.read().await?;
    let units = search::units(&mut conn, &signed.who.scope(VIEWERS)).await?;
    let item = |unit: search::Filter| UnitOfExams { place: unit.value, name: unit.name };
    Ok(Json(units.into_iter().map(item).collect()))
}

/// A room that exams can be held in.
#[derive(Serialize, ToSchema)]
struct RoomItem {
    /// As exams name it.
    code: String,
    name: String,
    /// How many candidates it holds.
    capacity: i32,
}

/// Lists the rooms that the office knows, by name.
#[utoipa::path(get, path = "/api/rooms", tag = "catalogue",
    responses((status = 200, body = Vec<RoomItem>)))]
async fn rooms(signed: Signed) -> Result<Json<Vec<RoomItem>>> {
    let mut conn = signed.read().await?;
    let rooms = store::rooms_known(&mut conn).await?.into_iter();
    let item = |room: store::ExamRoom| RoomItem {
        code: room.code,
        name: room.name,
        capacity: room.capacity,
    };
    Ok(Json(rooms.map(item).collect()))
}
