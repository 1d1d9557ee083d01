//! Reads and writes of invigilators, their turns and hours.

mod writes;

pub use writes::*;

use super::rota::Candidate;
use crate::room_booking::Feature;
use crate::{AvailabilityId, BookingId, InvigilatorId, TurnId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::people::PersonName;
use office::{PersonId, Result};
use rules::Term;
use rules::invigilation::{RoomKind, Turn};
use sqlx::PgConnection;

/// A room of written exams that needs invigilators.
pub struct RoomNeed {
    /// The reservation.
    pub booking: BookingId,
    /// The code of the room.
    pub room: String,
    /// When the candidates begin.
    pub from: Timestamp,
    /// When the last of them ends.
    pub until: Timestamp,
    /// How many sit there.
    pub seats: i32,
    /// The codes of the courses.
    pub courses: Vec<String>,
    /// What sort of room it is.
    pub kind: RoomKind,
}

/// The rooms of a term's written exams, or one of them.
pub async fn needs(
    conn: &mut PgConnection,
    term: Option<Term>,
    booking: Option<BookingId>,
) -> sqlx::Result<Vec<RoomNeed>> {
    let term = term.map(|term| term.to_string());
    let rows = sqlx::query_file!("src/invigilation/needs.sql", term, booking.map(|id| id.0));
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| {
            let features: Vec<Feature> =
                row.features.iter().filter_map(|word| Feature::read(word)).collect();
            RoomNeed {
                booking: BookingId(row.id),
                room: row.room,
                from: row.from_at.to_jiff(),
                until: row.until_at.to_jiff(),
                seats: row.seats,
                courses: row.courses,
                kind: Feature::kind_of(&features),
            }
        })
        .collect())
}

/// The first moment of a term, and that of the next one.
pub fn span(term: Term) -> Result<(Timestamp, Timestamp)> {
    let day = |term: Term| crate::said::day_of(term.first_day());
    Ok((day(term)?.0, day(term.next())?.0))
}

/// An invigilator.
pub struct Invigilator {
    /// The opaque id.
    pub id: InvigilatorId,
    /// The person.
    pub person: PersonId,
    /// The name, shown on purpose only.
    pub name: PersonName,
    /// Whether she may have charge of a room.
    pub head: bool,
    /// Kroner an hour, where she is engaged for the term.
    pub hourly_pay: Option<i32>,
    /// The most hours in the term, where it is agreed.
    pub hours_most: Option<i32>,
    /// How many minutes her turns of the term are.
    pub minutes: i32,
}

/// Which invigilators are asked for.
#[derive(Clone, Copy, Default)]
pub struct Whom {
    /// One of them.
    pub id: Option<InvigilatorId>,
    /// The one who is this person.
    pub person: Option<PersonId>,
}

/// Invigilators by name, with what a term says of them.
pub async fn people(conn: &mut PgConnection, term: Term, whom: Whom) -> Result<Vec<Invigilator>> {
    let (from, until) = span(term)?;
    let rows = sqlx::query_file!(
        "src/invigilation/people.sql",
        term.to_string(),
        from.to_sqlx() as _,
        until.to_sqlx() as _,
        whom.id.map(|id| id.0),
        whom.person.map(|id| id.0)
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Invigilator {
            id: InvigilatorId(row.id),
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            head: row.head,
            hourly_pay: row.hourly_pay,
            hours_most: row.hours_most,
            minutes: row.minutes,
        })
        .collect())
}

/// Holds an invigilator until the act ends; who it is.
pub async fn lock(conn: &mut PgConnection, id: InvigilatorId) -> sqlx::Result<Option<PersonId>> {
    let held =
        sqlx::query_scalar!("select person_id from invigilator where id = $1 for update", id.0);
    Ok(held.fetch_optional(conn).await?.map(PersonId))
}

/// Holds all invigilators until the act ends, so that one rota is made at a time.
pub async fn lock_all(conn: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query_scalar!("select id from invigilator order by id for update")
        .fetch_all(conn)
        .await?;
    Ok(())
}

/// A turn with all that lists show of it.
pub struct TurnRow {
    /// The opaque id.
    pub id: TurnId,
    /// The reservation whose room it is in.
    pub booking: BookingId,
    /// Whose it is.
    pub invigilator: InvigilatorId,
    /// Who that is.
    pub person: PersonId,
    /// The name, shown on purpose only.
    pub name: PersonName,
    /// Whether it is the charge of the room.
    pub head: bool,
    /// When she comes.
    pub from: Timestamp,
    /// When she is done.
    pub until: Timestamp,
    /// The code of the room.
    pub room: String,
    /// Whether the room is reserved no more.
    pub cancelled: bool,
    /// When she was told of it.
    pub told_at: Option<Timestamp>,
    /// When it was taken away.
    pub ended_at: Option<Timestamp>,
    /// When she was told of that.
    pub end_told_at: Option<Timestamp>,
    /// What she has worked, as it was reported.
    pub worked: Option<Worked>,
}

/// The hours of a turn.
#[derive(Clone, Copy)]
pub struct Worked {
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// Who has said so.
    pub reported_by: PersonId,
    /// When it was certified.
    pub attested_at: Option<Timestamp>,
}

