//! Reads and writes of what happens in a room.

use super::{EventKind, Status};
use crate::room_folder::store::FolderRoom;
use crate::{BookingId, EventId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::people::{PersonName, PlaceCode};
use office::{Act, ExamId, MisconductId, PersonId, RegistrationId, Result};
use sqlx::PgConnection;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What became of a candidate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Attended {
    /// What.
    pub status: Status,
    /// When she left, where that was before the end.
    pub left_at: Option<Timestamp>,
}

/// What was counted of an exam.
#[derive(Clone, Copy, Default)]
pub struct Counted {
    /// How many papers were given out.
    pub papers: Option<i32>,
    /// How many answers there are.
    pub answers: Option<i32>,
    /// Whether its absences were taken over.
    pub taken: bool,
}

/// Something that happened.
pub struct Event {
    /// The opaque id.
    pub id: EventId,
    /// What sort of thing.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// Whom it concerns.
    pub registration: Option<RegistrationId>,
    /// What, in words.
    pub what: String,
    /// The case that a suspicion has become.
    pub misconduct: Option<MisconductId>,
}

impl Event {
    /// How its tag is coloured.
    pub const fn color(&self) -> &'static str {
        match self.kind {
            EventKind::Suspicion => "danger",
            EventKind::Late | EventKind::Illness | EventKind::Technical => "warning",
            EventKind::Other | EventKind::OpenedAgain => "neutral",
        }
    }
}

/// The protocol of one room; empty where nothing has been entered.
#[derive(Default)]
pub struct Protocol {
    /// Counts up with each change; 0 where nothing has been entered.
    pub version: i32,
    /// Whether aids were checked.
    pub aids_checked: bool,
    /// Why counts differ.
    pub explanation: String,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// By whom.
    pub closed_by: Option<PersonName>,
    /// What became of each.
    pub attended: BTreeMap<Uuid, Attended>,
    /// What was counted of each exam.
    pub counted: BTreeMap<Uuid, Counted>,
    /// What happened.
    pub events: Vec<Event>,
}

impl Protocol {
    /// What became of a candidate, where somebody has entered it.
    pub fn of(&self, id: RegistrationId) -> Option<Attended> {
        self.attended.get(&id.0).copied()
    }

    /// What was counted of an exam.
    pub fn count_of(&self, id: ExamId) -> Counted {
        self.counted.get(&id.0).copied().unwrap_or_default()
    }
}

/// The protocols of these rooms, in their order.
pub async fn protocols(
    conn: &mut PgConnection,
    rooms: &[FolderRoom],
) -> sqlx::Result<Vec<Protocol>> {
    let ids: Vec<Uuid> = rooms.iter().map(|room| room.booking.0).collect();
    let mut found: Vec<Protocol> = ids.iter().map(|_| Protocol::default()).collect();
    let at = |id: Uuid| ids.iter().position(|one| *one == id);
    let rows = sqlx::query_file!("src/room_protocol/protocols.sql", &ids);
    for row in rows.fetch_all(&mut *conn).await? {
        let Some(protocol) = at(row.booking_id).and_then(|at| found.get_mut(at)) else { continue };
        protocol.version = row.version;
        protocol.aids_checked = row.aids_checked;
        protocol.explanation = row.explanation;
        protocol.closed_at = row.closed_at.map(jiff_sqlx::Timestamp::to_jiff);
        protocol.closed_by = match (row.given_name, row.family_name) {
            (Some(given), Some(family)) => {
                Some(PersonName::new(given, family, row.protected_address.unwrap_or_default()))
            }
            _ => None,
        };
    }
    let rows = sqlx::query_file!("src/room_protocol/attended.sql", &ids);
    for row in rows.fetch_all(&mut *conn).await? {
        let place = at(row.booking_id);
        let Some(protocol) = place.and_then(|at| found.get_mut(at)) else { continue };
        match row.status.as_deref().and_then(Status::read) {
            Some(status) => {
                let left_at = row.left_at.map(jiff_sqlx::Timestamp::to_jiff);
                protocol.attended.insert(row.of, Attended { status, left_at });
            }
            None => {
                let (papers, answers, taken) = (row.papers, row.answers, row.taken);
                protocol.counted.insert(row.of, Counted { papers, answers, taken });
            }
        }
    }
    events(conn, &ids, &mut found).await?;
    Ok(found)
}

async fn events(conn: &mut PgConnection, ids: &[Uuid], found: &mut [Protocol]) -> sqlx::Result<()> {
    let rows = sqlx::query_file!("src/room_protocol/events.sql", ids).fetch_all(conn).await?;
    for row in rows {
        let at = ids.iter().position(|one| *one == row.booking_id);
        let Some(protocol) = at.and_then(|at| found.get_mut(at)) else { continue };
        protocol.events.push(Event {
            id: EventId(row.id),
            kind: EventKind::read(&row.kind).unwrap_or(EventKind::Other),
            at: row.happened_at.to_jiff(),
            registration: row.registration_id.map(RegistrationId),
            what: row.what,
            misconduct: row.misconduct.map(MisconductId),
        });
    }
    Ok(())
}

