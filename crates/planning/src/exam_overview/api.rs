//! The two overviews for programs.

use super::pages::Wish;
use super::store::Line;
use super::{DESK_READERS, READERS, of_desk, of_term};
use axum::Json;
use axum::extract::Query;
use jiff::civil::{Date, Time};
use office::http::{Allow, Routes, Signed};
use office::{ExamId, Result};
use rules::Text;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().api(Allow::Roles(READERS), None, routes!(all)).api(
        Allow::Roles(DESK_READERS),
        None,
        routes!(handed_in),
    )
}

/// An exam of a term.
#[derive(Serialize, ToSchema)]
struct ExamOverviewLine {
    exam: ExamId,
    course: String,
    #[schema(value_type = Object)]
    name: Text,
    #[schema(value_type = Object)]
    unit: Text,
    /// `ordinary`, `early`, `deferred` or `resit`.
    kind: String,
    /// The form of assessment, e.g. `written_school`.
    form: String,
    /// The day; of what is handed in, the last one.
    #[schema(value_type = Option<String>, format = Date)]
    date: Option<Date>,
    #[schema(value_type = Option<String>)]
    starts_at: Option<Time>,
    /// How many copies the desk asks for.
    copies: i32,
    /// How many are signed up.
    candidates: i64,
    /// Who grades it; left out of what the desk reads.
    examiners: Vec<String>,
    /// Until when its teachers were asked which day suits, where they were.
    #[schema(value_type = Option<String>, format = Date)]
    wish_by: Option<Date>,
    /// Whether they have answered.
    wish_answered: bool,
    /// The last day to grade it.
    #[schema(value_type = Option<String>, format = Date)]
    grading_on: Option<Date>,
}

fn line(signed: &Signed, line: Line, named: bool) -> ExamOverviewLine {
    let names = line.examiners.iter().filter(|_| named);
    ExamOverviewLine {
        exam: line.exam,
        kind: line.kind_word(),
        form: line.form_word(),
        examiners: names.map(|(_, name)| name.shown(signed.who.language)).collect(),
        course: line.code,
        name: line.name,
        unit: line.unit,
        date: line.date,
        starts_at: line.starts_at,
        copies: line.copies,
        candidates: line.candidates,
        wish_by: line.wish.map(|(by, _)| by),
        wish_answered: line.wish.is_some_and(|(_, answered)| answered),
        grading_on: line.grading_on,
    }
}

/// The exams of a term at the caller's units: numbers, forms, examiners, and what is due when.
#[utoipa::path(get, path = "/api/exam-overview",
    params(("term" = Option<String>, Query, description = "this term if left out")),
    responses((status = 200, body = Vec<ExamOverviewLine>)))]
async fn all(signed: Signed, Query(wish): Query<Wish>) -> Result<Json<Vec<ExamOverviewLine>>> {
    let lines = of_term(&signed, wish.term(&signed)).await?;
    Ok(Json(lines.into_iter().map(|one| line(&signed, one, true)).collect()))
}

/// Of them those that are handed in at the desk, without who grades them.
#[utoipa::path(get, path = "/api/exam-overview/desk",
    params(("term" = Option<String>, Query, description = "this term if left out")),
    responses((status = 200, body = Vec<ExamOverviewLine>)))]
async fn handed_in(
    signed: Signed,
    Query(wish): Query<Wish>,
) -> Result<Json<Vec<ExamOverviewLine>>> {
    let lines = of_desk(&signed, wish.term(&signed)).await?;
    Ok(Json(lines.into_iter().map(|one| line(&signed, one, false)).collect()))
}
