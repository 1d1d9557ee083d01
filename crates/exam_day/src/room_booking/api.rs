//! Rooms and reservations for programs.

use super::store::{self, Booking, Room, Which};
use super::{BOOKERS, Book, CENTRAL, Feature, VIEWERS, book, cancel, follow, set_features};
use crate::BookingId;
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use jiff::Timestamp;
use office::catalogue::exam_for;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use office::{ExamId, Result, RoomId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let (viewers, bookers) = (Allow::Roles(VIEWERS), Allow::Roles(BOOKERS));
    Routes::default()
        .api(viewers, None, routes!(day))
        .api(viewers, None, routes!(of_exam))
        .api(bookers, Some("room_booking.book"), routes!(book_one))
        .api(bookers, Some("room_booking.cancel"), routes!(cancel_one))
        .api(bookers, Some("room_booking.follow"), routes!(follow_one))
        .api(viewers, None, routes!(rooms))
        .api(Allow::Everywhere(CENTRAL), Some("room.features"), routes!(features))
}

/// An exam in a reserved room.
#[derive(Serialize, ToSchema)]
struct BookedExam {
    exam: ExamId,
    /// Its short name.
    about: String,
}

/// A reserved room.
#[derive(Serialize, ToSchema)]
struct BookingItem {
    id: BookingId,
    /// The code of the room.
    room: String,
    /// From when.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// The exams in it.
    exams: Vec<BookedExam>,
    /// How many seats they have together.
    seats: i32,
    /// How many the room seats.
    capacity: i32,
    /// Whether its only exam begins at another time now.
    moved: bool,
}

impl From<Booking> for BookingItem {
    fn from(one: Booking) -> Self {
        let exams = one.exams.into_iter().map(|(exam, about)| BookedExam { exam, about });
        Self {
            id: one.id,
            room: one.room_code,
            from: one.from,
            until: one.until,
            exams: exams.collect(),
            seats: one.seats,
            capacity: one.capacity,
            moved: one.moved,
        }
    }
}

/// Lists the rooms that are reserved on a day.
#[utoipa::path(get, path = "/api/room-bookings", tag = "room_booking",
    params(("day" = Option<String>, Query, description = "today if left out")),
    responses((status = 200, body = Vec<BookingItem>)))]
async fn day(
    signed: Signed,
    Query(wish): Query<super::pages::Wish>,
) -> Result<Json<Vec<BookingItem>>> {
    let bookings = super::pages::on_day(&signed, wish.day(signed.today())).await?;
    Ok(Json(bookings.into_iter().map(BookingItem::from).collect()))
}

/// Lists the rooms that are reserved for an exam.
#[utoipa::path(get, path = "/api/exams/{exam}/room-bookings", tag = "room_booking",
    params(("exam" = ExamId, Path)),
    responses((status = 200, body = Vec<BookingItem>), (status = 404, body = Problem)))]
async fn of_exam(signed: Signed, Path(exam): Path<ExamId>) -> Result<Json<Vec<BookingItem>>> {
    exam_for(&signed, exam, VIEWERS).await?;
    let mut conn = signed.read().await?;
    let which = Which { exam: Some(exam), ..Which::default() };
    let bookings = store::bookings(&mut conn, which).await?;
    Ok(Json(bookings.into_iter().map(BookingItem::from).collect()))
}

/// A reservation that was made.
#[derive(Serialize, ToSchema)]
struct RoomBooked {
    id: BookingId,
}

/// Reserves a room for an exam, at the exam's own time.
#[utoipa::path(post, path = "/api/exams/{exam}/room-bookings", tag = "room_booking",
    request_body = Book, params(("exam" = ExamId, Path)),
    responses((status = 201, body = RoomBooked), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-booker, not-planned, begun, already-booked, room-taken, room-too-small"),
        (status = 422, body = Problem)))]
async fn book_one(
    call: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(wish): ApiJson<Book>,
) -> Result<(StatusCode, Json<RoomBooked>)> {
    let mut act = call.act().await?;
    let id = book(&mut act, exam, &wish).await?;
    let entry = Entry::new("room_booking.book", "room_booking", id.0);
    act.commit(entry.fact("exam", exam.to_string()).fact("seats", wish.seats)).await?;
    Ok((StatusCode::CREATED, Json(RoomBooked { id })))
}

/// An exam that gives its seats in a room back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CancelBooking {
    exam: ExamId,
    /// Why.
    why: String,
}

/// Gives an exam's seats in a room back.
#[utoipa::path(post, path = "/api/room-bookings/{booking}/cancel", tag = "room_booking",
    request_body = CancelBooking, params(("booking" = BookingId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-booker, begun"),
        (status = 422, body = Problem)))]
async fn cancel_one(
    call: ActHeader,
    Path(id): Path<BookingId>,
    ApiJson(body): ApiJson<CancelBooking>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    cancel(&mut act, id, body.exam, &body.why).await?;
    let entry = Entry::new("room_booking.cancel", "room_booking", id.0);
    act.commit(entry.fact("exam", body.exam.to_string())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Moves a reservation to the time that its exams have now.
#[utoipa::path(post, path = "/api/room-bookings/{booking}/time", tag = "room_booking",
    params(("booking" = BookingId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-booker, begun, room-taken")))]
async fn follow_one(call: ActHeader, Path(id): Path<BookingId>) -> Result<StatusCode> {
    let mut act = call.act().await?;
    follow(&mut act, id).await?;
    act.commit(Entry::new("room_booking.follow", "room_booking", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A room.
#[derive(Serialize, ToSchema)]
struct BookableRoom {
    id: RoomId,
    /// The code.
    code: String,
    /// The name.
    name: String,
    /// How many it seats.
    capacity: i32,
    /// What it has.
    features: Vec<Feature>,
    /// Whether it is taken now.
    taken: bool,
}

impl From<Room> for BookableRoom {
    fn from(room: Room) -> Self {
        let Room { id, code, name, capacity, features, taken } = room;
        Self { id, code, name, capacity, features, taken }
    }
}

/// Lists the rooms and what each has.
#[utoipa::path(get, path = "/api/room-bookings/rooms", tag = "room_booking",
    responses((status = 200, body = Vec<BookableRoom>)))]
async fn rooms(signed: Signed) -> Result<Json<Vec<BookableRoom>>> {
    let mut conn = signed.read().await?;
    let now = signed.node.now();
    let rooms = store::rooms(&mut conn, None, (now, crate::said::later(now, 1))).await?;
    Ok(Json(rooms.into_iter().map(BookableRoom::from).collect()))
}

/// What a room has.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RoomFeatures {
    features: Vec<Feature>,
}

/// Says what a room has.
#[utoipa::path(put, path = "/api/room-bookings/rooms/{room}/features", tag = "room_booking",
    request_body = RoomFeatures, params(("room" = RoomId, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn features(
    call: ActHeader,
    Path(room): Path<RoomId>,
    ApiJson(body): ApiJson<RoomFeatures>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    set_features(&mut act, room, &body.features).await?;
    act.commit(Entry::new("room.features", "room", room.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
