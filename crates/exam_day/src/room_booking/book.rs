//! A room is reserved for an exam.

use super::store::{self, Booking, Planned, Room};
use super::{VIEWERS, bookers};
use crate::BookingId;
use crate::said::{at, later, moment, refused, violates};
use jiff::Timestamp;
use office::{Act, Error, ExamId, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The longest that a room is needed after the exam, in minutes.
pub(crate) const EXTRA_MAX: i32 = 480;

/// What is asked for.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// The code of the room.
    pub room: String,
    /// How many of the exam's candidates are to sit there, 1 or more.
    pub seats: i32,
    /// How many minutes longer than the exam the room is needed, 0 to 480: for those with more time.
    #[serde(default)]
    pub extra_minutes: i32,
    /// Whether it may be a room in which other exams are held at that time.
    #[serde(default)]
    pub share: bool,
}

/// Reserves a room for an exam, at the exam's own time, and makes it one of the exam's rooms. It is reserved
/// at least until the time is over that those have for whom the room was chosen.
///
/// # Errors
/// Not found outside one's scope; refused `not-booker` by whose task it is not. Refused `not-planned` for an
/// exam without day, hour or length, `begun`, `already-booked`, `room-taken`, and `room-too-small` with how
/// many seats are free. Invalid fields.
pub async fn book(act: &mut Act, exam: ExamId, wish: &Book) -> Result<BookingId> {
    let planned = own(act, exam).await?;
    let granted = match store::room(act.conn(), &wish.room).await? {
        Some(room) => store::granted_beyond(act.conn(), exam, room.id).await?,
        None => 0,
    };
    let wish = Book { extra_minutes: wish.extra_minutes.max(granted), ..wish.clone() };
    let span = span(&planned, wish.extra_minutes)?;
    reserve(act, exam, &wish, (span, false)).await
}

/// Reserves a room for a part of an exam at a time of its own, as a session of an oral has it.
///
/// # Errors
/// As [`book`], but for `not-planned`.
pub async fn book_at(
    act: &mut Act,
    exam: ExamId,
    wish: &Book,
    span: (Timestamp, Timestamp),
) -> Result<BookingId> {
    own(act, exam).await?;
    reserve(act, exam, wish, (span, true)).await
}

async fn reserve(
    act: &mut Act,
    exam: ExamId,
    wish: &Book,
    ((from, until), own_time): ((Timestamp, Timestamp), bool),
) -> Result<BookingId> {
    if from <= act.now() {
        return Err(refused("begun", "room-booking-refused-begun", &[]));
    }
    let room = checked(act, wish).await?;
    let taken = store::overlapping(act.conn(), room.id, (from, until)).await?;
    let booking = match &taken[..] {
        [] => new(act, &room, (from, until)).await?,
        [one] if one.exams.iter().any(|(id, _)| *id == exam) => {
            return Err(refused("already-booked", "room-booking-refused-already", &[]));
        }
        [one] if wish.share => share(act, one, (from, until)).await?,
        [first, ..] => return Err(room_taken(first)),
    };
    let free = room.capacity - taken.iter().map(|one| one.seats).sum::<i32>();
    if wish.seats > free {
        return Err(refused("room-too-small", "room-booking-refused-seats", &[("free", &free)]));
    }
    store::insert_exam(act, booking, exam, (wish, own_time)).await?;
    store::add_exam_room(act.conn(), exam, room.id).await?;
    Ok(booking)
}

/// The exam, held until the act ends, if it is the person's task to reserve its rooms.
pub(super) async fn own(act: &mut Act, exam: ExamId) -> Result<Planned> {
    let planned = store::lock_exam(act.conn(), exam).await?.ok_or(Error::NotFound)?;
    let who = act.who()?;
    who.require(VIEWERS, &planned.place)?;
    if who.may(bookers(planned.form), &planned.place) {
        return Ok(planned);
    }
    Err(refused("not-booker", "room-booking-refused-not-booker", &[]))
}

/// From when until when the exam needs a room.
pub(super) fn span(exam: &Planned, extra: i32) -> Result<(Timestamp, Timestamp)> {
    let (Some(day), Some(hour), Some(minutes)) = (exam.date, exam.starts_at, exam.minutes) else {
        return Err(refused("not-planned", "room-booking-refused-not-planned", &[]));
    };
    let from = moment(day, hour)?;
    Ok((from, later(from, i64::from(minutes + extra))))
}

async fn checked(act: &mut Act, wish: &Book) -> Result<Room> {
    if wish.seats < 1 {
        return Err(at("seats", "room-booking-error-seats", &[("value", &wish.seats)]));
    }
    if !(0..=EXTRA_MAX).contains(&wish.extra_minutes) {
        let args: [(&str, &dyn ui::ToArg); 2] =
            [("value", &wish.extra_minutes), ("max", &EXTRA_MAX)];
        return Err(at("extra_minutes", "room-booking-error-extra", &args));
    }
    let room = store::room(act.conn(), &wish.room).await?;
    room.ok_or_else(|| at("room", "catalogue-error-room", &[("value", &wish.room)]))
}

async fn new(act: &mut Act, room: &Room, span: (Timestamp, Timestamp)) -> Result<BookingId> {
    let id = BookingId::new();
    match store::insert(act, id, room.id, span).await {
        Ok(()) => Ok(id),
        Err(error) => Err(lost(error)),
    }
}

/// Takes the room that is reserved already, for the time of both.
async fn share(act: &mut Act, one: &Booking, span: (Timestamp, Timestamp)) -> Result<BookingId> {
    let both = (one.from.min(span.0), one.until.max(span.1));
    store::set_time(act.conn(), one.id, both).await.map_err(lost)?;
    Ok(one.id)
}

/// What the database says where somebody else was first.
pub(super) fn lost(error: sqlx::Error) -> Error {
    if violates(&error, "room_booking_no_double") {
        return refused("room-taken", "room-booking-refused-taken-now", &[]);
    }
    error.into()
}

fn room_taken(by: &Booking) -> Error {
    let exams: Vec<&str> = by.exams.iter().map(|(_, name)| name.as_str()).collect();
    let from = ui::in_norway(by.from).strftime("%H.%M").to_string();
    let until = ui::in_norway(by.until).strftime("%H.%M").to_string();
    let exams = exams.join(", ");
    let args: [(&str, &dyn ui::ToArg); 3] = [("exams", &exams), ("from", &from), ("until", &until)];
    refused("room-taken", "room-booking-refused-taken", &args)
}
