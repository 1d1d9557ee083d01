//! A reservation ends, or follows its exams to another time.

use super::book::{lost, own, span};
use super::{BOOKERS, store};
use crate::BookingId;
use crate::said::{at, refused};
use office::{Act, Error, ExamId, Result};

/// Gives an exam's seats in a room back. The exam has the room no more, and candidates who had their place
/// in it have none.
///
/// # Errors
/// As [`super::book`]; not found where the exam has nothing there. Invalid without a reason.
pub async fn cancel(act: &mut Act, booking: BookingId, exam: ExamId, why: &str) -> Result<()> {
    own(act, exam).await?;
    let held = store::lock(act.conn(), booking).await?.ok_or(Error::NotFound)?;
    if !held.exams.iter().any(|(id, _)| *id == exam) {
        return Err(Error::NotFound);
    }
    if held.from <= act.now() {
        return Err(refused("begun", "room-booking-refused-begun", &[]));
    }
    if why.trim().is_empty() {
        return Err(at("why", "common-error-required", &[]));
    }
    store::end_exam(act, booking, exam, why.trim()).await?;
    store::remove_exam_room(act.conn(), exam, held.room).await?;
    Ok(())
}

/// Moves a reservation to the time that its exams have now.
///
/// # Errors
/// As [`super::book`]; refused `room-taken` where the room is taken at that time.
pub async fn follow(act: &mut Act, booking: BookingId) -> Result<()> {
    if !act.who()?.has(BOOKERS) {
        return Err(Error::NotFound);
    }
    let held = store::lock(act.conn(), booking).await?.ok_or(Error::NotFound)?;
    let mut spans = Vec::new();
    for (exam, extra) in store::extras(act.conn(), booking).await? {
        let planned = own(act, exam).await?;
        spans.push(span(&planned, extra)?);
    }
    // What has a time of its own follows no exam.
    if spans.is_empty() {
        return Err(Error::NotFound);
    }
    let from = spans.iter().map(|(from, _)| *from).min().unwrap_or(held.from);
    let until = spans.iter().map(|(_, until)| *until).max().unwrap_or(held.until);
    if from <= act.now() {
        return Err(refused("begun", "room-booking-refused-begun", &[]));
    }
    store::set_time(act.conn(), booking, (from, until)).await.map_err(lost)
}
