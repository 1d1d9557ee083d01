//! Which rooms are taken on a day, and the rooms of one exam.

use super::store::{self, Booking, Planned, Room, Short, Which};
use super::{
    BOOKERS, Book, CENTRAL, Feature, VIEWERS, book, bookers, cancel, follow, set_features,
};
use crate::BookingId;
use crate::said::{day_of, put_back};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use office::access::Principal;
use office::catalogue::{KNOW_CANDIDATES, exam_for, head};
use office::http::{Allow, Posted, Routes, Signed, done, page};
use office::spreadsheet::csv_file;
use office::{ExamId, Result, RoomId};
use serde::Deserialize;
use std::sync::Arc;
use ui::{Choice, Form, key};

pub(super) fn routes() -> Routes {
    let (viewers, bookers) = (Allow::Roles(VIEWERS), Allow::Roles(BOOKERS));
    Routes::default()
        .page("/room-bookings", viewers, day)
        .page("/room-bookings.csv", viewers, day_as_file)
        .page("/exams/{exam}/room-bookings", viewers, of_exam)
        .form("/exams/{exam}/room-bookings", bookers, "room_booking.book", booked)
        .form("/room-bookings/{booking}/cancel", bookers, "room_booking.cancel", cancelled)
        .form("/room-bookings/{booking}/time", bookers, "room_booking.follow", followed)
        .page("/room-bookings/rooms", viewers, rooms)
        .form(
            "/room-bookings/rooms/{room}/features",
            Allow::Everywhere(CENTRAL),
            "room.features",
            featured,
        )
}

/// The day that is asked for; today if none is.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    day: Option<String>,
}

impl Wish {
    /// The day; today where none is named that can be read.
    pub(super) fn day(&self, today: Date) -> Date {
        let mut form = Form::new().with("day", self.day.clone().unwrap_or_default());
        form.optional_date("day").unwrap_or(today)
    }
}

/// The reservations of a day.
pub(super) async fn on_day(signed: &Signed, day: Date) -> Result<Vec<Booking>> {
    let (from, until) = day_of(day)?;
    let mut conn = signed.read().await?;
    let which = Which { from: Some(from), until: Some(until), ..Which::default() };
    Ok(store::bookings(&mut conn, which).await?)
}

#[derive(Template)]
#[template(path = "room_booking/day.html")]
struct DayPage {
    frame: ui::Frame,
    form: Form,
    day: Date,
    bookings: Vec<Booking>,
    short: Vec<Short>,
}

async fn day(signed: Signed, Query(wish): Query<Wish>) -> Result<Response> {
    let day = wish.day(signed.today());
    let bookings = on_day(&signed, day).await?;
    let scope = signed.who.scope(VIEWERS);
    let mut conn = signed.read().await?;
    let short = store::short(&mut conn, &scope, day, Some(day)).await?;
    let frame = signed.frame("room-bookings");
    let form = Form::new().with("day", frame.date(day));
    page(&DayPage { frame, form, day, bookings, short })
}

async fn day_as_file(signed: Signed, Query(wish): Query<Wish>) -> Result<Response> {
    let day = wish.day(signed.today());
    let frame = signed.frame("");
    let head = ["room", "from", "until", "exams", "seats", "capacity"];
    let mut rows = vec![head.map(|name| frame.t(&format!("room-booking-{name}"))).to_vec()];
    for one in on_day(&signed, day).await? {
        let clock = |at| ui::in_norway(at).strftime("%H:%M").to_string();
        let exams: Vec<_> = one.exams.iter().map(|(_, about)| frame.term(about)).collect();
        rows.push(vec![
            one.room_code,
            clock(one.from),
            clock(one.until),
            exams.join(", "),
            one.seats.to_string(),
            one.capacity.to_string(),
        ]);
    }
    csv_file(&format!("room-bookings-{day}.csv"), rows)
}

#[derive(Template)]
#[template(path = "room_booking/exam.html")]
struct ExamPage {
    frame: ui::Frame,
    head: String,
    exam: ExamId,
    planned: Planned,
    bookings: Vec<Booking>,
    form: Form,
    rooms: Vec<Choice>,
    /// Whether this person reserves rooms for it.
    may: bool,
    who: Arc<Principal>,
    now: Timestamp,
}

impl ExamPage {
    /// Whether this person opens the folder of a room: it names the candidates of all exams in it.
    fn opens_folder(&self, one: &Booking) -> bool {
        let may = |place| self.who.may(KNOW_CANDIDATES, place);
        !one.written.is_empty() && one.written.iter().all(may)
    }
}

/// What stands in the form before anything is typed: seats for those who have none.
fn blank(planned: &Planned) -> Form {
    let missing = (planned.candidates - planned.seats).max(1);
    Form::new().with("seats", missing.to_string()).with("extra_minutes", "0")
}

