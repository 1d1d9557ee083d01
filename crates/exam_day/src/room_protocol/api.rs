//! Room protocols for programs.

use super::day_pages::{Wish, on_day};
use super::room::{self, ProtocolRoom};
use super::{Entered, EventKind, Noted, Status, close, enter, note, reopen, take_over};
use crate::room_folder::SENDERS;
use crate::{BookingId, EventId};
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use jiff::Timestamp;
use office::catalogue::KNOW_CANDIDATES;
use office::delivery::RECEIVERS;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use office::misconduct::REPORTERS;
use office::{ExamId, MisconductId, RegistrationId, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let own = Allow::SignedIn;
    Routes::default()
        .api(Allow::Roles(KNOW_CANDIDATES), None, routes!(day))
        .api(own, None, routes!(shown))
        .api(own, Some("room_protocol.enter"), routes!(enter_room))
        .api(own, Some("room_protocol.note"), routes!(note_event))
        .api(own, Some("room_protocol.close"), routes!(close_room))
        .api(Allow::Roles(SENDERS), Some("room_protocol.reopen"), routes!(reopen_room))
        .api(Allow::Roles(RECEIVERS), Some("room_protocol.take_over"), routes!(take_over_absences))
}

/// What the counts of an exam in a room come to.
#[derive(Serialize, ToSchema)]
struct TallyItem {
    exam: ExamId,
    /// How many were to come.
    expected: usize,
    /// How many came.
    came: usize,
    /// How many did not.
    absent: usize,
    /// How many left without handing in.
    withdrew: usize,
    /// How many handed in, blank ones counted.
    answered: usize,
    /// How many papers were given out.
    papers: Option<i32>,
    /// How many answers were counted.
    answers: Option<i32>,
    /// Whether both are counted and as many as they should be.
    agrees: bool,
    /// Whether the absences were taken over into the exam's own list.
    taken_over: bool,
}

/// The protocol of a room, without those who sit in it.
#[derive(Serialize, ToSchema)]
struct RoomProtocolItem {
    booking: BookingId,
    /// The code of the room.
    room: String,
    /// When the candidates begin.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// To be sent with a change; 0 where nothing has been entered.
    version: i32,
    /// Of how many nobody has said the last thing.
    open: usize,
    /// Whether aids were checked.
    aids_checked: bool,
    /// Why counts differ.
    explanation: String,
    tallies: Vec<TallyItem>,
    /// How many things happened.
    events: usize,
    /// When it was closed.
    #[schema(value_type = Option<String>, format = DateTime)]
    closed_at: Option<Timestamp>,
}

fn item(held: &ProtocolRoom) -> RoomProtocolItem {
    let tallies = held.tallies().into_iter().map(|(exam, tally)| TallyItem {
        exam: exam.id,
        expected: tally.expected,
        came: tally.came,
        absent: tally.absent,
        withdrew: tally.withdrew,
        answered: tally.answered,
        papers: tally.papers,
        answers: tally.answers,
        agrees: tally.agrees(),
        taken_over: held.protocol.count_of(exam.id).taken,
    });
    RoomProtocolItem {
        booking: held.room.booking,
        room: held.room.code.clone(),
        from: held.room.from,
        version: held.protocol.version,
        open: held.open(),
        aids_checked: held.protocol.aids_checked,
        explanation: held.protocol.explanation.clone(),
        tallies: tallies.collect(),
        events: held.protocol.events.len(),
        closed_at: held.protocol.closed_at,
    }
}

/// Lists the protocols of all rooms of a day as they stand.
#[utoipa::path(get, path = "/api/room-protocols", tag = "room_protocol",
    params(("day" = Option<String>, Query, description = "a date; today if left out")),
    responses((status = 200, body = Vec<RoomProtocolItem>)))]
async fn day(signed: Signed, Query(wish): Query<Wish>) -> Result<Json<Vec<RoomProtocolItem>>> {
    let rooms = on_day(&signed, wish.day(signed.today())).await?;
    Ok(Json(rooms.iter().map(item).collect()))
}

/// A candidate, and what became of her.
#[derive(Serialize, ToSchema)]
struct AttendedItem {
    registration: RegistrationId,
    exam: ExamId,
    /// The seat.
    seat: Option<i32>,
    /// The candidate number.
    number: Option<i32>,
    /// The name, or that the person is protected.
    name: String,
    /// What became of her, where somebody has entered it.
    status: Option<Status>,
    /// When she left, where that was before the end.
    #[schema(value_type = Option<String>, format = DateTime)]
    left_at: Option<Timestamp>,
}

/// Something that happened in a room.
#[derive(Serialize, ToSchema)]
struct RoomEventItem {
    id: EventId,
    kind: EventKind,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Whom it concerns.
    registration: Option<RegistrationId>,
    /// What happened, in words.
    what: String,
    /// The case that a suspicion has become, for those who report.
    misconduct: Option<MisconductId>,
}

/// The protocol of a room with its candidates and events.
#[derive(Serialize, ToSchema)]
struct RoomProtocolShown {
    protocol: RoomProtocolItem,
    attendance: Vec<AttendedItem>,
    events: Vec<RoomEventItem>,
}

