//! Reads and writes of rooms and their reservations.

use super::{Book, Feature};
use crate::BookingId;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff_sqlx::ToSqlx;
use office::catalogue::about;
use office::people::PlaceCode;
use office::{Act, ExamId, Result, RoomId};
use rules::Form;
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// An exam as far as its rooms are concerned.
pub struct Planned {
    /// Its short name.
    pub about: String,
    /// How it is assessed.
    pub form: Form,
    /// Where its unit lies.
    pub place: PlaceCode,
    /// The day.
    pub date: Option<Date>,
    /// The hour.
    pub starts_at: Option<Time>,
    /// How long it lasts.
    pub minutes: Option<i32>,
    /// How many are registered.
    pub candidates: i32,
    /// How many seats are reserved.
    pub seats: i32,
}

/// Reads a form of assessment that the database's CHECK has held to the rules' own words.
pub fn form(word: &str) -> Form {
    serde_json::from_value(word.into()).unwrap_or(Form::WrittenSchool)
}

/// One exam, or `None`.
pub async fn exam(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<Option<Planned>> {
    let row = sqlx::query_file!("src/room_booking/exam.sql", id.0).fetch_optional(conn).await?;
    Ok(row.map(|row| Planned {
        about: about(&row.code, &row.term, &row.kind),
        form: form(&row.form),
        place: PlaceCode(row.place_code),
        date: row.exam_date.map(jiff_sqlx::Date::to_jiff),
        starts_at: row.starts_at.map(jiff_sqlx::Time::to_jiff),
        minutes: row.duration_minutes,
        candidates: row.candidates,
        seats: row.seats,
    }))
}

/// One exam, held until the act ends.
pub async fn lock_exam(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<Option<Planned>> {
    let held = sqlx::query_scalar!("select id from exam where exam.id = $1 for update", id.0);
    held.fetch_optional(&mut *conn).await?;
    exam(conn, id).await
}

/// A room.
pub struct Room {
    /// The opaque id.
    pub id: RoomId,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// How many it seats.
    pub capacity: i32,
    /// What it has.
    pub features: Vec<Feature>,
    /// Whether it is taken at the time that was asked about.
    pub taken: bool,
}

/// The rooms, and whether each is taken at a time; only the one of a code, where one is named.
pub async fn rooms(
    conn: &mut PgConnection,
    code: Option<&str>,
    (from, until): (Timestamp, Timestamp),
) -> sqlx::Result<Vec<Room>> {
    let rows = sqlx::query_file!(
        "src/room_booking/rooms.sql",
        code,
        from.to_sqlx() as _,
        until.to_sqlx() as _
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Room {
            id: RoomId(row.id),
            code: row.code,
            name: row.name,
            capacity: row.capacity,
            features: row.features.iter().filter_map(|word| Feature::read(word)).collect(),
            taken: row.taken,
        })
        .collect())
}

/// What each room has or is for; a room without a line is a hall with desks.
///
/// # Errors
/// The database is away.
pub async fn features(conn: &mut PgConnection) -> sqlx::Result<HashMap<RoomId, Vec<Feature>>> {
    let rows = sqlx::query!("select room_id, feature from room_feature order by room_id, feature");
    let mut of: HashMap<RoomId, Vec<Feature>> = HashMap::new();
    for row in rows.fetch_all(conn).await? {
        of.entry(RoomId(row.room_id)).or_default().extend(Feature::read(&row.feature));
    }
    Ok(of)
}

/// The room of a code.
pub async fn room(conn: &mut PgConnection, code: &str) -> sqlx::Result<Option<Room>> {
    let whenever = (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
    Ok(rooms(conn, Some(code), whenever).await?.into_iter().next())
}

/// Holds a room until the act ends; whether there is one.
pub async fn lock_room(conn: &mut PgConnection, id: RoomId) -> sqlx::Result<bool> {
    let held = sqlx::query_scalar!("select id from room where id = $1 for update", id.0);
    Ok(held.fetch_optional(conn).await?.is_some())
}

/// Makes these the features of a room.
pub async fn set_features(
    conn: &mut PgConnection,
    room: RoomId,
    words: &[String],
) -> sqlx::Result<()> {
    sqlx::query!("delete from room_feature where room_id = $1", room.0).execute(&mut *conn).await?;
    sqlx::query!(
        "insert into room_feature (room_id, feature)
        select distinct $1::uuid, word from unnest($2::text[]) as given(word)",
        room.0,
        words
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A reservation, with the exams in it.
pub struct Booking {
    /// The opaque id.
    pub id: BookingId,
    /// The room.
    pub room: RoomId,
    /// Its code.
    pub room_code: String,
    /// Its name.
    pub room_name: String,
    /// How many it seats.
    pub capacity: i32,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// The exams and their short names.
    pub exams: Vec<(ExamId, String)>,
    /// Where the units of those lie that are written at school: the room has a folder where there are any.
    pub written: Vec<PlaceCode>,
    /// How many seats they have together.
    pub seats: i32,
    /// Whether its only exam begins at another time now.
    pub moved: bool,
}

/// Which reservations are asked for; what is absent narrows nothing.
#[derive(Clone, Copy, Default)]
pub struct Which {
    /// One reservation.
    pub booking: Option<BookingId>,
    /// Those of one room.
    pub room: Option<RoomId>,
    /// Those of one exam.
    pub exam: Option<ExamId>,
    /// Those that are not over at this moment.
    pub from: Option<Timestamp>,
    /// Those that begin before this moment.
    pub until: Option<Timestamp>,
}

/// Reservations that stand, by time and room.
pub async fn bookings(conn: &mut PgConnection, which: Which) -> sqlx::Result<Vec<Booking>> {
    let rows = sqlx::query_file!(
        "src/room_booking/bookings.sql",
        which.booking.map(|id| id.0),
        which.room.map(|id| id.0),
        which.exam.map(|id| id.0),
        which.from.map(ToSqlx::to_sqlx) as _,
        which.until.map(ToSqlx::to_sqlx) as _
    );
    let mut found: Vec<Booking> = Vec::new();
    for row in rows.fetch_all(conn).await? {
        let exam = (ExamId(row.exam_id), about(&row.code, &row.term, &row.kind));
        let written = form(&row.form) == Form::WrittenSchool;
        let written = written.then_some(PlaceCode(row.place_code));
        match found.last_mut() {
            Some(last) if last.id.0 == row.id => {
                last.exams.push(exam);
                last.written.extend(written);
                last.seats += row.seats;
            }
            _ => found.push(Booking {
                id: BookingId(row.id),
                room: RoomId(row.room_id),
                room_code: row.room_code,
                room_name: row.room_name,
                capacity: row.capacity,
                from: row.from_at.to_jiff(),
                until: row.until_at.to_jiff(),
                exams: vec![exam],
                written: written.into_iter().collect(),
                seats: row.seats,
                moved: row.moved,
            }),
        }
    }
    Ok(found)
}

/// The reservations of a room that overlap a time, held until the act ends.
pub async fn overlapping(
    conn: &mut PgConnection,
    room: RoomId,
    (from, until): (Timestamp, Timestamp),
) -> sqlx::Result<Vec<Booking>> {
    sqlx::query_scalar!(
        "select id from room_booking where room_id = $1 and ended_at is null
            and from_at < $3 and until_at > $2
        order by id for update",
        room.0,
        from.to_sqlx() as _,
        until.to_sqlx() as _
    )
    .fetch_all(&mut *conn)
    .await?;
    let which =
        Which { room: Some(room), from: Some(from), until: Some(until), ..Which::default() };
    bookings(conn, which).await
}

/// One reservation that stands, held until the act ends.
pub async fn lock(conn: &mut PgConnection, id: BookingId) -> sqlx::Result<Option<Booking>> {
    sqlx::query_scalar!("select id from room_booking where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    let which = Which { booking: Some(id), ..Which::default() };
    Ok(bookings(conn, which).await?.into_iter().next())
}

/// The exams of a reservation that need it when they are held, each with how much longer.
pub async fn extras(conn: &mut PgConnection, id: BookingId) -> sqlx::Result<Vec<(ExamId, i32)>> {
    let rows = sqlx::query!(
        "select exam_id, extra_minutes from room_booking_exam
        where booking_id = $1 and ended_at is null and not own_time order by exam_id",
        id.0
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (ExamId(row.exam_id), row.extra_minutes)).collect())
}

/// Reserves a room.
pub async fn insert(
    act: &mut Act,
    id: BookingId,
    room: RoomId,
    (from, until): (Timestamp, Timestamp),
) -> sqlx::Result<()> {
    let (now, who) = (act.now(), act.who().ok().map(|who| who.person.0));
    sqlx::query!(
        "insert into room_booking (id, room_id, from_at, until_at, booked_at, booked_by)
        values ($1, $2, $3, $4, $5, $6)",
        id.0,
        room.0,
        from.to_sqlx() as _,
        until.to_sqlx() as _,
        now.to_sqlx() as _,
        who
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Moves a reservation.
pub async fn set_time(
    conn: &mut PgConnection,
    id: BookingId,
    (from, until): (Timestamp, Timestamp),
) -> sqlx::Result<()> {
    sqlx::query!(
        "update room_booking set from_at = $2, until_at = $3 where id = $1",
        id.0,
        from.to_sqlx() as _,
        until.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives an exam its seats in a reserved room, at the exam's time or at one of their own.
pub async fn insert_exam(
    act: &mut Act,
    booking: BookingId,
    exam: ExamId,
    (wish, own_time): (&Book, bool),
) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into room_booking_exam
            (id, booking_id, exam_id, seats, extra_minutes, booked_at, booked_by, own_time)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        Uuid::now_v7(),
        booking.0,
        exam.0,
        wish.seats,
        wish.extra_minutes,
        now.to_sqlx() as _,
        who.0,
        own_time
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Takes an exam's seats in a room back; the reservation ends with its last exam.
pub async fn end_exam(act: &mut Act, booking: BookingId, exam: ExamId, why: &str) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "update room_booking_exam set ended_at = $3, ended_by = $4, why_ended = $5
        where booking_id = $1 and exam_id = $2 and ended_at is null",
        booking.0,
        exam.0,
        now.to_sqlx() as _,
        who.0,
        why
    )
    .execute(act.conn())
    .await?;
    sqlx::query!(
        "update room_booking set ended_at = $2 where id = $1 and not exists
            (select from room_booking_exam where booking_id = $1 and ended_at is null)",
        booking.0,
        now.to_sqlx() as _
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Makes a room one of the exam's.
pub async fn add_exam_room(
    conn: &mut PgConnection,
    exam: ExamId,
    room: RoomId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exam_room (exam_id, room_id) values ($1, $2) on conflict do nothing",
        exam.0,
        room.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a room from an exam, and their places in it from its candidates.
pub async fn remove_exam_room(
    conn: &mut PgConnection,
    exam: ExamId,
    room: RoomId,
) -> sqlx::Result<()> {
    sqlx::query!("delete from exam_room where exam_id = $1 and room_id = $2", exam.0, room.0)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "update exam_registration set room_id = null where exam_id = $1 and room_id = $2",
        exam.0,
        room.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An exam that something is to be done about.
pub struct Short {
    /// The exam.
    pub exam: ExamId,
    /// Its short name.
    pub about: String,
    /// How it is assessed.
    pub form: Form,
    /// Where its unit lies.
    pub place: PlaceCode,
    /// The day.
    pub date: Date,
    /// How many are registered.
    pub candidates: i32,
    /// How many seats are reserved.
    pub seats: i32,
}

/// The exams of a scope from a day on, to another where one is named, that lack seats.
pub async fn short(
    conn: &mut PgConnection,
    scope: &[String],
    from: Date,
    to: Option<Date>,
) -> sqlx::Result<Vec<Short>> {
    let rows = sqlx::query_file!(
        "src/room_booking/short.sql",
        scope,
        from.to_sqlx() as _,
        to.map(ToSqlx::to_sqlx) as _
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Short {
            exam: ExamId(row.id),
            about: about(&row.code, &row.term, &row.kind),
            form: form(&row.form),
            place: PlaceCode(row.place_code),
            date: row.exam_date.to_jiff(),
            candidates: row.candidates,
            seats: row.seats,
        })
        .collect())
}

/// A reservation whose exam is held at another time now.
pub struct Moved {
    /// The exam.
    pub exam: ExamId,
    /// Its short name.
    pub about: String,
    /// How it is assessed.
    pub form: Form,
    /// Where its unit lies.
    pub place: PlaceCode,
    /// When the room is reserved.
    pub from: Timestamp,
}

/// The reservations of a scope after a moment whose exam has moved.
pub async fn moved(
    conn: &mut PgConnection,
    scope: &[String],
    after: Timestamp,
) -> sqlx::Result<Vec<Moved>> {
    let rows = sqlx::query_file!("src/room_booking/moved.sql", scope, after.to_sqlx() as _);
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Moved {
            exam: ExamId(row.exam_id),
            about: about(&row.code, &row.term, &row.kind),
            form: form(&row.form),
            place: PlaceCode(row.place_code),
            from: row.from_at.to_jiff(),
        })
        .collect())
}

/// How many minutes beyond the exam those have for whom this room was chosen.
pub async fn granted_beyond(
    conn: &mut PgConnection,
    exam: ExamId,
    room: RoomId,
) -> sqlx::Result<i32> {
    sqlx::query_file_scalar!("src/room_booking/granted_beyond.sql", exam.0, room.0)
        .fetch_one(conn)
        .await
}
