//! Whom a change of the published plan concerns.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use letters::exam_rescheduled::Concerned;
use office::{ExamId, PersonId};
use sqlx::PgConnection;

/// Who is told when the exam lies elsewhere: candidates, examiners, those responsible for the course.
pub async fn concerned(
    conn: &mut PgConnection,
    exam: ExamId,
    today: Date,
) -> sqlx::Result<Vec<(PersonId, Concerned)>> {
    let rows = sqlx::query_file!("src/exam_plan/store/told.sql", exam.0, today.to_sqlx() as _);
    let told = rows.fetch_all(conn).await?.into_iter().map(|row| {
        let concerned = match row.concerned.as_str() {
            "candidate" => Concerned::Candidate,
            "examiner" => Concerned::Examiner,
            _ => Concerned::CourseResponsible,
        };
        (PersonId(row.person_id), concerned)
    });
    Ok(told.collect())
}
