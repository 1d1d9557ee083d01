//! Reads and writes of registrations.

use super::SignUp;
use crate::catalogue::{Exam, words};
use crate::ids::{CourseId, ExamId, PersonId, RefusedSignUpId, RegistrationId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::Language;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

/// Where a registration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// In force.
    Registered,
    /// Withdrawn in time.
    Withdrawn,
    /// Removed by the administration.
    Removed,
}

/// A registration with the facts that decide what may be done with it.
pub struct Own {
    /// The registration.
    pub id: RegistrationId,
    /// The exam.
    pub exam: ExamId,
    /// The candidate.
    pub person: PersonId,
    /// Where it stands.
    pub status: Status,
    /// The language form wished for.
    pub language: Language,
    /// The number, once it is drawn.
    pub candidate_number: Option<i32>,
    /// The name of the room, once it is given.
    pub room: Option<String>,
    /// Whether an answer has been received.
    pub delivered: bool,
    /// When it was.
    pub delivered_at: Option<Timestamp>,
    /// Whether an absence is recorded.
    pub absent: bool,
    /// Whether its result is announced.
    pub announced: bool,
}

struct Record {
    id: Uuid,
    exam_id: Uuid,
    person_id: Uuid,
    status: String,
    language: String,
    candidate_number: Option<i32>,
    room: Option<String>,
    delivered: bool,
    absent: bool,
    delivered_at: Option<jiff_sqlx::Timestamp>,
    announced: bool,
}

impl From<Record> for Own {
    fn from(row: Record) -> Self {
        Self {
            id: RegistrationId(row.id),
            exam: ExamId(row.exam_id),
            person: PersonId(row.person_id),
            // The CHECK of the column holds it to the three words.
            status: words::read(&row.status).unwrap_or(Status::Removed),
            language: crate::people::store::language(&row.language),
            candidate_number: row.candidate_number,
            room: row.room,
            delivered: row.delivered,
            delivered_at: row.delivered_at.map(jiff_sqlx::Timestamp::to_jiff),
            absent: row.absent,
            announced: row.announced,
        }
    }
}

/// One registration, or `None`.
pub async fn registration(
    conn: &mut PgConnection,
    id: RegistrationId,
) -> sqlx::Result<Option<Own>> {
    let row = sqlx::query_file_as!(
        Record,
        "src/registration/registration.sql",
        Some(id.0),
        None::<Uuid>,
        None::<Uuid>
    );
    Ok(row.fetch_optional(conn).await?.map(Own::from))
}

