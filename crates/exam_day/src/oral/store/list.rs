//! Reads of several orals at once: lists, tasks, what is one's own.

use super::at;
use crate::OralSessionId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use office::catalogue::about;
use office::people::PlaceCode;
use office::{ExamId, PersonId};
use rules::Text;
use sqlx::PgConnection;

/// An oral in a list, with how far it has come.
pub struct Listed {
    /// The exam.
    pub exam: ExamId,
    /// Its short name.
    pub about: String,
    /// The name of its course.
    pub name: Text,
    /// Whether its course belongs to teacher education.
    pub teacher_education: bool,
    /// Where its unit lies.
    pub place: PlaceCode,
    /// Its first day: the first session's, or the one in the catalogue.
    pub first_on: Option<Date>,
    /// When it was first published.
    pub published_at: Option<Timestamp>,
    /// How many sessions it has.
    pub sessions: i64,
    /// How many of those ahead have no room.
    pub roomless: i64,
    /// How many are registered.
    pub candidates: i64,
    /// How many of them have a place.
    pub placed: i64,
    /// How many have not been told of the place that they have.
    pub untold: i64,
}

/// The orals of a scope that are not over, or have no day, by day.
pub async fn orals(
    conn: &mut PgConnection,
    scope: &[String],
    (today, now): (Date, Timestamp),
) -> sqlx::Result<Vec<Listed>> {
    let rows = sqlx::query_file!("src/oral/orals.sql", scope, today.to_sqlx() as _, at(now) as _);
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Listed {
            exam: ExamId(row.id),
            about: about(&row.code, &row.term, &row.kind),
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
            teacher_education: row.teacher_education,
            place: PlaceCode(row.place_code),
            first_on: row.first_on.map(jiff_sqlx::Date::to_jiff),
            published_at: row.published_at.map(jiff_sqlx::Timestamp::to_jiff),
            sessions: row.sessions,
            roomless: row.roomless,
            candidates: row.candidates,
            placed: row.placed,
            untold: row.untold,
        })
        .collect())
}

/// A room that is to be set up, or cleared.
pub struct ToReady {
    /// The exam.
    pub exam: ExamId,
    /// Its short name, and the room's code.
    pub about: String,
    /// Where its unit lies.
    pub place: PlaceCode,
    /// When the session begins.
    pub from: Timestamp,
    /// When it is over.
    pub until: Timestamp,
}

/// The rooms of a scope that are to be set up before a moment, or cleared.
pub async fn to_ready(
    conn: &mut PgConnection,
    scope: &[String],
    (now, before): (Timestamp, Timestamp),
) -> sqlx::Result<Vec<ToReady>> {
    let rows = sqlx::query_file!("src/oral/to_ready.sql", scope, at(now) as _, at(before) as _);
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| ToReady {
            exam: ExamId(row.id),
            about: format!("{}, {}", about(&row.code, &row.term, &row.kind), row.room),
            place: PlaceCode(row.place_code),
            from: row.from_at.to_jiff(),
            until: row.until_at.to_jiff(),
        })
        .collect())
}

/// When and where somebody comes to an oral of hers.
pub struct OwnPlace {
    /// The exam.
    pub exam: ExamId,
    /// The code of its course.
    pub code: String,
    /// The name of its course.
    pub name: Text,
    /// When it begins.
    pub begins: Timestamp,
    /// How many minutes it lasts.
    pub minutes: i32,
    /// The room.
    pub room: String,
}

/// What somebody has been told of her orals from a moment on.
pub async fn own_places(
    conn: &mut PgConnection,
    person: PersonId,
    from: Timestamp,
) -> sqlx::Result<Vec<OwnPlace>> {
    let rows = sqlx::query_file!("src/oral/own_places.sql", person.0, at(from) as _);
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| OwnPlace {
            exam: ExamId(row.id),
            code: row.code,
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
            begins: row.begins_at.to_jiff(),
            minutes: row.minutes,
            room: row.room,
        })
        .collect())
}

/// A session in which somebody examines.
pub struct OwnSession {
    /// The exam.
    pub exam: ExamId,
    /// The session.
    pub session: OralSessionId,
    /// The code of the course.
    pub code: String,
    /// The name of the course.
    pub name: Text,
    /// When it begins.
    pub from: Timestamp,
    /// When it is over.
    pub until: Timestamp,
    /// The room.
    pub room: String,
}

/// The published sessions in which somebody examines that end after a moment.
pub async fn own_sessions(
    conn: &mut PgConnection,
    person: PersonId,
    from: Timestamp,
) -> sqlx::Result<Vec<OwnSession>> {
    let rows = sqlx::query_file!("src/oral/own_sessions.sql", person.0, at(from) as _);
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| OwnSession {
            exam: ExamId(row.id),
            session: OralSessionId(row.session_id),
            code: row.code,
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
            from: row.from_at.to_jiff(),
            until: row.until_at.to_jiff(),
            room: row.room,
        })
        .collect())
}
