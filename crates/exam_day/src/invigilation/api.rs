//! Invigilators for programs.

use super::pages::{Wish, certified, noted, one_room, over};
use super::plan::{Asked, RoomRota};
use super::rota::Why;
use super::store::{self, AvailableRow, Invigilator, TurnRow, Whom};
use super::{
    Available, CENTRAL, Engage, Give, Hours, NewInvigilator, attest, available, end, engage, enter,
    give, no_longer_available, plan, report, tell,
};
use crate::{AvailabilityId, BookingId, InvigilatorId, TurnId};
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use jiff::Timestamp;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use office::{Error, Result};
use rules::{Reason, Term};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let own = Allow::SignedIn;
    Routes::default()
        .api(CENTRAL, None, routes!(rota))
        .merge(super::rooms_api::routes())
        .api(CENTRAL, Some("invigilation.plan"), routes!(plan_term))
        .api(CENTRAL, Some("invigilation.tell"), routes!(tell_term))
        .api(CENTRAL, None, routes!(room))
        .api(CENTRAL, Some("invigilation.give"), routes!(give_turn))
        .api(CENTRAL, Some("invigilation.end"), routes!(end_turn))
        .api(CENTRAL, None, routes!(hours))
        .api(own, Some("invigilation.report"), routes!(report_hours))
        .api(CENTRAL, Some("invigilation.attest"), routes!(attest_hours))
        .api(CENTRAL, None, routes!(people))
        .api(CENTRAL, Some("invigilator.enter"), routes!(enter_one))
        .api(CENTRAL, None, routes!(person))
        .api(CENTRAL, Some("invigilator.engage"), routes!(engage_one))
        .api(own, Some("invigilator.available"), routes!(available_at))
        .api(own, Some("invigilator.no_longer_available"), routes!(remove_available))
        .api(own, None, routes!(mine))
}

/// A turn of an invigilator.
#[derive(Serialize, ToSchema)]
pub(super) struct TurnItem {
    id: TurnId,
    invigilator: InvigilatorId,
    /// The name, or that the person is protected.
    name: String,
    /// The code of the room.
    room: String,
    /// Whether it is the charge of the room.
    head: bool,
    /// When she comes.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// When she is done.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// Whether she has been told of it.
    told: bool,
    /// From when she worked, as it was reported.
    #[schema(value_type = Option<String>, format = DateTime)]
    worked_from: Option<Timestamp>,
    /// Until when.
    #[schema(value_type = Option<String>, format = DateTime)]
    worked_until: Option<Timestamp>,
    /// Whether somebody else has certified that.
    attested: bool,
}

pub(super) fn turn(signed: &Signed, one: &TurnRow) -> TurnItem {
    TurnItem {
        id: one.id,
        invigilator: one.invigilator,
        name: one.name.listed(signed.who.language),
        room: one.room.clone(),
        head: one.head,
        from: one.from,
        until: one.until,
        told: one.told_at.is_some(),
        worked_from: one.worked.map(|worked| worked.from),
        worked_until: one.worked.map(|worked| worked.until),
        attested: one.worked.is_some_and(|worked| worked.attested_at.is_some()),
    }
}

/// What is missing in a room, and what stands in the way of the invigilators.
#[derive(Serialize, ToSchema)]
pub(super) struct OpenItem {
    /// Whether it is the charge of the room.
    head: bool,
    /// How many are missing.
    missing: usize,
    /// How many invigilators each thing stands in the way of.
    why: Why,
}

/// A room with its need and its turns.
#[derive(Serialize, ToSchema)]
pub(super) struct RoomRotaItem {
    booking: BookingId,
    /// The code of the room.
    room: String,
    /// When the candidates begin.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// When the last of them ends.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// How many sit there.
    seats: i32,
    /// How many invigilators it needs, one with charge of it not counted.
    invigilators: u32,
    /// Whether it needs one with charge of it.
    head: bool,
    /// Why so many, with paragraphs.
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
    turns: Vec<TurnItem>,
    /// What is missing; left out where a single room is asked about.
    open: Vec<OpenItem>,
}

pub(super) fn room_item(signed: &Signed, one: &RoomRota, open: Vec<OpenItem>) -> RoomRotaItem {
    RoomRotaItem {
        booking: one.room.booking,
        room: one.room.room.clone(),
        from: one.room.from,
        until: one.room.until,
        seats: one.room.seats,
        invigilators: one.need.invigilators,
        head: one.need.head,
        because: one.because.clone(),
        turns: one.turns.iter().map(|one| turn(signed, one)).collect(),
        open,
    }
}