/// Shows the protocol of a room: to whoever has charge of it, and to those who know all its candidates.
#[utoipa::path(get, path = "/api/room-protocols/{booking}", tag = "room_protocol",
    params(("booking" = BookingId, Path)),
    responses((status = 200, body = RoomProtocolShown), (status = 404, body = Problem)))]
async fn shown(signed: Signed, Path(id): Path<BookingId>) -> Result<Json<RoomProtocolShown>> {
    let mut conn = signed.read().await?;
    let (held, _) = room::seen(&mut conn, &signed.who, id).await?;
    let persons: Vec<_> = held.room.candidates.iter().map(|one| one.person).collect();
    signed.look_each(&persons, "room-protocol").await?;
    let reports = held.room.exams.iter().all(|exam| signed.who.may(REPORTERS, &exam.place));
    let attendance = held.room.candidates.iter().map(|one| {
        let attended = held.protocol.of(one.registration);
        AttendedItem {
            registration: one.registration,
            exam: one.exam,
            seat: one.seat,
            number: one.number,
            name: one.name.listed(signed.who.language),
            status: attended.map(|attended| attended.status),
            left_at: attended.and_then(|attended| attended.left_at),
        }
    });
    let events = held.protocol.events.iter().map(|one| RoomEventItem {
        id: one.id,
        kind: one.kind,
        at: one.at,
        registration: one.registration,
        what: one.what.clone(),
        misconduct: one.misconduct.filter(|_| reports),
    });
    let (attendance, events) = (attendance.collect(), events.collect());
    Ok(Json(RoomProtocolShown { protocol: item(&held), attendance, events }))
}

/// Enters what became of the candidates of a room and what was counted.
#[utoipa::path(put, path = "/api/room-protocols/{booking}", tag = "room_protocol",
    request_body = Entered, params(("booking" = BookingId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yet, closed, changed-meanwhile"),
        (status = 422, body = Problem)))]
async fn enter_room(
    call: ActHeader,
    Path(id): Path<BookingId>,
    ApiJson(body): ApiJson<Entered>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    enter(&mut act, id, &body).await?;
    let entry = Entry::new("room_protocol.enter", "room_booking", id.0);
    act.commit(entry.fact("version", body.version + 1)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An event that was noted.
#[derive(Serialize, ToSchema)]
struct EventNoted {
    id: EventId,
}

/// Notes something that happened in a room.
#[utoipa::path(post, path = "/api/room-protocols/{booking}/events", tag = "room_protocol",
    request_body = Noted, params(("booking" = BookingId, Path)),
    responses((status = 201, body = EventNoted), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yet, closed"),
        (status = 422, body = Problem)))]
async fn note_event(
    call: ActHeader,
    Path(id): Path<BookingId>,
    ApiJson(body): ApiJson<Noted>,
) -> Result<(StatusCode, Json<EventNoted>)> {
    let mut act = call.act().await?;
    let event = note(&mut act, id, &body).await?;
    let entry = Entry::new("room_protocol.note", "room_event", event.0);
    act.commit(entry.fact("kind", body.kind.word())).await?;
    Ok((StatusCode::CREATED, Json(EventNoted { id: event })))
}

/// Which version of a protocol is closed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CloseRoom {
    /// The version that was read.
    version: i32,
}

/// Closes the protocol of a room.
#[utoipa::path(post, path = "/api/room-protocols/{booking}/closing", tag = "room_protocol",
    request_body = CloseRoom, params(("booking" = BookingId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-yet, closed, changed-meanwhile, attendance-missing, aids-unchecked, uncounted, counts-differ")))]
async fn close_room(
    call: ActHeader,
    Path(id): Path<BookingId>,
    ApiJson(body): ApiJson<CloseRoom>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    close(&mut act, id, body.version).await?;
    act.commit(Entry::new("room_protocol.close", "room_booking", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why a protocol is opened again.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReopenRoom {
    /// Why.
    why: String,
}

/// Opens a closed protocol again.
#[utoipa::path(post, path = "/api/room-protocols/{booking}/opening", tag = "room_protocol",
    request_body = ReopenRoom, params(("booking" = BookingId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-closed, taken-over"),
        (status = 422, body = Problem)))]
async fn reopen_room(
    call: ActHeader,
    Path(id): Path<BookingId>,
    ApiJson(body): ApiJson<ReopenRoom>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    reopen(&mut act, id, &body.why).await?;
    act.commit(Entry::new("room_protocol.reopen", "room_booking", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was taken over.
#[derive(Serialize, ToSchema)]
struct AbsencesTaken {
    /// How many absences.
    taken: usize,
}

/// Takes the absences of an exam in a closed room over into the exam's own list.
#[utoipa::path(post, path = "/api/room-protocols/{booking}/exams/{exam}/absences",
    tag = "room_protocol", params(("booking" = BookingId, Path), ("exam" = ExamId, Path)),
    responses((status = 200, body = AbsencesTaken), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-closed, taken-over, already-received")))]
async fn take_over_absences(
    call: ActHeader,
    Path((id, exam)): Path<(BookingId, ExamId)>,
) -> Result<Json<AbsencesTaken>> {
    let mut act = call.act().await?;
    let taken = take_over(&mut act, id, exam).await?;
    let entry = Entry::new("room_protocol.take_over", "room_booking", id.0);
    act.commit(entry.fact("exam", exam.to_string()).fact("taken", taken)).await?;
    Ok(Json(AbsencesTaken { taken }))
}
