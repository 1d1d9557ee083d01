//! Folders, seats and aids for programs.

use super::pages::{Wish, on_day, one};
use super::store::{self, FolderRoom};
use super::{
    AID_KEEPERS, Aids, NewAids, SEATS_IN_ROW, SENDERS, allow, copies, seat, seat_day, send,
};
use crate::BookingId;
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use office::catalogue::{KNOW_CANDIDATES, VIEWERS, exam_for};
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use office::{ExamId, RegistrationId, Result};
use rules::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let (readers, senders) = (Allow::Roles(KNOW_CANDIDATES), Allow::Roles(SENDERS));
    Routes::default()
        .api(readers, None, routes!(day))
        .api(senders, Some("room_folder.seat_day"), routes!(seat_all))
        .api(readers, None, routes!(room))
        .api(senders, Some("room_folder.seat"), routes!(seat_one))
        .api(senders, Some("room_folder.send"), routes!(send_one))
        .api(Allow::Roles(VIEWERS), None, routes!(aids))
        .api(Allow::Roles(AID_KEEPERS), Some("room_folder.aids"), routes!(state_aids))
}

/// How many copies of a paper a room needs.
#[derive(Serialize, ToSchema)]
struct CopiesItem {
    exam: ExamId,
    /// The language form.
    #[schema(value_type = String)]
    language: Language,
    /// How many candidates have it.
    candidates: u32,
    /// How many copies, spare ones counted.
    copies: u32,
    /// The last day on which they reach the room.
    #[schema(value_type = String, format = Date)]
    in_room_by: Date,
}

/// A room of a day, without those who sit in it.
#[derive(Serialize, ToSchema)]
struct FolderItem {
    booking: BookingId,
    /// The code of the room.
    room: String,
    /// When the candidates begin.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// When the last of them ends.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// The short names of the exams.
    exams: Vec<String>,
    /// How many candidates have been given the room.
    candidates: usize,
    /// How many of them have no seat.
    unseated: usize,
    /// How many pairs of one exam sit side by side.
    side_by_side: usize,
    /// How many seats stand in a row.
    per_row: i32,
    copies: Vec<CopiesItem>,
    /// When folder and papers were sent.
    #[schema(value_type = Option<String>, format = DateTime)]
    sent_at: Option<Timestamp>,
}

fn item(signed: &Signed, room: &FolderRoom) -> Result<FolderItem> {
    let copies = copies(&signed.node, room)?.into_iter().map(|one| CopiesItem {
        exam: one.exam,
        language: one.language,
        candidates: one.candidates,
        copies: one.answer.copies,
        in_room_by: one.answer.in_room_by,
    });
    Ok(FolderItem {
        booking: room.booking,
        room: room.code.clone(),
        from: room.from,
        until: room.until,
        exams: room.exams.iter().map(|exam| exam.about.clone()).collect(),
        candidates: room.candidates.len(),
        unseated: room.unseated(),
        side_by_side: room.side_by_side(),
        per_row: room.per_row.unwrap_or(SEATS_IN_ROW),
        copies: copies.collect(),
        sent_at: room.sent_at,
    })
}

/// Lists the rooms of a day with the papers that each needs.
#[utoipa::path(get, path = "/api/room-folders", tag = "room_folder",
    params(("day" = Option<String>, Query, description = "a date; today if left out")),
    responses((status = 200, body = Vec<FolderItem>)))]
async fn day(signed: Signed, Query(wish): Query<Wish>) -> Result<Json<Vec<FolderItem>>> {
    let rooms = on_day(&signed, wish.day(signed.today())).await?;
    Ok(Json(rooms.iter().map(|room| item(&signed, room)).collect::<Result<_>>()?))
}

/// A day.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SeatDay {
    /// The day.
    #[schema(value_type = String, format = Date)]
    day: Date,
}

/// What was given out.
#[derive(Serialize, ToSchema)]
struct SeatsGiven {
    /// How many candidates got a seat.
    given: usize,
}

/// Gives seats in all rooms of a day where somebody has none.
#[utoipa::path(post, path = "/api/room-folders/seats", tag = "room_folder", request_body = SeatDay,
    responses((status = 200, body = SeatsGiven),
        (status = 409, body = Problem, description = "too-few-seats")))]
async fn seat_all(call: ActHeader, ApiJson(body): ApiJson<SeatDay>) -> Result<Json<SeatsGiven>> {
    let mut act = call.act().await?;
    let given = seat_day(&mut act, body.day).await?;
    let entry = Entry::new("room_folder.seat_day", "room_folder", uuid::Uuid::nil());
    act.commit(entry.fact("day", body.day.to_string()).fact("given", given)).await?;
    Ok(Json(SeatsGiven { given }))
}

/// A candidate in a room.
#[derive(Serialize, ToSchema)]
struct RoomSeatItem {
    registration: RegistrationId,
    exam: ExamId,
    /// The seat, counted from 1 row by row from the front.
    seat: Option<i32>,
    /// The candidate number.
    number: Option<i32>,
    /// The name, or that the person is protected.
    name: String,
    /// The language form of the paper.
    #[schema(value_type = String)]
    language: Language,
    /// When her own time is over, where special arrangements were granted to her.
    #[schema(value_type = Option<String>, format = DateTime)]
    own_until: Option<Timestamp>,
    /// What she may use that others may not; may be empty.
    equipment: String,
}