/// Lists the rooms of a term's written exams with what each needs, who takes which turn, and what is open.
#[utoipa::path(get, path = "/api/invigilation", tag = "invigilation",
    params(("term" = Option<String>, Query, description = "this term if left out")),
    responses((status = 200, body = Vec<RoomRotaItem>)))]
async fn rota(signed: Signed, Query(wish): Query<Wish>) -> Result<Json<Vec<RoomRotaItem>>> {
    let term = wish.term(&signed);
    let mut conn = signed.read().await?;
    let asked = Asked::read(&mut conn, &signed.node, term).await?;
    super::pages::look(&signed, asked.persons()).await?;
    let open = asked.open();
    let item = |(at, room): (usize, &RoomRota)| {
        let own = open.iter().filter(|(of, ..)| *of == at);
        let own = own.map(|(_, head, missing, why)| OpenItem {
            head: *head,
            missing: *missing,
            why: *why,
        });
        room_item(&signed, room, own.collect())
    };
    Ok(Json(asked.rooms.iter().enumerate().map(item).collect()))
}

/// A term.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfTerm {
    /// The term, e.g. `2026-H`.
    #[schema(value_type = String)]
    term: Term,
}

/// What was planned.
#[derive(Serialize, ToSchema)]
struct RotaMade {
    /// How many turns were given.
    given: usize,
    /// How many are still open.
    open: usize,
    /// Whether no more could be filled, and the hours not shared more evenly.
    proven: bool,
}

/// Gives every open turn of a term to whom it suits; turns that stand are left as they are.
#[utoipa::path(post, path = "/api/invigilation/rota", tag = "invigilation", request_body = OfTerm,
    responses((status = 200, body = RotaMade), (status = 409, body = Problem)))]
async fn plan_term(call: ActHeader, ApiJson(body): ApiJson<OfTerm>) -> Result<Json<RotaMade>> {
    let mut act = call.act().await?;
    let planned = plan(&mut act, body.term).await?;
    act.commit(noted(&planned, body.term)).await?;
    let super::Planned { given, open, proven } = planned;
    Ok(Json(RotaMade { given, open, proven }))
}

/// How many were written to.
#[derive(Serialize, ToSchema)]
struct ScheduleTold {
    letters: usize,
}

/// Writes to every invigilator of whose turns something is new.
#[utoipa::path(post, path = "/api/invigilation/letters", tag = "invigilation", request_body = OfTerm,
    responses((status = 200, body = ScheduleTold),
        (status = 409, body = Problem, description = "nothing-new")))]
async fn tell_term(call: ActHeader, ApiJson(body): ApiJson<OfTerm>) -> Result<Json<ScheduleTold>> {
    let mut act = call.act().await?;
    let letters = tell(&mut act, body.term).await?;
    let entry = Entry::new("invigilation.tell", "rota", uuid::Uuid::nil());
    act.commit(entry.fact("term", body.term.to_string()).fact("letters", letters)).await?;
    Ok(Json(ScheduleTold { letters }))
}

/// Shows one room with its need and its turns.
#[utoipa::path(get, path = "/api/invigilation/rooms/{booking}", tag = "invigilation",
    params(("booking" = BookingId, Path)),
    responses((status = 200, body = RoomRotaItem), (status = 404, body = Problem)))]
async fn room(signed: Signed, Path(id): Path<BookingId>) -> Result<Json<RoomRotaItem>> {
    let (_, room) = one_room(&signed, id).await?;
    Ok(Json(room_item(&signed, &room, Vec::new())))
}

/// A turn that was given.
#[derive(Serialize, ToSchema)]
struct TurnGiven {
    id: TurnId,
}

/// Gives a turn in a room to an invigilator.
#[utoipa::path(post, path = "/api/invigilation/rooms/{booking}/turns", tag = "invigilation",
    request_body = Give, params(("booking" = BookingId, Path)),
    responses((status = 201, body = TurnGiven), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "over, enough, not-engaged, not-head, not-available, busy, day-too-long, week-too-long, rest-too-short, hours-most")))]
async fn give_turn(
    call: ActHeader,
    Path(id): Path<BookingId>,
    ApiJson(wish): ApiJson<Give>,
) -> Result<(StatusCode, Json<TurnGiven>)> {
    let mut act = call.act().await?;
    let id = give(&mut act, id, wish).await?;
    act.commit(Entry::new("invigilation.give", "invigilator_turn", id.0)).await?;
    Ok((StatusCode::CREATED, Json(TurnGiven { id })))
}

/// Takes a turn away that has not begun.
#[utoipa::path(post, path = "/api/invigilation/turns/{turn}/end", tag = "invigilation",
    params(("turn" = TurnId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "over")))]