/// Writes what the protocol says of the room as a whole, as its next version.
pub async fn write(
    act: &mut Act,
    booking: BookingId,
    aids_checked: bool,
    explanation: &str,
) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into room_protocol (booking_id, aids_checked, explanation, entered_at, entered_by)
        values ($1, $2, $3, $4, $5)
        on conflict (booking_id) do update set version = room_protocol.version + 1,
            aids_checked = excluded.aids_checked, explanation = excluded.explanation,
            entered_at = excluded.entered_at, entered_by = excluded.entered_by",
        booking.0,
        aids_checked,
        explanation,
        now.to_sqlx() as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Writes what became of a candidate.
pub async fn write_attended(
    conn: &mut PgConnection,
    booking: BookingId,
    registration: RegistrationId,
    attended: Attended,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into room_attendance (id, booking_id, registration_id, status, left_at)
        values ($1, $2, $3, $4, $5)
        on conflict (booking_id, registration_id)
            do update set status = excluded.status, left_at = excluded.left_at",
        Uuid::now_v7(),
        booking.0,
        registration.0,
        attended.status.word(),
        attended.left_at.map(ToSqlx::to_sqlx) as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what was counted of an exam.
pub async fn write_count(
    conn: &mut PgConnection,
    booking: BookingId,
    exam: ExamId,
    (papers, answers): (Option<i32>, Option<i32>),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into room_count (id, booking_id, exam_id, papers, answers)
        values ($1, $2, $3, $4, $5)
        on conflict (booking_id, exam_id)
            do update set papers = excluded.papers, answers = excluded.answers",
        Uuid::now_v7(),
        booking.0,
        exam.0,
        papers,
        answers
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes something that happened.
pub async fn insert_event(
    act: &mut Act,
    booking: BookingId,
    (kind, at, registration): (EventKind, Timestamp, Option<RegistrationId>),
    what: &str,
) -> Result<EventId> {
    let (id, now, who) = (EventId::new(), act.now(), act.person()?);
    sqlx::query!(
        "insert into room_event
            (id, booking_id, kind, happened_at, registration_id, what, noted_at, noted_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.0,
        booking.0,
        kind.word(),
        at.to_sqlx() as _,
        registration.map(|id| id.0),
        what,
        now.to_sqlx() as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(id)
}

/// Closes a protocol, or opens it again.
pub async fn set_closed(act: &mut Act, booking: BookingId, closed: bool) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "update room_protocol set version = version + 1,
            closed_at = case when $2 then $3::timestamptz end,
            closed_by = case when $2 then $4::uuid end
        where booking_id = $1",
        booking.0,
        closed,
        now.to_sqlx() as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Notes that the absences of an exam in a room were taken over.
pub async fn insert_taken(act: &mut Act, booking: BookingId, exam: ExamId) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into room_absence_taken (id, booking_id, exam_id, taken_at, taken_by)
        values ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        booking.0,
        exam.0,
        now.to_sqlx() as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Whether this person has charge of the room: the head invigilator's turn where there is one, else any turn
/// in it.
pub async fn has_charge(
    conn: &mut PgConnection,
    booking: BookingId,
    person: PersonId,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from invigilator_turn as turn
            join invigilator on invigilator.id = turn.invigilator_id
            where turn.booking_id = $1 and turn.ended_at is null and invigilator.person_id = $2
                and (turn.head or not exists (select from invigilator_turn as other
                    where other.booking_id = $1 and other.ended_at is null and other.head))) as "has!""#,
        booking.0,
        person.0
    )
    .fetch_one(conn)
    .await
}

/// The student number of a candidate; nothing for a protected one.
pub async fn student_number(
    conn: &mut PgConnection,
    registration: RegistrationId,
) -> sqlx::Result<Option<String>> {
    let found = sqlx::query_scalar!(
        "select person.student_number from exam_registration as registration
        join person on person.id = registration.person_id
        where registration.id = $1 and not person.protected_address",
        registration.0
    );
    Ok(found.fetch_optional(conn).await?.flatten())
}

/// A room that is over and leaves something to be done.
pub struct Waiting {
    /// The reservation.
    pub booking: BookingId,
    /// The code of the room.
    pub room: String,
    /// When it began.
    pub from: Timestamp,
    /// The course code.
    pub course: String,
    /// Where its unit lies.
    pub place: PlaceCode,
    /// Whether the protocol is closed, so that its absences wait.
    pub closed: bool,
}

/// Rooms that are over and leave something to be done, one line for each exam.
pub async fn waiting(conn: &mut PgConnection, now: Timestamp) -> sqlx::Result<Vec<Waiting>> {
    let rows = sqlx::query_file!("src/room_protocol/waiting.sql", now.to_sqlx() as _);
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Waiting {
            booking: BookingId(row.id),
            room: row.room,
            from: row.from_at.to_jiff(),
            course: row.code,
            place: PlaceCode(row.place_code),
            closed: row.closed,
        })
        .collect())
}
