//! The rooms of a day with their folders, and one room.

use super::send::{asked, copies};
use super::store::{self, Candidate, FolderRoom, Which};
use super::{Aids, SEATS_IN_ROW, SEATS_IN_ROW_MAX, SENDERS, may, print, seat, seat_day, send};
use crate::BookingId;
use crate::said::{day_of, put_back};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use office::catalogue::KNOW_CANDIDATES;
use office::http::{Allow, Posted, Routes, Signed, done, page};
use office::{Error, Result};
use rules::Language;
use serde::Deserialize;
use ui::{Form, key};

pub(super) fn routes() -> Routes {
    let (readers, senders) = (Allow::Roles(KNOW_CANDIDATES), Allow::Roles(SENDERS));
    let one = "/room-folders/{booking}";
    Routes::default()
        .page("/room-folders", readers, day)
        .page("/room-folders.pdf", readers, day_printed)
        .form("/room-folders/seats", senders, "room_folder.seat_day", day_seated)
        .page(one, readers, room)
        .page(&format!("{one}/folder.pdf"), readers, printed)
        .form(&format!("{one}/seats"), senders, "room_folder.seat", seated)
        .form(&format!("{one}/sending"), senders, "room_folder.send", sent)
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

/// The rooms of a day whose candidates one may know.
pub(super) async fn on_day(signed: &Signed, day: Date) -> Result<Vec<FolderRoom>> {
    let (from, until) = day_of(day)?;
    let mut conn = signed.read().await?;
    let which = Which { from: Some(from), until: Some(until), ..Which::default() };
    let mut rooms = store::rooms(&mut conn, which).await?;
    rooms.retain(|room| may(&signed.who, KNOW_CANDIDATES, room));
    Ok(rooms)
}

/// One room whose candidates one may know.
pub(super) async fn one(signed: &Signed, id: BookingId) -> Result<FolderRoom> {
    let mut conn = signed.read().await?;
    let which = Which { booking: Some(id), ..Which::default() };
    let found = store::rooms(&mut conn, which).await?.into_iter().next();
    found.filter(|room| may(&signed.who, KNOW_CANDIDATES, room)).ok_or(Error::NotFound)
}

/// How many copies of something there are: the exam, the language form, the count.
type Count = (String, Language, u32);

/// How many copies the rooms need together, by exam and language form (B-09).
fn needed(signed: &Signed, rooms: &[FolderRoom]) -> Result<Vec<Count>> {
    let mut all: Vec<Count> = Vec::new();
    for room in rooms {
        for one in copies(&signed.node, room)? {
            let exam = room.exams.iter().find(|exam| exam.id == one.exam);
            let about = exam.map(|exam| exam.about.clone()).unwrap_or_default();
            match all.iter_mut().find(|(name, of, _)| *name == about && *of == one.language) {
                Some((.., count)) => *count += one.answer.copies,
                None => all.push((about, one.language, one.answer.copies)),
            }
        }
    }
    all.sort();
    Ok(all)
}

#[derive(Template)]
#[template(path = "room_folder/day.html")]
struct DayPage {
    frame: ui::Frame,
    form: Form,
    day: Date,
    rooms: Vec<FolderRoom>,
    needed: Vec<Count>,
    in_room_by: Option<Date>,
    /// Whether somebody waits for a seat in a room that is one's own to seat.
    can_seat: bool,
}

async fn day(signed: Signed, Query(wish): Query<Wish>) -> Result<Response> {
    let day = wish.day(signed.today());
    day_page(&signed, day, Form::new()).await
}

async fn day_page(signed: &Signed, day: Date, form: Form) -> Result<Response> {
    let rooms = on_day(signed, day).await?;
    let now = signed.node.now();
    let waits = |room: &FolderRoom| {
        room.unseated() > 0 && room.from > now && may(&signed.who, SENDERS, room)
    };
    let frame = signed.frame("room-folders");
    page(&DayPage {
        form: form.with("day", frame.date(day)),
        needed: needed(signed, &rooms)?,
        in_room_by: match rooms.first() {
            Some(room) => Some(asked(&signed.node, room.from, 0)?.0.in_room_by),
            None => None,
        },
        can_seat: rooms.iter().any(waits),
        day,
        rooms,
        frame,
    })
}

async fn day_printed(signed: Signed, Query(wish): Query<Wish>) -> Result<Response> {
    let day = wish.day(signed.today());
    let rooms = on_day(&signed, day).await?;
    if rooms.is_empty() {
        return Err(Error::NotFound);
    }
    print::print(&signed, day, &rooms).await
}

async fn day_seated(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(day) = form.date("day") else {
        return day_page(&posted.signed, posted.signed.today(), form).await;
    };
    let mut act = posted.act().await?;
    match seat_day(&mut act, day).await {
        Ok(given) => {
            let entry = Entry::new("room_folder.seat_day", "room_folder", uuid::Uuid::nil());
            act.commit(entry.fact("day", day.to_string()).fact("given", given)).await?;
            Ok(done(&format!("/room-folders?day={day}"), "done-room-folder-seated"))
        }
        Err(error) => {
            drop(act);
            day_page(&posted.signed, day, put_back(form, error)?).await
        }
    }
}

#[derive(Template)]
#[template(path = "room_folder/room.html")]
struct RoomPage {
    frame: ui::Frame,
    form: Form,
    room: FolderRoom,
    copies: Vec<super::Copies>,
    in_room_by: Date,
    because: Vec<rules::Reason>,
    day: Date,
    may_send: bool,
    now: Timestamp,
}

impl RoomPage {
    /// When a candidate's own time is over, and what she may use that others may not.
    fn granted(&self, one: &Candidate) -> String {
        let exam = self.room.exams.iter().find(|exam| exam.id == one.exam);
        let Some((own, exam)) = one.granted.as_ref().zip(exam) else { return String::new() };
        let at = self.frame.clock(&ui::in_norway(own.until(exam)).time());
        let until = self.frame.ta("room-folder-own-until", &[("at", &at)]);
        if own.equipment.is_empty() { until } else { format!("{until} · {}", own.equipment) }
    }

    /// The code of the exam of a candidate.
    fn code(&self, exam: &office::ExamId) -> &str {
        self.room.exams.iter().find(|one| one.id == *exam).map_or("", |one| &one.code)
    }

    /// The desks row by row, each with its seat and who sits there.
    fn rows(&self) -> Vec<Vec<(i32, Option<&Candidate>)>> {
        let desks = self.room.desks();
        let at = |seat: usize| {
            let seat = i32::try_from(seat + 1).unwrap_or(i32::MAX);
            (seat, self.room.candidates.iter().find(|one| one.seat == Some(seat)))
        };
        let all: Vec<_> = (0..desks.seats).map(at).collect();
        all.chunks(desks.per_row).map(<[_]>::to_vec).collect()
    }
}

async fn room_page(signed: &Signed, id: BookingId, form: Option<Form>) -> Result<Response> {
    let room = one(signed, id).await?;
    print::look(signed, std::slice::from_ref(&room)).await?;
    let day = ui::in_norway(room.from).date();
    let per_row = room.per_row.unwrap_or(SEATS_IN_ROW).to_string();
    let blank = || Form::new().with("per_row", per_row);
    let (answer, because) = asked(&signed.node, room.from, 0)?;
    page(&RoomPage {
        frame: signed.frame("room-folders"),
        form: form.unwrap_or_else(blank).labels(&[("per_row", key("room-folder-per-row"))]),
        copies: copies(&signed.node, &room)?,
        in_room_by: answer.in_room_by,
        because: because.into_iter().take(1).collect(),
        day,
        may_send: may(&signed.who, SENDERS, &room),
        now: signed.node.now(),
        room,
    })
}

async fn room(signed: Signed, Path(id): Path<BookingId>) -> Result<Response> {
    room_page(&signed, id, None).await
}

async fn printed(signed: Signed, Path(id): Path<BookingId>) -> Result<Response> {
    let room = one(&signed, id).await?;
    let day = ui::in_norway(room.from).date();
    print::print(&signed, day, &[room]).await
}

async fn seated(Path(id): Path<BookingId>, posted: Posted) -> Result<Response> {
    one(&posted.signed, id).await?;
    let mut form = posted.form();
    let Some(per_row) = form.number("per_row", 1..=i64::from(SEATS_IN_ROW_MAX)) else {
        return room_page(&posted.signed, id, Some(form)).await;
    };
    let mut act = posted.act().await?;
    match seat(&mut act, id, i32::try_from(per_row).ok()).await {
        Ok(given) => {
            let entry = Entry::new("room_folder.seat", "room_booking", id.0);
            act.commit(entry.fact("given", given)).await?;
            Ok(done(&format!("/room-folders/{id}"), "done-room-folder-seated"))
        }
        Err(error) => {
            drop(act);
            room_page(&posted.signed, id, Some(put_back(form, error)?)).await
        }
    }
}

async fn sent(Path(id): Path<BookingId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match send(&mut act, id).await {
        Ok(()) => {
            act.commit(Entry::new("room_folder.send", "room_booking", id.0)).await?;
            Ok(done(&format!("/room-folders/{id}"), "done-room-folder-sent"))
        }
        Err(error) => {
            drop(act);
            let shown = one(&posted.signed, id).await?;
            let per_row = shown.per_row.unwrap_or(SEATS_IN_ROW).to_string();
            let form = put_back(Form::new().with("per_row", per_row), error)?;
            room_page(&posted.signed, id, Some(form)).await
        }
    }
}