async fn end_turn(call: ActHeader, Path(id): Path<TurnId>) -> Result<StatusCode> {
    let mut act = call.act().await?;
    end(&mut act, id).await?;
    act.commit(Entry::new("invigilation.end", "invigilator_turn", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is certified of a turn.
#[derive(Serialize, ToSchema)]
struct PaidItem {
    turn: TurnId,
    /// The minutes.
    minutes: i64,
    /// Kroner an hour.
    hourly_pay: i32,
    /// What it comes to, in kroner and øre.
    kroner: String,
}

/// The turns of a term that are over.
#[derive(Serialize, ToSchema)]
struct WorkedItem {
    turns: Vec<TurnItem>,
    /// What is certified of them.
    paid: Vec<PaidItem>,
}

/// Lists the turns of a term that are over, what was worked in them, and what is certified of it.
#[utoipa::path(get, path = "/api/invigilation/hours", tag = "invigilation",
    params(("term" = Option<String>, Query, description = "this term if left out")),
    responses((status = 200, body = WorkedItem)))]
async fn hours(signed: Signed, Query(wish): Query<Wish>) -> Result<Json<WorkedItem>> {
    let term = wish.term(&signed);
    let turns = over(&signed, term).await?;
    let paid = certified(&signed, term).await?;
    let item = |line: &super::pages::Paid| PaidItem {
        turn: line.turn.id,
        minutes: line.minutes,
        hourly_pay: line.hourly_pay,
        kroner: line.kroner().to_string(),
    };
    Ok(Json(WorkedItem {
        turns: turns.iter().map(|one| turn(&signed, one)).collect(),
        paid: paid.iter().map(item).collect(),
    }))
}

/// Reports what was worked in a turn: one's own, or by those who keep the invigilators.
#[utoipa::path(put, path = "/api/invigilation/turns/{turn}/hours", tag = "invigilation",
    request_body = Hours, params(("turn" = TurnId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-over, attested"),
        (status = 422, body = Problem)))]
async fn report_hours(
    call: ActHeader,
    Path(id): Path<TurnId>,
    ApiJson(body): ApiJson<Hours>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    report(&mut act, id, body).await?;
    act.commit(Entry::new("invigilation.report", "invigilator_turn", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Certifies the hours of a turn.
#[utoipa::path(post, path = "/api/invigilation/turns/{turn}/attest", tag = "invigilation",
    params(("turn" = TurnId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "not-reported, attested, own-hours, own-report")))]
async fn attest_hours(call: ActHeader, Path(id): Path<TurnId>) -> Result<StatusCode> {
    let mut act = call.act().await?;
    attest(&mut act, id).await?;
    act.commit(Entry::new("invigilation.attest", "invigilator_turn", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An invigilator as a term has her.
#[derive(Serialize, ToSchema)]
struct InvigilatorItem {
    id: InvigilatorId,
    /// The name, or that the person is protected.
    name: String,
    /// Whether she may have charge of a room.
    head: bool,
    /// Kroner an hour, where she is engaged for the term.
    hourly_pay: Option<i32>,
    /// The most hours in the term, where it is agreed.
    hours_most: Option<i32>,
    /// How many minutes her turns of the term are.
    minutes: i32,
}

fn invigilator(signed: &Signed, one: &Invigilator) -> InvigilatorItem {
    InvigilatorItem {
        id: one.id,
        name: one.name.listed(signed.who.language),
        head: one.head,
        hourly_pay: one.hourly_pay,
        hours_most: one.hours_most,
        minutes: one.minutes,
    }
}

/// Lists the invigilators, with what a term says of them.
#[utoipa::path(get, path = "/api/invigilation/people", tag = "invigilation",
    params(("term" = Option<String>, Query, description = "this term if left out")),
    responses((status = 200, body = Vec<InvigilatorItem>)))]
async fn people(signed: Signed, Query(wish): Query<Wish>) -> Result<Json<Vec<InvigilatorItem>>> {
    let mut conn = signed.read().await?;
    let people = store::people(&mut conn, wish.term(&signed), Whom::default()).await?;
    super::pages::look(&signed, people.iter().map(|one| one.person).collect()).await?;
    Ok(Json(people.iter().map(|one| invigilator(&signed, one)).collect()))
}

/// An invigilator who was entered.
#[derive(Serialize, ToSchema)]
struct InvigilatorEntered {
    id: InvigilatorId,
}

/// Enters an invigilator.
#[utoipa::path(post, path = "/api/invigilation/people", tag = "invigilation",
    request_body = NewInvigilator,
    responses((status = 201, body = InvigilatorEntered),
        (status = 409, body = Problem, description = "already-invigilator"),
        (status = 422, body = Problem)))]