/// A room with those who sit in it.
#[derive(Serialize, ToSchema)]
struct FolderShown {
    folder: FolderItem,
    seats: Vec<RoomSeatItem>,
}

/// Shows a room with those who sit in it, in the order of seats.
#[utoipa::path(get, path = "/api/room-folders/{booking}", tag = "room_folder",
    params(("booking" = BookingId, Path)),
    responses((status = 200, body = FolderShown), (status = 404, body = Problem)))]
async fn room(signed: Signed, Path(id): Path<BookingId>) -> Result<Json<FolderShown>> {
    let room = one(&signed, id).await?;
    super::print::look(&signed, std::slice::from_ref(&room)).await?;
    let own = |one: &store::Candidate| {
        let (own, exam) =
            one.granted.as_ref().zip(room.exams.iter().find(|exam| exam.id == one.exam))?;
        Some((own.until(exam), own.equipment.clone()))
    };
    let seat = |one: &store::Candidate| RoomSeatItem {
        own_until: own(one).map(|(until, _)| until),
        equipment: own(one).map(|(_, equipment)| equipment).unwrap_or_default(),
        registration: one.registration,
        exam: one.exam,
        seat: one.seat,
        number: one.number,
        name: one.name.listed(signed.who.language),
        language: one.language,
    };
    let seats = room.candidates.iter().map(seat).collect();
    Ok(Json(FolderShown { folder: item(&signed, &room)?, seats }))
}

/// How the desks of a room stand.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SeatRoom {
    /// How many seats stand in a row, 1 to 60; as it was said last if left out.
    #[serde(default)]
    per_row: Option<i32>,
}

/// Gives the candidates of a room their seats; once the folder is sent, only those who have none.
#[utoipa::path(post, path = "/api/room-folders/{booking}/seats", tag = "room_folder",
    request_body = SeatRoom, params(("booking" = BookingId, Path)),
    responses((status = 200, body = SeatsGiven), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "begun, nobody-placed, too-few-seats"),
        (status = 422, body = Problem)))]
async fn seat_one(
    call: ActHeader,
    Path(id): Path<BookingId>,
    ApiJson(body): ApiJson<SeatRoom>,
) -> Result<Json<SeatsGiven>> {
    let mut act = call.act().await?;
    let given = seat(&mut act, id, body.per_row).await?;
    let entry = Entry::new("room_folder.seat", "room_booking", id.0);
    act.commit(entry.fact("given", given)).await?;
    Ok(Json(SeatsGiven { given }))
}

/// Notes that the folder and the papers were sent to the room.
#[utoipa::path(post, path = "/api/room-folders/{booking}/sending", tag = "room_folder",
    params(("booking" = BookingId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "already-sent, begun, nobody-placed, not-seated, aids-missing, paper-missing")))]
async fn send_one(call: ActHeader, Path(id): Path<BookingId>) -> Result<StatusCode> {
    let mut act = call.act().await?;
    send(&mut act, id).await?;
    act.commit(Entry::new("room_folder.send", "room_booking", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What candidates of an exam may use.
#[derive(Serialize, ToSchema)]
struct AidsItem {
    /// `none`, `listed` or `all`; nothing where nobody has said.
    allowed: Option<String>,
    /// What is named, in bokmål.
    listed_nb: String,
    /// In nynorsk.
    listed_nn: String,
    /// In English.
    listed_en: String,
    /// To be sent with a change; 0 where nobody has said anything.
    version: i32,
}

/// Shows what candidates of an exam may use.
#[utoipa::path(get, path = "/api/exams/{exam}/aids", tag = "room_folder",
    params(("exam" = ExamId, Path)),
    responses((status = 200, body = AidsItem), (status = 404, body = Problem)))]
async fn aids(signed: Signed, Path(exam): Path<ExamId>) -> Result<Json<AidsItem>> {
    exam_for(&signed, exam, VIEWERS).await?;
    let mut conn = signed.read().await?;
    let (aids, version) = store::aids(&mut conn, exam).await?;
    let named = aids.as_ref().map_or_else(|| Aids::None.named(), Aids::named);
    Ok(Json(AidsItem {
        allowed: aids.map(|aids| aids.word().to_owned()),
        listed_nb: named.nb,
        listed_nn: named.nn,
        listed_en: named.en,
        version,
    }))
}

/// Says what candidates of an exam may use.
#[utoipa::path(put, path = "/api/exams/{exam}/aids", tag = "room_folder", request_body = NewAids,
    params(("exam" = ExamId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "begun, changed-meanwhile"),
        (status = 422, body = Problem)))]
async fn state_aids(
    call: ActHeader,
    Path(exam): Path<ExamId>,
    ApiJson(body): ApiJson<NewAids>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let version = allow(&mut act, exam, &body).await?;
    let entry = Entry::new("room_folder.aids", "exam", exam.0);
    act.commit(entry.fact("version", version)).await?;
    Ok(StatusCode::NO_CONTENT)
}
