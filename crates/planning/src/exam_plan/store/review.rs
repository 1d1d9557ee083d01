//! What the faculties say of a draft.

use super::super::plan::Plan;
use crate::DraftId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use office::people::PlaceCode;
use office::{PersonId, UnitId};
use rules::Text;
use sqlx::PgConnection;

/// What one faculty was asked and says.
#[derive(Clone, Debug)]
pub struct Review {
    /// The faculty.
    pub unit: UnitId,
    /// Where it lies.
    pub place: PlaceCode,
    /// Its name.
    pub name: Text,
    /// The last day to answer.
    pub due_on: Date,
    /// `approved` or `objected`, once it has answered.
    pub verdict: Option<String>,
    /// Why it objects.
    pub because: String,
}

/// Asks each faculty that has exams of the plan; answers to how many.
pub async fn ask(
    conn: &mut PgConnection,
    plan: &Plan,
    (draft, due_on): (DraftId, Date),
) -> sqlx::Result<u64> {
    let asked = sqlx::query!(
        "insert into exam_plan_review (draft_id, unit_id, due_on)
        select distinct $1::uuid, faculty.id, $2::date
        from exam
        join course on course.id = exam.course_id
        join unit on unit.id = course.unit_id
        join unit as faculty on faculty.level = 'faculty'
            and in_scope(unit.place_code, array[faculty.place_code])
        where exam.term = $3 and exam.kind = any($4) and in_scope(unit.place_code, array[$5])
            and course.form in ('written_school', 'oral', 'practical', 'performing')
        on conflict (draft_id, unit_id) do update set
            due_on = excluded.due_on, verdict = null, because = '', answered_by = null, answered_at = null",
        draft.0,
        due_on.to_sqlx(),
        plan.term.to_string(),
        &plan.series.kinds(),
        plan.place.0
    )
    .execute(conn)
    .await?;
    Ok(asked.rows_affected())
}

/// What the faculties say of a draft, by their places.
pub async fn reviews(conn: &mut PgConnection, draft: DraftId) -> sqlx::Result<Vec<Review>> {
    let rows = sqlx::query!(
        "select review.*, unit.place_code, unit.name_nb, unit.name_nn, unit.name_en
        from exam_plan_review as review join unit on unit.id = review.unit_id
        where review.draft_id = $1 order by unit.place_code",
        draft.0
    );
    let review = rows.fetch_all(conn).await?.into_iter().map(|row| Review {
        unit: UnitId(row.unit_id),
        place: PlaceCode(row.place_code),
        name: Text::new(row.name_nb, row.name_nn, row.name_en),
        due_on: row.due_on.to_jiff(),
        verdict: row.verdict,
        because: row.because,
    });
    Ok(review.collect())
}

/// Keeps what a faculty says.
pub async fn set(
    conn: &mut PgConnection,
    (draft, unit): (DraftId, UnitId),
    (verdict, because): (&str, &str),
    (person, at): (PersonId, Timestamp),
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exam_plan_review set verdict = $3, because = $4, answered_by = $5, answered_at = $6
        where draft_id = $1 and unit_id = $2",
        draft.0,
        unit.0,
        verdict,
        because,
        person.0,
        at.to_sqlx()
    )
    .execute(conn)
    .await?;
    Ok(())
}
