//! Plans.

use super::super::plan::{NewPlan, NewSitting, Plan};
use crate::said::wrong;
use crate::{DraftId, ExamPlanId, Series};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use office::people::PlaceCode;
use office::{PersonId, Result, UnitId};
use rules::{Term, Text};
use sqlx::PgConnection;
use uuid::Uuid;

/// Keeps a new plan.
pub async fn insert(
    conn: &mut PgConnection,
    (id, unit): (ExamPlanId, UnitId),
    new: &NewPlan,
    (person, at): (PersonId, Timestamp),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exam_plan (id, unit_id, term, series, first_on, last_on, made_by, made_at, remarks)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id.0,
        unit.0,
        new.term.to_string(),
        new.series.code(),
        new.first_on.to_sqlx(),
        new.last_on.to_sqlx(),
        person.0,
        at.to_sqlx(),
        new.remarks.trim()
    )
    .execute(&mut *conn)
    .await?;
    for sitting in &new.sittings {
        sqlx::query!(
            "insert into exam_plan_sitting (plan_id, starts_at, minutes) values ($1, $2, $3)",
            id.0,
            sitting.starts_at.to_sqlx(),
            sitting.minutes
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// One plan; held until the act ends when `lock`.
///
/// # Errors
/// The database is away, or holds what is no term or series.
pub async fn plan(conn: &mut PgConnection, id: ExamPlanId, lock: bool) -> Result<Option<Plan>> {
    if lock {
        sqlx::query!("select id from exam_plan where id = $1 for update", id.0)
            .fetch_optional(&mut *conn)
            .await?;
    }
    let row = sqlx::query!(
        "select plan.*, unit.place_code from exam_plan as plan join unit on unit.id = plan.unit_id
        where plan.id = $1",
        id.0
    );
    let Some(row) = row.fetch_optional(&mut *conn).await? else { return Ok(None) };
    let sittings = sqlx::query!(
        "select starts_at, minutes from exam_plan_sitting where plan_id = $1 order by starts_at",
        id.0
    );
    let sittings = sittings.fetch_all(conn).await?.into_iter();
    Ok(Some(Plan {
        id,
        unit: UnitId(row.unit_id),
        place: PlaceCode(row.place_code),
        term: Term::parse(&row.term).map_err(|_| wrong("a term"))?,
        series: Series::from_code(&row.series).ok_or_else(|| wrong("a series"))?,
        first_on: row.first_on.to_jiff(),
        last_on: row.last_on.to_jiff(),
        reviewed: row.reviewed_draft.map(DraftId),
        review_by: row.review_by.map(jiff_sqlx::Date::to_jiff),
        published_at: row.published_at.map(jiff_sqlx::Timestamp::to_jiff),
        revision: row.revision,
        remarks: row.remarks,
        sittings: sittings
            .map(|one| NewSitting { starts_at: one.starts_at.to_jiff(), minutes: one.minutes })
            .collect(),
    }))
}

/// The plans of these places and those above, the newest term first, with the names of their units.
///
/// # Errors
/// As [`plan`].
pub async fn plans(conn: &mut PgConnection, scope: &[String]) -> Result<Vec<(Plan, Text)>> {
    let ids: Vec<(Uuid, Text)> = sqlx::query!(
        "select plan.id, unit.name_nb, unit.name_nn, unit.name_en
        from exam_plan as plan join unit on unit.id = plan.unit_id
        where in_scope(unit.place_code, $1)
            or exists (select from unnest($1::text[]) as own(code)
                where in_scope(own.code, array[unit.place_code]))
        order by plan.first_on desc, unit.place_code, plan.series",
        scope
    )
    .fetch_all(&mut *conn)
    .await?
    .into_iter()
    .map(|row| (row.id, Text::new(row.name_nb, row.name_nn, row.name_en)))
    .collect();
    let mut plans = Vec::new();
    for (id, name) in ids {
        plans.extend(plan(conn, ExamPlanId(id), false).await?.map(|plan| (plan, name)));
    }
    Ok(plans)
}

/// Says which draft the faculties look at, and until when; none: none any more.
pub async fn set_review(
    conn: &mut PgConnection,
    id: ExamPlanId,
    review: Option<(DraftId, Date)>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exam_plan set reviewed_draft = $2, review_by = $3 where id = $1",
        id.0,
        review.map(|(draft, _)| draft.0),
        review.map(|(_, by)| by.to_sqlx()) as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts what is published one further; the first time it notes who published and when.
pub async fn set_published(
    conn: &mut PgConnection,
    id: ExamPlanId,
    (person, at): (PersonId, Timestamp),
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exam_plan set revision = revision + 1, published_at = coalesce(published_at, $2),
            published_by = coalesce(published_by, $3)
        where id = $1",
        id.0,
        at.to_sqlx(),
        person.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many ordinary written exams of a term at a place and those below have no day, hour or room yet, without
/// those of the places `ready` and below.
pub async fn unpublished(
    conn: &mut PgConnection,
    term: Term,
    place: &PlaceCode,
    ready: &[String],
) -> sqlx::Result<i64> {
    let scope = [place.0.clone()];
    sqlx::query_file_scalar!("src/exam_plan/store/unpublished.sql", term.to_string(), &scope, ready)
        .fetch_one(conn)
        .await
}