async fn exam_page(signed: &Signed, exam: ExamId, form: Option<Form>) -> Result<Response> {
    let shown = exam_for(signed, exam, VIEWERS).await?;
    let mut conn = signed.read().await?;
    let planned = store::exam(&mut conn, exam).await?.ok_or(office::Error::NotFound)?;
    let span =
        super::book::span(&planned, 0).unwrap_or((Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH));
    let rooms = store::rooms(&mut conn, None, span).await?;
    let which = Which { exam: Some(exam), ..Which::default() };
    let bookings = store::bookings(&mut conn, which).await?;
    let frame = signed.frame(format!("exams/{}", planned.about));
    let head = head(signed, &frame, &shown, "/room-bookings")?;
    let labels = [
        ("room", key("room-booking-room")),
        ("seats", key("room-booking-seats")),
        ("extra_minutes", key("room-booking-extra")),
    ];
    page(&ExamPage {
        head,
        form: form.unwrap_or_else(|| blank(&planned)).labels(&labels),
        rooms: rooms.iter().map(|room| choice(&frame, room)).collect(),
        may: signed.who.may(bookers(planned.form), &planned.place),
        who: signed.who.clone(),
        now: signed.node.now(),
        exam,
        planned,
        bookings,
        frame,
    })
}

/// A room as one chooses it: how many it seats, what it has, and whether it is taken.
fn choice(frame: &ui::Frame, room: &Room) -> Choice {
    let mut said = vec![format!("{} ({})", room.name, room.code)];
    said.push(frame.ta("catalogue-room-seats", &[("count", &room.capacity)]));
    said.extend(room.features.iter().map(|feature| frame.t(feature.key())));
    if room.taken {
        said.push(frame.t("room-booking-is-taken"));
    }
    Choice::new(&room.code, said.join(", "))
}

async fn of_exam(signed: Signed, Path(exam): Path<ExamId>) -> Result<Response> {
    exam_page(&signed, exam, None).await
}

async fn booked(Path(exam): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let room = form.required("room");
    let seats = form.number("seats", 1..=100_000);
    let extra = form.number("extra_minutes", 0..=i64::from(super::book::EXTRA_MAX));
    let (Some(room), Some(seats), Some(extra)) = (room, seats, extra) else {
        return exam_page(&posted.signed, exam, Some(form)).await;
    };
    let wish = Book {
        room,
        seats: i32::try_from(seats).unwrap_or(i32::MAX),
        extra_minutes: i32::try_from(extra).unwrap_or(i32::MAX),
        share: form.checked("share"),
    };
    let mut act = posted.act().await?;
    match book(&mut act, exam, &wish).await {
        Ok(id) => {
            let entry = Entry::new("room_booking.book", "room_booking", id.0);
            act.commit(entry.fact("exam", exam.to_string()).fact("seats", wish.seats)).await?;
            Ok(done(&format!("/exams/{exam}/room-bookings"), "done-room-booking-booked"))
        }
        Err(error) => {
            drop(act);
            exam_page(&posted.signed, exam, Some(put_back(form, error)?)).await
        }
    }
}

async fn cancelled(Path(id): Path<BookingId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let exam = ExamId(form.id("exam").ok_or(office::Error::NotFound)?);
    let mut act = posted.act().await?;
    match cancel(&mut act, id, exam, posted.field("why")).await {
        Ok(()) => {
            let entry = Entry::new("room_booking.cancel", "room_booking", id.0);
            act.commit(entry.fact("exam", exam.to_string())).await?;
            Ok(done(&format!("/exams/{exam}/room-bookings"), "done-room-booking-cancelled"))
        }
        Err(error) => {
            drop(act);
            let form = put_back(form, error)?;
            exam_page(&posted.signed, exam, Some(form)).await
        }
    }
}

async fn followed(Path(id): Path<BookingId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    follow(&mut act, id).await?;
    act.commit(Entry::new("room_booking.follow", "room_booking", id.0)).await?;
    let exam = posted.form().id("exam");
    let back =
        exam.map_or_else(|| "/room-bookings".to_owned(), |id| format!("/exams/{id}/room-bookings"));
    Ok(done(&back, "done-room-booking-followed"))
}

#[derive(Template)]
#[template(path = "room_booking/rooms.html")]
struct RoomsPage {
    frame: ui::Frame,
    rooms: Vec<(Room, Form)>,
    features: Vec<Choice>,
    may: bool,
}

async fn rooms(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let now = signed.node.now();
    let frame = signed.frame("rooms");
    let form = |room: &Room| {
        let chosen = room.features.iter().map(|one| ("features".to_owned(), one.word().to_owned()));
        Form::from_pairs(chosen).named(format!("room-{}", room.id))
    };
    let rooms = store::rooms(&mut conn, None, (now, now)).await?;
    page(&RoomsPage {
        rooms: rooms
            .into_iter()
            .map(|room| {
                let form = form(&room);
                (room, form)
            })
            .collect(),
        features: Feature::ALL.map(|one| Choice::new(one.word(), frame.t(one.key()))).to_vec(),
        may: signed.who.has_everywhere(CENTRAL),
        frame,
    })
}

async fn featured(Path(room): Path<RoomId>, posted: Posted) -> Result<Response> {
    let form = posted.form();
    let features: Vec<Feature> = form.all("features").filter_map(Feature::read).collect();
    let mut act = posted.act().await?;
    set_features(&mut act, room, &features).await?;
    act.commit(Entry::new("room.features", "room", room.0)).await?;
    Ok(done("/room-bookings/rooms", "done-room-booking-features"))
}
