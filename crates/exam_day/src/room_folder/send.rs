//! Seats are given, papers counted, and the folder is sent to the room.

use super::seats::{self, Desks, mix};
use super::store::{self, FolderExam, FolderRoom, Which};
use super::{SEATS_IN_ROW, SEATS_IN_ROW_MAX, SENDERS, may};
use crate::BookingId;
use crate::said::{at, day_of, refused};
use jiff::Timestamp;
use jiff::civil::Date;
use office::{Act, Error, ExamId, Node, RegistrationId, Result};
use rules::paper_copies::{CopiesAnswer, CopiesFacts, PaperCopies};
use rules::{Decision, Language, Reason, Rule};

impl FolderRoom {
    /// The desks of the room.
    pub(super) fn desks(&self) -> Desks {
        let number = |value: i32| usize::try_from(value).unwrap_or_default();
        Desks {
            seats: number(self.capacity),
            per_row: number(self.per_row.unwrap_or(SEATS_IN_ROW)).max(1),
        }
    }

    /// Which exam sits where, by the place of the exam in the room's list.
    pub(super) fn taken(&self) -> Vec<Option<usize>> {
        let mut seats = vec![None; self.desks().seats];
        for one in &self.candidates {
            let seat = one.seat.and_then(|seat| usize::try_from(seat - 1).ok());
            if let Some(taken) = seat.and_then(|seat| seats.get_mut(seat)) {
                *taken = self.exams.iter().position(|exam| exam.id == one.exam);
            }
        }
        seats
    }

    /// How many pairs of one exam sit side by side.
    pub(super) fn side_by_side(&self) -> usize {
        seats::side_by_side(&self.taken(), self.desks())
    }

    /// How many have no seat.
    pub(super) fn unseated(&self) -> usize {
        self.candidates.iter().filter(|one| one.seat.is_none()).count()
    }
}

/// Gives the candidates of a room their seats; how many got one. With `per_row`, says how many seats stand
/// in a row of it. Once the folder is sent, whoever has a seat keeps it.
///
/// # Errors
/// Not found for those who do not send folders, at every exam in the room. Refused: `begun`, `nobody-placed`
/// where no candidate has been given this room, `too-few-seats`. Invalid `per_row`.
pub async fn seat(act: &mut Act, id: BookingId, per_row: Option<i32>) -> Result<usize> {
    let mut room = own(act, id).await?;
    if let Some(seats) = per_row {
        if !(1..=SEATS_IN_ROW_MAX).contains(&seats) {
            let args: [(&str, &dyn ui::ToArg); 2] = [("value", &seats), ("max", &SEATS_IN_ROW_MAX)];
            return Err(at("per_row", "room-folder-error-row", &args));
        }
        store::set_per_row(act.conn(), room.room, seats).await?;
        room.per_row = Some(seats);
    }
    if room.from <= act.now() {
        return Err(refused("begun", "room-booking-refused-begun", &[]));
    }
    if room.candidates.is_empty() {
        return Err(refused("nobody-placed", "room-folder-refused-nobody", &[]));
    }
    give(act, &room).await
}

/// Gives the candidates of every room of a day their seats, where they have none; how many got one.
///
/// # Errors
/// As [`seat`], of the first room that cannot be seated. Rooms of others are left as they are.
pub async fn seat_day(act: &mut Act, day: Date) -> Result<usize> {
    let mut given = 0;
    for room in of_day(act, day).await? {
        if room.unseated() > 0 && room.from > act.now() {
            given += seat(act, room.booking, None).await?;
        }
    }
    Ok(given)
}

/// The rooms of a day whose folders are one's own to send.
async fn of_day(act: &mut Act, day: Date) -> Result<Vec<FolderRoom>> {
    let (from, until) = day_of(day)?;
    let which = Which { from: Some(from), until: Some(until), ..Which::default() };
    let mut rooms = store::rooms(act.conn(), which).await?;
    let who = act.who()?;
    rooms.retain(|room| may(who, SENDERS, room));
    rooms.sort_by_key(|room| room.booking.0);
    Ok(rooms)
}

