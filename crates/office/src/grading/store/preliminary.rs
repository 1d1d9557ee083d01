//! Reads and writes of preliminary lists.

use super::grade;
use crate::{ExamId, PersonId, RegistrationId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use rules::{Grade, Term, Text};
use sqlx::PgConnection;
use uuid::Uuid;

/// When the preliminary list of an exam was published, while it is shown.
pub async fn preliminary(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<Option<Timestamp>> {
    let at = sqlx::query_scalar!(
        "select published_at from preliminary_list where exam_id = $1 and withdrawn_at is null",
        exam.0
    );
    Ok(at.fetch_optional(conn).await?.map(|at| at.to_jiff()))
}

/// Takes the list back; false when none is shown.
pub async fn withdraw_preliminary(
    conn: &mut PgConnection,
    exam: ExamId,
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update preliminary_list set withdrawn_at = $2, withdrawn_by = $3
        where exam_id = $1 and withdrawn_at is null",
        exam.0,
        now.to_sqlx() as _,
        by.0
    );
    Ok(done.execute(conn).await?.rows_affected() == 1)
}

/// Writes a list with its grades.
pub async fn insert_preliminary(
    conn: &mut PgConnection,
    id: Uuid,
    exam: ExamId,
    graded: &[(RegistrationId, Grade)],
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into preliminary_list (id, exam_id, published_at, published_by)
        values ($1, $2, $3, $4)",
        id,
        exam.0,
        now.to_sqlx() as _,
        by.0
    )
    .execute(&mut *conn)
    .await?;
    let registrations: Vec<Uuid> = graded.iter().map(|(registration, _)| registration.0).collect();
    let grades: Vec<String> = graded.iter().map(|(_, grade)| grade.code().to_owned()).collect();
    sqlx::query!(
        "insert into preliminary_grade (list_id, registration_id, grade)
        select $1, one.registration, one.grade
        from unnest($2::uuid[], $3::text[]) as one(registration, grade)",
        id,
        &registrations,
        &grades
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A preliminary grade as its owner sees it.
pub struct PreliminaryRow {
    /// The course code.
    pub code: String,
    /// The name of the course.
    pub name: Text,
    /// The term.
    pub term: Term,
    /// Why the sitting is held, as a word.
    pub kind: String,
    /// The grade.
    pub grade: Grade,
    /// Since when it is shown.
    pub published_at: Timestamp,
    /// What the list before this one showed, where that was another grade.
    pub before: Option<Grade>,
}

/// What is shown to a person ahead of the protocol: nothing once the result is announced.
pub async fn own_preliminary(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<PreliminaryRow>> {
    let rows = sqlx::query_file!("src/grading/own_preliminary.sql", person.0);
    rows.fetch_all(conn)
        .await?
        .into_iter()
        .map(|row| {
            let now = grade(&row.grade)?;
            let before = row.before.map(|before| grade(&before)).transpose()?;
            Ok(PreliminaryRow {
                code: row.code,
                name: Text::new(row.name_nb, row.name_nn, row.name_en),
                term: Term::parse(&row.term).map_err(|error| sqlx::Error::Decode(error.into()))?,
                kind: row.kind,
                grade: now,
                published_at: row.published_at.to_jiff(),
                before: before.filter(|before| *before != now),
            })
        })
        .collect()
}
