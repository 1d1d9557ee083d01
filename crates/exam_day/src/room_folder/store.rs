//! Reads and writes of seats, aids and folders.

use super::Aids;
use crate::BookingId;
use crate::room_booking::store::lock;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::catalogue::about;
use office::people::{PersonName, PlaceCode};
use office::{Act, ExamId, PersonId, RegistrationId, Result, RoomId};
use rules::{Language, Text};
use sqlx::PgConnection;
use uuid::Uuid;

/// A room reserved for written exams, as its folder shows it.
pub struct FolderRoom {
    /// The reservation.
    pub booking: BookingId,
    /// The room.
    pub room: RoomId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many it seats.
    pub capacity: i32,
    /// When the candidates begin.
    pub from: Timestamp,
    /// When the last of them ends.
    pub until: Timestamp,
    /// How many seats stand in a row, where somebody has said so.
    pub per_row: Option<i32>,
    /// When folder and papers were sent.
    pub sent_at: Option<Timestamp>,
    /// The exams.
    pub exams: Vec<FolderExam>,
    /// The candidates, in the order of their seats; those without one last.
    pub candidates: Vec<Candidate>,
}

/// An exam in a room.
pub struct FolderExam {
    /// The exam.
    pub id: ExamId,
    /// The course code.
    pub code: String,
    /// The course name.
    pub name: Text,
    /// Its short name.
    pub about: String,
    /// Where its unit lies.
    pub place: PlaceCode,
    /// Whether its candidates have numbers.
    pub numbered: bool,
    /// When it begins.
    pub from: Timestamp,
    /// How many minutes it lasts in this room, extra time counted.
    pub minutes: i32,
    /// How many of them are extra.
    pub extra_minutes: i32,
    /// What candidates may use, where somebody has said so.
    pub aids: Option<Aids>,
    /// The language forms in which there is a paper.
    pub papers: Vec<Language>,
}

impl FolderExam {
    /// When it ends in this room.
    pub fn until(&self) -> Timestamp {
        crate::said::later(self.from, self.minutes.into())
    }
}

/// A candidate in a room.
pub struct Candidate {
    /// The registration.
    pub registration: RegistrationId,
    /// The exam.
    pub exam: ExamId,
    /// The person.
    pub person: PersonId,
    /// The name, shown on purpose only.
    pub name: PersonName,
    /// The number, once it is drawn.
    pub number: Option<i32>,
    /// The language form of the paper.
    pub language: Language,
    /// The seat, counted from 1.
    pub seat: Option<i32>,
    /// What was granted to her alone, where something was.
    pub granted: Option<OwnTime>,
}

/// What invigilators know of a candidate's special arrangements.
pub struct OwnTime {
    /// Minutes beyond the exam.
    pub extra_minutes: i32,
    /// Per cent of the exam's time beyond it.
    pub extra_percent: i32,
    /// What she may use that others may not.
    pub equipment: String,
}

impl OwnTime {
    /// When the candidate's own time in an exam is over.
    pub fn until(&self, exam: &FolderExam) -> Timestamp {
        let minutes = exam.minutes - exam.extra_minutes;
        let beyond = self.extra_minutes + (minutes * self.extra_percent + 99) / 100;
        crate::said::later(exam.from, (minutes + beyond).into())
    }
}

/// Reads a language form that the database's CHECK has held to those there are.
pub fn language(tag: &str) -> Language {
    Language::ALL.into_iter().find(|one| one.tag() == tag).unwrap_or(Language::Nb)
}

/// Which rooms are asked for; what is absent narrows nothing.
#[derive(Clone, Copy, Default)]
pub struct Which {
    /// One reservation.
    pub booking: Option<BookingId>,
    /// Those from a moment on.
    pub from: Option<Timestamp>,
    /// Those before a moment.
    pub until: Option<Timestamp>,
}

/// The rooms with their exams and candidates, by time and room.
pub async fn rooms(conn: &mut PgConnection, which: Which) -> sqlx::Result<Vec<FolderRoom>> {
    let rows = sqlx::query_file!(
        "src/room_folder/rooms.sql",
        which.booking.map(|id| id.0),
        which.from.map(ToSqlx::to_sqlx) as _,
        which.until.map(ToSqlx::to_sqlx) as _
    );
    let mut found: Vec<FolderRoom> = Vec::new();
    for row in rows.fetch_all(&mut *conn).await? {
        let aids = row.allowed.as_deref().and_then(|word| {
            let named = Text::new(
                row.listed_nb.clone().unwrap_or_default(),
                row.listed_nn.clone().unwrap_or_default(),
                row.listed_en.clone().unwrap_or_default(),
            );
            Aids::read(word, named)
        });
        let exam = FolderExam {
            id: ExamId(row.exam),
            about: about(&row.code, &row.term, &row.kind),
            code: row.code,
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
            place: PlaceCode(row.place_code),
            numbered: row.numbered,
            from: row.starts.to_jiff(),
            minutes: row.minutes + row.extra_minutes,
            extra_minutes: row.extra_minutes,
            aids,
            papers: row.papers.iter().map(|tag| language(tag)).collect(),
        };
        match found.last_mut() {
            Some(last) if last.booking.0 == row.booking => last.exams.push(exam),
            _ => found.push(FolderRoom {
                booking: BookingId(row.booking),
                room: RoomId(row.room_id),
                code: row.room,
                name: row.room_name,
                capacity: row.capacity,
                from: row.from_at.to_jiff(),
                until: row.until_at.to_jiff(),
                per_row: row.per_row,
                sent_at: row.sent_at.map(jiff_sqlx::Timestamp::to_jiff),
                exams: vec![exam],
                candidates: Vec::new(),
            }),
        }
    }
    seated(conn, &mut found).await?;
    Ok(found)
}

