//! A room is closed, and what follows from it.

use super::enter::open;
use super::room::held;
use super::store;
use super::{EventKind, Status};
use crate::BookingId;
use crate::room_folder::{SENDERS, may};
use crate::said::{at, refused};
use office::delivery::{Absence, RECEIVERS, record_absence};
use office::{Act, Error, ExamId, Result};

/// Closes the protocol of a room.
///
/// # Errors
/// As [`super::enter`]. Refused: `attendance-missing` with how many nobody has said the last thing of,
/// `aids-unchecked`, `uncounted` where papers or answers are not counted, and `counts-differ` where they are
/// not as many as they should be and nobody has explained it; the exams are named.
pub async fn close(act: &mut Act, id: BookingId, version: i32) -> Result<()> {
    let held = open(act, id).await?;
    if held.protocol.version != version {
        return Err(refused("changed-meanwhile", "room-protocol-refused-changed", &[]));
    }
    let missing = held.open();
    if missing > 0 {
        let args: [(&str, &dyn ui::ToArg); 1] = [("count", &missing)];
        return Err(refused("attendance-missing", "room-protocol-refused-open", &args));
    }
    if !held.protocol.aids_checked {
        return Err(refused("aids-unchecked", "room-protocol-refused-aids", &[]));
    }
    let tallies = held.tallies();
    let named = |which: &dyn Fn(&super::room::Tally) -> bool| {
        let exams = tallies.iter().filter(|(_, tally)| which(tally));
        exams.map(|(exam, _)| exam.code.as_str()).collect::<Vec<_>>().join(", ")
    };
    let uncounted = named(&|tally| tally.papers.is_none() || tally.answers.is_none());
    if !uncounted.is_empty() {
        let args: [(&str, &dyn ui::ToArg); 1] = [("exams", &uncounted)];
        return Err(refused("uncounted", "room-protocol-refused-uncounted", &args));
    }
    let differ = named(&|tally| !tally.agrees());
    if !differ.is_empty() && held.protocol.explanation.is_empty() {
        let args: [(&str, &dyn ui::ToArg); 1] = [("exams", &differ)];
        return Err(refused("counts-differ", "room-protocol-refused-differ", &args));
    }
    store::set_closed(act, id, true).await
}

/// Opens a closed protocol again, for what was entered wrongly. Why stands among the events.
///
/// # Errors
/// Not found for those who are not officers of all exams in the room. Refused: `not-closed`, and
/// `taken-over` once absences of an exam were taken over. Invalid without a reason.
pub async fn reopen(act: &mut Act, id: BookingId, why: &str) -> Result<()> {
    let held = held(act, id).await?;
    if !may(act.who()?, SENDERS, &held.room) {
        return Err(Error::NotFound);
    }
    if held.protocol.closed_at.is_none() {
        return Err(refused("not-closed", "room-protocol-refused-not-closed", &[]));
    }
    if held.protocol.counted.values().any(|one| one.taken) {
        return Err(refused("taken-over", "room-protocol-refused-taken", &[]));
    }
    if why.trim().is_empty() {
        return Err(at("why", "common-error-required", &[]));
    }
    let now = act.now();
    store::insert_event(act, id, (EventKind::OpenedAgain, now, None), why.trim()).await?;
    store::set_closed(act, id, false).await
}

/// Takes the absences of an exam in a closed room over into the exam's own list; how many.
///
/// # Errors
/// Not found for those who do not receive the exam's answers, or where the exam is not in the room. Refused:
/// `not-closed`, `taken-over`; what `record_absence` refuses, where an answer came of somebody who was absent
/// here.
pub async fn take_over(act: &mut Act, id: BookingId, exam: ExamId) -> Result<usize> {
    let room =
        crate::room_folder::store::lock_room(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let own = room.exams.iter().find(|one| one.id == exam).ok_or(Error::NotFound)?;
    act.who()?.require(RECEIVERS, &own.place)?;
    let mut protocols = store::protocols(act.conn(), std::slice::from_ref(&room)).await?;
    let protocol = protocols.pop().unwrap_or_default();
    if protocol.closed_at.is_none() {
        return Err(refused("not-closed", "room-protocol-refused-not-closed", &[]));
    }
    if protocol.count_of(exam).taken {
        return Err(refused("taken-over", "room-protocol-refused-taken", &[]));
    }
    let mut taken = 0;
    for one in room.candidates.iter().filter(|one| one.exam == exam) {
        let kind = match protocol.of(one.registration).map(|attended| attended.status) {
            Some(Status::Absent) => Absence::Absent,
            Some(Status::Withdrew) => Absence::Withdrew,
            _ => continue,
        };
        let Some(number) = one.number else { continue };
        record_absence(act, exam, number, kind).await?;
        taken += 1;
    }
    store::insert_taken(act, id, exam).await?;
    Ok(taken)
}