impl TurnRow {
    /// Whether it stands, and is ahead, in a room that is reserved no more.
    pub fn is_without_room(&self, now: Timestamp) -> bool {
        self.cancelled && self.ended_at.is_none() && self.from > now
    }

    /// Whether somebody is still to be told of it, or of its end.
    pub fn is_news(&self) -> bool {
        match self.ended_at {
            None => self.told_at.is_none(),
            Some(_) => self.told_at.is_some() && self.end_told_at.is_none(),
        }
    }
}

/// Which turns are asked for.
#[derive(Clone, Copy, Default)]
pub struct Which {
    /// One turn.
    pub turn: Option<TurnId>,
    /// Those of one invigilator.
    pub invigilator: Option<InvigilatorId>,
    /// Those in one room at one time.
    pub booking: Option<BookingId>,
    /// Those from a moment on.
    pub from: Option<Timestamp>,
    /// Those before a moment.
    pub until: Option<Timestamp>,
}

impl Which {
    /// Those of a term.
    pub fn of(term: Term) -> Result<Self> {
        let (from, until) = span(term)?;
        Ok(Self { from: Some(from), until: Some(until), ..Self::default() })
    }
}

/// Turns by time and room, those that have ended too.
pub async fn turns(conn: &mut PgConnection, which: Which) -> sqlx::Result<Vec<TurnRow>> {
    let rows = sqlx::query_file!(
        "src/invigilation/turns.sql",
        which.turn.map(|id| id.0),
        which.invigilator.map(|id| id.0),
        which.booking.map(|id| id.0),
        which.from.map(ToSqlx::to_sqlx) as _,
        which.until.map(ToSqlx::to_sqlx) as _
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    let at = |at: jiff_sqlx::Timestamp| at.to_jiff();
    Ok(rows
        .map(|row| TurnRow {
            id: TurnId(row.id),
            booking: BookingId(row.booking_id),
            invigilator: InvigilatorId(row.invigilator_id),
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            head: row.head,
            from: at(row.from_at),
            until: at(row.until_at),
            room: row.room,
            cancelled: row.cancelled,
            told_at: row.told_at.map(at),
            ended_at: row.ended_at.map(at),
            end_told_at: row.end_told_at.map(at),
            worked: match (row.worked_from, row.worked_until, row.reported_by) {
                (Some(from), Some(until), Some(by)) => Some(Worked {
                    from: at(from),
                    until: at(until),
                    reported_by: PersonId(by),
                    attested_at: row.attested_at.map(at),
                }),
                _ => None,
            },
        })
        .collect())
}

/// One turn, held until the act ends.
pub async fn lock_turn(conn: &mut PgConnection, id: TurnId) -> sqlx::Result<Option<TurnRow>> {
    sqlx::query_scalar!("select id from invigilator_turn where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    let which = Which { turn: Some(id), ..Which::default() };
    Ok(turns(conn, which).await?.into_iter().next())
}

/// A time at which an invigilator can.
pub struct AvailableRow {
    /// The opaque id.
    pub id: AvailabilityId,
    /// Whose it is.
    pub invigilator: InvigilatorId,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// When invigilators can, in a term; all of them, or one.
pub async fn availability(
    conn: &mut PgConnection,
    term: Term,
    id: Option<InvigilatorId>,
) -> Result<Vec<AvailableRow>> {
    let (from, until) = span(term)?;
    let rows = sqlx::query!(
        "select id, invigilator_id, from_at, until_at from invigilator_availability
        where from_at < $2 and until_at > $1 and ($3::uuid is null or invigilator_id = $3)
        order by from_at",
        from.to_sqlx() as _,
        until.to_sqlx() as _,
        id.map(|id| id.0)
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| AvailableRow {
            id: AvailabilityId(row.id),
            invigilator: InvigilatorId(row.invigilator_id),
            from: row.from_at.to_jiff(),
            until: row.until_at.to_jiff(),
        })
        .collect())
}

/// An invigilator who is engaged, as the rota knows her.
pub async fn candidates(
    conn: &mut PgConnection,
    term: Term,
) -> Result<Vec<(Invigilator, Candidate)>> {
    let people = people(conn, term, Whom::default()).await?;
    let available = availability(conn, term, None).await?;
    let turns = turns(conn, Which::of(term)?).await?;
    let local = ui::in_norway;
    let engaged = people.into_iter().filter(|one| one.hourly_pay.is_some());
    Ok(engaged
        .map(|one| {
            let free = available.iter().filter(|row| row.invigilator == one.id);
            let given = turns.iter().filter(|turn| turn.invigilator == one.id);
            let given = given.filter(|turn| turn.ended_at.is_none());
            let candidate = Candidate {
                head: one.head,
                minutes_most: one.hours_most.map(|hours| i64::from(hours) * 60),
                free: free.map(|row| (local(row.from), local(row.until))).collect(),
                given: given
                    .map(|turn| Turn { from: local(turn.from), until: local(turn.until) })
                    .collect(),
            };
            (one, candidate)
        })
        .collect())
}