async fn own(act: &mut Act, id: BookingId) -> Result<FolderRoom> {
    let room = store::lock_room(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if may(act.who()?, SENDERS, &room) { Ok(room) } else { Err(Error::NotFound) }
}

async fn give(act: &mut Act, room: &FolderRoom) -> Result<usize> {
    let desks = room.desks();
    let kept = room.candidates.iter().filter(|one| room.sent_at.is_some() && one.seat.is_some());
    let kept: Vec<_> = kept.map(|one| one.registration.0).collect();
    store::free_seats(act.conn(), room.booking, &kept).await?;
    let given = if kept.is_empty() { all(room, desks) } else { late(room, desks) };
    let given = given.ok_or_else(|| {
        let missing = room.candidates.len().saturating_sub(desks.seats);
        refused("too-few-seats", "room-folder-refused-seats", &[("missing", &missing)])
    })?;
    store::give_seats(act, room.booking, &given).await?;
    Ok(given.len())
}

type Given = Vec<(RegistrationId, i32)>;

/// A seat as it is written: counted from 1.
fn written(seat: usize) -> i32 {
    i32::try_from(seat + 1).unwrap_or(i32::MAX)
}

/// Everybody, the exams mixed; within an exam by number.
fn all(room: &FolderRoom, desks: Desks) -> Option<Given> {
    let of = |exam: &FolderExam| {
        let mut own: Vec<_> = room.candidates.iter().filter(|one| one.exam == exam.id).collect();
        own.sort_by_key(|one| (one.number, one.registration.0));
        own
    };
    let mut waiting: Vec<_> = room.exams.iter().map(|exam| of(exam).into_iter()).collect();
    let sizes: Vec<usize> = waiting.iter().map(ExactSizeIterator::len).collect();
    let seats = mix(&sizes, desks)?;
    let taken = seats.iter().enumerate().filter_map(|(seat, exam)| Some((seat, (*exam)?)));
    Some(
        taken
            .filter_map(|(seat, exam)| Some((waiting[exam].next()?.registration, written(seat))))
            .collect(),
    )
}

/// Those without a seat, each on the best that is free.
fn late(room: &FolderRoom, desks: Desks) -> Option<Given> {
    let mut seats = room.taken();
    let mut given = Vec::new();
    for one in room.candidates.iter().filter(|one| one.seat.is_none()) {
        let exam = room.exams.iter().position(|exam| exam.id == one.exam)?;
        let seat = seats::free(&seats, desks, exam)?;
        seats[seat] = Some(exam);
        given.push((one.registration, written(seat)));
    }
    Some(given)
}

/// How many copies of an exam's paper a room needs in one language form.
pub struct Copies {
    /// The exam.
    pub exam: ExamId,
    /// The language form.
    pub language: Language,
    /// How many candidates have it.
    pub candidates: u32,
    /// How many copies, how many of them spare, and by when they are in the room.
    pub answer: CopiesAnswer,
    /// Why so many.
    pub because: Vec<Reason>,
}

/// How many papers a room needs, by exam and language form (B-09).
///
/// # Errors
/// Refused: the rules of the day say nothing of copies.
pub fn copies(node: &Node, room: &FolderRoom) -> Result<Vec<Copies>> {
    let mut all = Vec::new();
    for exam in &room.exams {
        for language in Language::ALL {
            let has = |one: &&store::Candidate| one.exam == exam.id && one.language == language;
            let count = room.candidates.iter().filter(has).count();
            if count > 0 {
                all.push(counted(node, room.from, (exam.id, language, count))?);
            }
        }
    }
    Ok(all)
}

fn counted(
    node: &Node,
    from: Timestamp,
    (exam, language, count): (ExamId, Language, usize),
) -> Result<Copies> {
    let candidates = u32::try_from(count).unwrap_or(u32::MAX);
    let (answer, because) = asked(node, from, candidates)?;
    Ok(Copies { exam, language, candidates, answer, because })
}

/// What the rule says of so many candidates on the day of a moment.
pub(super) fn asked(
    node: &Node,
    from: Timestamp,
    candidates: u32,
) -> Result<(CopiesAnswer, Vec<Reason>)> {
    let day = ui::in_norway(from).date();
    let facts = CopiesFacts { held: day.into(), candidates };
    let Decision { outcome, because, .. } = PaperCopies::decide(&facts, node.rules_on(day)?);
    match outcome {
        Ok(answer) => Ok((answer, because)),
        Err(refusal) => Err(Error::because(refusal, because)),
    }
}

/// Notes that the folder and the papers of a room were sent there (E-21).
///
/// # Errors
/// As [`seat`]. Refused: `already-sent`, `not-seated`, `aids-missing` and `paper-missing` with the exams that
/// lack them.
pub async fn send(act: &mut Act, id: BookingId) -> Result<()> {
    let room = own(act, id).await?;
    if room.sent_at.is_some() {
        return Err(refused("already-sent", "room-folder-refused-sent", &[]));
    }
    if room.from <= act.now() {
        return Err(refused("begun", "room-booking-refused-begun", &[]));
    }
    if room.candidates.is_empty() {
        return Err(refused("nobody-placed", "room-folder-refused-nobody", &[]));
    }
    let unseated = room.unseated();
    if unseated > 0 {
        let args: [(&str, &dyn ui::ToArg); 1] = [("count", &unseated)];
        return Err(refused("not-seated", "room-folder-refused-unseated", &args));
    }
    let lacking = |lacks: &dyn Fn(&FolderExam) -> bool| {
        let exams = room.exams.iter().filter(|exam| lacks(exam));
        exams.map(|exam| exam.code.as_str()).collect::<Vec<_>>().join(", ")
    };
    let without = lacking(&|exam| exam.aids.is_none());
    if !without.is_empty() {
        let args: [(&str, &dyn ui::ToArg); 1] = [("exams", &without)];
        return Err(refused("aids-missing", "room-folder-refused-aids", &args));
    }
    let without = lacking(&|exam| {
        let mut own = room.candidates.iter().filter(|one| one.exam == exam.id);
        own.any(|one| !exam.papers.contains(&one.language))
    });
    if !without.is_empty() {
        let args: [(&str, &dyn ui::ToArg); 1] = [("exams", &without)];
        return Err(refused("paper-missing", "room-folder-refused-paper", &args));
    }
    store::send(act, id).await
}