async fn enter_one(
    call: ActHeader,
    ApiJson(body): ApiJson<NewInvigilator>,
) -> Result<(StatusCode, Json<InvigilatorEntered>)> {
    let mut act = call.act().await?;
    let id = enter(&mut act, &body).await?;
    act.commit(Entry::new("invigilator.enter", "invigilator", id.0)).await?;
    Ok((StatusCode::CREATED, Json(InvigilatorEntered { id })))
}

/// A time at which an invigilator can.
#[derive(Serialize, ToSchema)]
struct AvailableItem {
    id: AvailabilityId,
    /// From when.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

impl From<AvailableRow> for AvailableItem {
    fn from(row: AvailableRow) -> Self {
        Self { id: row.id, from: row.from, until: row.until }
    }
}

/// An invigilator, and when she can.
#[derive(Serialize, ToSchema)]
struct InvigilatorShown {
    invigilator: InvigilatorItem,
    available: Vec<AvailableItem>,
    /// Her turns; left out where those who keep the invigilators ask.
    turns: Vec<TurnItem>,
}

/// Shows an invigilator, and when she can in a term.
#[utoipa::path(get, path = "/api/invigilation/people/{invigilator}", tag = "invigilation",
    params(("invigilator" = InvigilatorId, Path), ("term" = Option<String>, Query)),
    responses((status = 200, body = InvigilatorShown), (status = 404, body = Problem)))]
async fn person(
    signed: Signed,
    Path(id): Path<InvigilatorId>,
    Query(wish): Query<Wish>,
) -> Result<Json<InvigilatorShown>> {
    let (one, available) = super::people_pages::one(&signed, id, wish.term(&signed)).await?;
    Ok(Json(InvigilatorShown {
        invigilator: invigilator(&signed, &one),
        available: available.into_iter().map(AvailableItem::from).collect(),
        turns: Vec::new(),
    }))
}

/// Engages an invigilator for a term, and writes to her.
#[utoipa::path(put, path = "/api/invigilation/people/{invigilator}/engagement", tag = "invigilation",
    request_body = Engage, params(("invigilator" = InvigilatorId, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn engage_one(
    call: ActHeader,
    Path(id): Path<InvigilatorId>,
    ApiJson(body): ApiJson<Engage>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    engage(&mut act, id, &body).await?;
    let entry = Entry::new("invigilator.engage", "invigilator", id.0);
    act.commit(entry.fact("term", body.term.to_string())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A time that was noted.
#[derive(Serialize, ToSchema)]
struct AvailabilityNoted {
    id: AvailabilityId,
}

/// Notes when an invigilator can: herself, or those who keep the invigilators.
#[utoipa::path(post, path = "/api/invigilation/people/{invigilator}/availability",
    tag = "invigilation", request_body = Available, params(("invigilator" = InvigilatorId, Path)),
    responses((status = 201, body = AvailabilityNoted), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn available_at(
    call: ActHeader,
    Path(id): Path<InvigilatorId>,
    ApiJson(body): ApiJson<Available>,
) -> Result<(StatusCode, Json<AvailabilityNoted>)> {
    let mut act = call.act().await?;
    let noted = available(&mut act, id, body).await?;
    let entry = Entry::new("invigilator.available", "invigilator", id.0);
    act.commit(entry.fact("day", body.day.to_string())).await?;
    Ok((StatusCode::CREATED, Json(AvailabilityNoted { id: noted })))
}

/// Takes back that an invigilator can at a time.
#[utoipa::path(post, path = "/api/invigilation/availability/{availability}/remove",
    tag = "invigilation", params(("availability" = AvailabilityId, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "turn-stands")))]
async fn remove_available(call: ActHeader, Path(id): Path<AvailabilityId>) -> Result<StatusCode> {
    let mut act = call.act().await?;
    no_longer_available(&mut act, id).await?;
    act.commit(Entry::new("invigilator.no_longer_available", "availability", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Shows what is mine as an invigilator: when I can, and my turns of this term and the next.
#[utoipa::path(get, path = "/api/my/invigilation", tag = "invigilation",
    responses((status = 200, body = InvigilatorShown), (status = 404, body = Problem)))]
async fn mine(signed: Signed) -> Result<Json<InvigilatorShown>> {
    let mine = super::my_pages::of(&signed).await?.ok_or(Error::NotFound)?;
    Ok(Json(InvigilatorShown {
        invigilator: invigilator(&signed, &mine.one),
        turns: mine.turns.iter().map(|one| turn(&signed, one)).collect(),
        available: mine.available.into_iter().map(AvailableItem::from).collect(),
    }))
}
