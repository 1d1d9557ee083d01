//! For programs: the invigilators of one exam, and turns in rooms that are reserved no more.

use super::CENTRAL;
use super::api::{RoomRotaItem, TurnItem, room_item, turn};
use super::pages::Wish;
use axum::Json;
use axum::extract::{Path, Query};
use office::http::{Problem, Routes, Signed};
use office::{ExamId, Result};
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().api(CENTRAL, None, routes!(turns_without_room)).api(
        CENTRAL,
        None,
        routes!(of_exam),
    )
}

/// Lists the turns ahead of a term in rooms that are reserved no more.
#[utoipa::path(get, path = "/api/invigilation/without-room", tag = "invigilation",
    params(("term" = Option<String>, Query, description = "this term if left out")),
    responses((status = 200, body = Vec<TurnItem>)))]
async fn turns_without_room(
    signed: Signed,
    Query(wish): Query<Wish>,
) -> Result<Json<Vec<TurnItem>>> {
    let turns = super::pages::without_room(&signed, wish.term(&signed)).await?;
    Ok(Json(turns.iter().map(|one| turn(&signed, one)).collect()))
}

/// Lists the rooms of an exam with the need and the turns of each.
#[utoipa::path(get, path = "/api/exams/{exam}/invigilation", tag = "invigilation",
    params(("exam" = ExamId, Path)),
    responses((status = 200, body = Vec<RoomRotaItem>), (status = 404, body = Problem)))]
async fn of_exam(signed: Signed, Path(exam): Path<ExamId>) -> Result<Json<Vec<RoomRotaItem>>> {
    let (_, rooms) = super::exam_page::rooms_of(&signed, exam).await?;
    Ok(Json(rooms.iter().map(|room| room_item(&signed, room, Vec::new())).collect()))
}