/// One registration, held until the act ends.
pub async fn lock(conn: &mut PgConnection, id: RegistrationId) -> sqlx::Result<Option<Own>> {
    sqlx::query!("select id from exam_registration where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    registration(conn, id).await
}

/// A person's registration for an exam, held until the act ends.
pub async fn lock_own(
    conn: &mut PgConnection,
    exam: ExamId,
    person: PersonId,
) -> sqlx::Result<Option<Own>> {
    let id = sqlx::query_scalar!(
        "select id from exam_registration where exam_id = $1 and person_id = $2 for update",
        exam.0,
        person.0
    )
    .fetch_optional(&mut *conn)
    .await?;
    match id {
        Some(id) => registration(conn, RegistrationId(id)).await,
        None => Ok(None),
    }
}

/// All registrations of a person, in order of exam.
pub async fn of_person(conn: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<Own>> {
    let rows = sqlx::query_file_as!(
        Record,
        "src/registration/registration.sql",
        None::<Uuid>,
        None::<Uuid>,
        Some(person.0)
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Own::from).collect())
}

/// Writes a new registration.
pub async fn insert(
    conn: &mut PgConnection,
    id: RegistrationId,
    command: &SignUp,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exam_registration
            (id, exam_id, person_id, language, status, registered_at, status_at)
        values ($1, $2, $3, $4, 'registered', $5, $5)",
        id.0,
        command.exam.0,
        command.person.0,
        command.language.tag(),
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a withdrawn registration up again.
pub async fn take_up(
    conn: &mut PgConnection,
    id: RegistrationId,
    language: Language,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exam_registration
        set status = 'registered', status_at = $2, registered_at = $2, language = $3
        where id = $1",
        id.0,
        now.to_sqlx() as _,
        language.tag()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes where a registration stands from now on.
pub async fn set_status(
    conn: &mut PgConnection,
    id: RegistrationId,
    status: Status,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exam_registration set status = $2, status_at = $3 where id = $1",
        id.0,
        words::word(&status),
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes the language form wished for.
pub async fn set_language(
    conn: &mut PgConnection,
    id: RegistrationId,
    language: Language,
) -> sqlx::Result<()> {
    sqlx::query!("update exam_registration set language = $2 where id = $1", id.0, language.tag())
        .execute(conn)
        .await?;
    Ok(())
}

/// The exams ahead that a person is not registered for: at most `limit`, those whose code
/// or name holds `text`.
pub async fn exams_ahead(
    conn: &mut PgConnection,
    person: PersonId,
    terms: &[String],
    today: Date,
    text: &str,
    limit: i64,
) -> sqlx::Result<Vec<ExamId>> {
    let ids = sqlx::query_file_scalar!(
        "src/registration/exams_ahead.sql",
        person.0,
        terms,
        today.to_sqlx() as _,
        text,
        limit
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(ExamId).collect())
}

/// How many earlier sittings of the exam's course count as attempts of a person, and how
/// many further ones are granted.
pub async fn attempts(
    conn: &mut PgConnection,
    person: PersonId,
    exam: &Exam,
    today: Date,
) -> sqlx::Result<(usize, u32)> {
    let row = sqlx::query_file!(
        "src/registration/attempts.sql",
        person.0,
        exam.code,
        exam.id.0,
        today.to_sqlx() as _
    )
    .fetch_one(conn)
    .await?;
    let counting = usize::try_from(row.counting).unwrap_or(usize::MAX);
    Ok((counting, u32::try_from(row.dispensations).unwrap_or(u32::MAX)))
}

/// Records a dispensation; answers whether it is a new one.
pub async fn dispense(
    conn: &mut PgConnection,
    id: Uuid,
    person: PersonId,
    course_code: &str,
    case_ref: &str,
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into attempt_dispensation
            (id, person_id, course_code, case_ref, granted_at, granted_by)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (person_id, course_code, case_ref) do nothing",
        id,
        person.0,
        course_code,
        case_ref,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The category of studies that a course belongs to, as its code, where it belongs to one.
pub async fn classification(
    conn: &mut PgConnection,
    course: CourseId,
) -> sqlx::Result<Option<String>> {
    sqlx::query_file_scalar!("src/registration/classification.sql", course.0).fetch_one(conn).await
}

/// Versions of rows that an appeal has set aside for something.
pub(crate) struct SetAside(Vec<(Uuid, Option<i32>)>);

impl SetAside {
    /// Whether this version of the row is set aside: a later one is another matter. A refusal that was
    /// written before versions were kept with it is of all.
    pub(crate) fn covers(&self, row: Uuid, version: i32) -> bool {
        self.0.iter().any(|(aside, of)| *aside == row && of.is_none_or(|of| of == version))
    }
}

/// What an appeal has set aside for a person's sign-up to one exam: that a try was refused, or that the
/// registration was withdrawn. It says nothing of her other exams.
pub(super) async fn set_aside(
    conn: &mut PgConnection,
    person: PersonId,
    exam: ExamId,
) -> sqlx::Result<SetAside> {
    let rows = sqlx::query!(
        r#"select distinct r.row_id as "row_id!", r.row_version from quarantine_refusal r
        join quarantine_appeal a on a.refusal_id = r.id and a.settled = 'upheld'
        join quarantine_refusal_of o on o.refusal_id = r.id
        where r.person_id = $1 and r.row_id is not null and (
            exists (select from exam_registration e where e.id = o.subject_id and e.exam_id = $2)
            or exists (select from refused_sign_up t where t.id = o.subject_id and t.exam_id = $2))"#,
        person.0,
        exam.0
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(SetAside(rows.into_iter().map(|row| (row.row_id, row.row_version)).collect()))
}

/// Notes that somebody tried to sign up and was refused because of a row; the first try counts. Answers
/// whether it is the first.
pub(super) async fn insert_refused(
    conn: &mut PgConnection,
    id: RefusedSignUpId,
    command: &SignUp,
    row: Uuid,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into refused_sign_up (id, exam_id, person_id, row_id, tried_at)
        values ($1, $2, $3, $4, $5) on conflict do nothing",
        id.0,
        command.exam.0,
        command.person.0,
        row,
        now.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}