/// Puts the candidates into their rooms.
async fn seated(conn: &mut PgConnection, rooms: &mut [FolderRoom]) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = rooms.iter().map(|room| room.booking.0).collect();
    let rows = sqlx::query_file!("src/room_folder/seated.sql", &ids).fetch_all(conn).await?;
    for row in rows {
        let Some(room) = rooms.iter_mut().find(|room| room.booking.0 == row.booking) else {
            continue;
        };
        room.candidates.push(Candidate {
            registration: RegistrationId(row.registration),
            exam: ExamId(row.exam),
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            number: row.candidate_number,
            language: language(&row.language),
            seat: row.seat,
            granted: row.extra_minutes.zip(row.extra_percent).map(
                |(extra_minutes, extra_percent)| {
                    let equipment = row.equipment.unwrap_or_default();
                    OwnTime { extra_minutes, extra_percent, equipment }
                },
            ),
        });
    }
    Ok(())
}

/// One room, held until the act ends.
pub async fn lock_room(conn: &mut PgConnection, id: BookingId) -> sqlx::Result<Option<FolderRoom>> {
    lock(conn, id).await?;
    let which = Which { booking: Some(id), ..Which::default() };
    Ok(rooms(conn, which).await?.into_iter().next())
}

/// Says how many seats stand in a row of a room.
pub async fn set_per_row(conn: &mut PgConnection, room: RoomId, seats: i32) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into room_row (room_id, seats) values ($1, $2)
        on conflict (room_id) do update set seats = excluded.seats",
        room.0,
        seats
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes all seats in a room back but those of these registrations.
pub async fn free_seats(
    conn: &mut PgConnection,
    booking: BookingId,
    kept: &[Uuid],
) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from room_seat where booking_id = $1 and registration_id <> all($2)",
        booking.0,
        kept
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives each of these a seat.
pub async fn give_seats(
    act: &mut Act,
    booking: BookingId,
    given: &[(RegistrationId, i32)],
) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    let ids: Vec<Uuid> = given.iter().map(|_| Uuid::now_v7()).collect();
    let whose: Vec<Uuid> = given.iter().map(|(registration, _)| registration.0).collect();
    let seats: Vec<i32> = given.iter().map(|(_, seat)| *seat).collect();
    sqlx::query!(
        "insert into room_seat (id, booking_id, registration_id, seat, given_at, given_by)
        select given.id, $1, given.registration, given.seat, $2, $3
        from unnest($4::uuid[], $5::uuid[], $6::integer[]) as given(id, registration, seat)",
        booking.0,
        now.to_sqlx() as _,
        who.0,
        &ids,
        &whose,
        &seats
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Notes that folder and papers were sent.
pub async fn send(act: &mut Act, booking: BookingId) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into room_folder (booking_id, sent_at, sent_by) values ($1, $2, $3)",
        booking.0,
        now.to_sqlx() as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// What candidates of an exam may use, and which version of that it is; none and 0 where nobody has said.
pub async fn aids(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<(Option<Aids>, i32)> {
    let row = sqlx::query!(
        "select allowed, listed_nb, listed_nn, listed_en, version from exam_aids where exam_id = $1",
        exam.0
    );
    Ok(row.fetch_optional(conn).await?.map_or((None, 0), |row| {
        let named = Text::new(row.listed_nb, row.listed_nn, row.listed_en);
        (Aids::read(&row.allowed, named), row.version)
    }))
}

/// Says what candidates of an exam may use.
pub async fn set_aids(act: &mut Act, exam: ExamId, aids: &Aids, version: i32) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    let named = aids.named();
    sqlx::query!(
        "insert into exam_aids
            (exam_id, allowed, listed_nb, listed_nn, listed_en, version, stated_at, stated_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (exam_id) do update set allowed = excluded.allowed,
            listed_nb = excluded.listed_nb, listed_nn = excluded.listed_nn,
            listed_en = excluded.listed_en, version = excluded.version,
            stated_at = excluded.stated_at, stated_by = excluded.stated_by",
        exam.0,
        aids.word(),
        named.nb,
        named.nn,
        named.en,
        version,
        now.to_sqlx() as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// A room ahead whose folder has not been sent.
pub struct Waiting {
    /// The reservation.
    pub booking: BookingId,
    /// The code of the room.
    pub room: String,
    /// When the candidates begin.
    pub from: Timestamp,
    /// Where the units of its exams lie.
    pub places: Vec<PlaceCode>,
    /// The codes of the courses.
    pub courses: Vec<String>,
}

/// Rooms ahead of a moment whose folder has not been sent although its candidates have numbers.
pub async fn waiting(conn: &mut PgConnection, now: Timestamp) -> sqlx::Result<Vec<Waiting>> {
    let rows = sqlx::query_file!("src/room_folder/waiting.sql", now.to_sqlx() as _);
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Waiting {
            booking: BookingId(row.id),
            room: row.room,
            from: row.from_at.to_jiff(),
            places: row.places.into_iter().map(PlaceCode).collect(),
            courses: row.courses,
        })
        .collect())
}
