//! Reads of orals.

pub mod list;
pub mod writes;

use super::plan::{Candidate, Examiner, Known, Oral, Session, Settings};
use crate::{BookingId, OralAwayId, OralSessionId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::catalogue::about;
use office::people::{PersonName, PlaceCode};
use office::{ExamId, PersonId, RegistrationId, RoomId, UnitId};
use rules::committee::CommitteeMember;
use rules::{Key, Text};
use serde::de::DeserializeOwned;
use sqlx::PgConnection;

/// Reads a word that the database's CHECK has held to the rules' own.
fn word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(word.into()).ok()
}

/// One oral, or `None` for what is assessed otherwise.
pub async fn oral(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<Option<Oral>> {
    let row = sqlx::query_file!("src/oral/exam.sql", id.0).fetch_optional(conn).await?;
    Ok(row.and_then(|row| {
        let set = match (row.version, row.minutes, row.between_minutes) {
            (Some(version), Some(minutes), Some(between_minutes)) => Settings {
                version,
                minutes,
                between_minutes,
                break_after: row.break_after.unwrap_or_default(),
                break_minutes: row.break_minutes.unwrap_or_default(),
                sequence: row.sequence.as_deref().and_then(word).unwrap_or_default(),
            },
            _ => Settings::default(),
        };
        Some(Oral {
            exam: id,
            about: about(&row.code, &row.term, &row.kind),
            code: row.code,
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
            term: rules::Term::parse(&row.term).ok()?,
            form: word(&row.form)?,
            level: word(&row.level)?,
            credits: rules::Credits::parse(&row.credits.to_string())?,
            verifiable: row.verifiable,
            teacher_education: row.teacher_education,
            unit: UnitId(row.unit_id),
            place: PlaceCode(row.place_code),
            date: row.exam_date.map(jiff_sqlx::Date::to_jiff),
            set,
            published_at: row.published_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    }))
}

/// The version of what is set of an oral, held until the act ends: by its exam, so that of two who set
/// something first one waits.
pub async fn lock(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<Option<i32>> {
    sqlx::query_scalar!("select exam.id from exam where exam.id = $1 for update of exam", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    let version = sqlx::query_scalar!("select version from oral where oral.exam_id = $1", id.0);
    version.fetch_optional(conn).await
}

/// The sessions of an oral that stand, by time, with those who examine.
pub async fn sessions(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<Vec<Session>> {
    let rows = sqlx::query_file!("src/oral/sessions.sql", id.0).fetch_all(&mut *conn).await?;
    let mut sessions: Vec<Session> = rows
        .into_iter()
        .map(|row| Session {
            id: OralSessionId(row.id),
            from: row.from_at.to_jiff(),
            until: row.until_at.to_jiff(),
            decided: row.decided,
            booking: row.booking_id.map(BookingId),
            room: row.room_id.map(RoomId),
            room_code: row.room_code.unwrap_or_default(),
            room_name: row.room_name.unwrap_or_default(),
            set_up_at: row.set_up_at.map(jiff_sqlx::Timestamp::to_jiff),
            cleared_at: row.cleared_at.map(jiff_sqlx::Timestamp::to_jiff),
            examiners: Vec::new(),
        })
        .collect();
    for row in sqlx::query_file!("src/oral/examiners.sql", id.0).fetch_all(conn).await? {
        let examiner = Examiner {
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            external: row.external,
            workplace: row.workplace,
        };
        if let Some(session) = sessions.iter_mut().find(|one| one.id.0 == row.session_id) {
            session.examiners.push(examiner);
        }
    }
    Ok(sessions)
}

/// The exam of a session that stands.
pub async fn exam_of(conn: &mut PgConnection, id: OralSessionId) -> sqlx::Result<Option<ExamId>> {
    let found = sqlx::query_scalar!(
        "select exam_id from oral_session where id = $1 and ended_at is null",
        id.0
    );
    Ok(found.fetch_optional(conn).await?.map(ExamId))
}

/// Whom one can choose to examine: those of the exam's committee first.
pub async fn known(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<Vec<Known>> {
    let rows = sqlx::query_file!("src/oral/known.sql", id.0).fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| Known {
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            external: row.external,
            appointed: row.appointed,
        })
        .collect())
}

/// What the rule `committee` asks of these examiners; those who are none are left out.
pub async fn standing(
    conn: &mut PgConnection,
    persons: &[PersonId],
) -> sqlx::Result<Vec<CommitteeMember>> {
    let ids: Vec<_> = persons.iter().map(|person| person.0).collect();
    let rows = sqlx::query_file!("src/oral/standing.sql", &ids).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| CommitteeMember {
            id: Key::new(row.person_id.to_string()),
            external: row.external,
            supervisor: false,
            approved: row.approved,
            employed_at_university: row.employed_at_university,
            cv: row.cv,
        })
        .collect())
}

/// Who is registered, in the order of the candidate list.
pub async fn candidates(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<Vec<Candidate>> {
    let rows = sqlx::query_file!("src/oral/candidates.sql", id.0).fetch_all(conn).await?;
    let told = |begins: Option<jiff_sqlx::Timestamp>, minutes, room: Option<_>, name| {
        let (begins, minutes) = (begins?.to_jiff(), minutes?);
        Some(super::plan::Told { begins, minutes, room: RoomId(room?), room_name: name? })
    };
    Ok(rows
        .into_iter()
        .map(|row| Candidate {
            registration: RegistrationId(row.id),
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            number: row.candidate_number,
            extra_minutes: row.extra_minutes,
            granted: row.granted,
            not_with: row.not_with.into_iter().map(PersonId).collect(),
            place: row.session_id.zip(row.begins_at).map(|(session, begins)| super::plan::At {
                session: OralSessionId(session),
                begins: begins.to_jiff(),
            }),
            locked: row.locked,
            told: told(row.told_begins_at, row.told_minutes, row.told_room_id, row.told_room),
        })
        .collect())
}

/// A time at which somebody has something else.
pub struct Busy {
    /// Whose registration for this oral it stands against.
    pub registration: RegistrationId,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// When those registered have other exams.
pub async fn elsewhere(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<Vec<Busy>> {
    let rows = sqlx::query_file!("src/oral/elsewhere.sql", id.0).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Busy {
            registration: RegistrationId(row.id),
            from: row.from_at.to_jiff(),
            until: row.until_at.to_jiff(),
        })
        .collect())
}

/// A time at which an examiner is away.
pub struct Away {
    /// The opaque id.
    pub id: OralAwayId,
    /// Who.
    pub person: PersonId,
    /// The name, shown on purpose only.
    pub name: PersonName,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// Whether it was said at this oral.
    pub own: bool,
}

/// When examiners are away.
pub async fn away(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<Vec<Away>> {
    let rows = sqlx::query_file!("src/oral/away.sql", id.0).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Away {
            id: OralAwayId(row.id),
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            from: row.from_at.to_jiff(),
            until: row.until_at.to_jiff(),
            own: row.own,
        })
        .collect())
}

/// The exam at which it was said that an examiner is away.
pub async fn exam_of_away(conn: &mut PgConnection, id: OralAwayId) -> sqlx::Result<Option<ExamId>> {
    let found = sqlx::query_scalar!("select exam_id from oral_away where id = $1", id.0);
    Ok(found.fetch_optional(conn).await?.map(ExamId))
}

/// What each examiner of an oral was told last, as JSON.
pub async fn examiners_told(
    conn: &mut PgConnection,
    id: ExamId,
) -> sqlx::Result<Vec<(PersonId, String)>> {
    let rows = sqlx::query!(
        "select person_id, plan from oral_examiner_told where exam_id = $1 order by person_id",
        id.0
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows.map(|row| (PersonId(row.person_id), row.plan)).collect())
}

/// Whether somebody examines in a session that stands.
pub async fn examines(
    conn: &mut PgConnection,
    session: OralSessionId,
    person: PersonId,
) -> sqlx::Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from oral_session_examiner
            where session_id = $1 and person_id = $2 and ended_at is null) as "there!""#,
        session.0,
        person.0
    );
    found.fetch_one(conn).await
}

/// The moment as the database reads it.
pub(super) fn at(at: Timestamp) -> jiff_sqlx::Timestamp {
    at.to_sqlx()
}
