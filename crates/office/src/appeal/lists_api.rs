//! The queue of appeals for programs: whole, and looked through.

use super::{State, VIEWERS, store};
use crate::http::{Allow, ApiJson, Routes, Signed};
use crate::{AppealId, Result};
use axum::Json;
use axum::extract::Query;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let viewers = Allow::Roles(VIEWERS);
    Routes::default().api(viewers, None, routes!(queue)).api(viewers, None, routes!(search))
}

#[derive(Deserialize, IntoParams)]
struct Filter {
    /// One state, e.g. `accepted`.
    #[serde(default)]
    state: String,
    /// `due`, `case`, `course`, `student` or `lodged`, with `-` before it for the other way round.
    #[serde(default)]
    sort: String,
    /// From 1; a page holds 100 cases.
    page: Option<u32>,
}

/// What is looked for among the cases. It stands in the body, since no name and no number of a
/// person stands in an address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FindAppeals {
    /// A part of the student's name, or a whole student number, case number or course code.
    q: String,
    /// One state, e.g. `accepted`.
    #[serde(default)]
    state: String,
    /// `due`, `case`, `course`, `student` or `lodged`, with `-` before it for the other way round.
    #[serde(default)]
    sort: String,
    /// From 1; a page holds 100 cases.
    page: Option<u32>,
}

/// A case in the queue.
#[derive(Serialize, ToSchema)]
struct Queued {
    id: AppealId,
    case_number: String,
    /// Course and term.
    about: String,
    state: State,
    #[schema(value_type = String, format = Date)]
    lodged_on: Date,
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
}

const PAGE_SIZE: u32 = 100;

/// The appeals of the caller's units, the open ones first.
#[utoipa::path(get, path = "/api/appeals", params(Filter), responses((status = 200, body = Vec<Queued>)))]
async fn queue(signed: Signed, Query(filter): Query<Filter>) -> Result<Json<Vec<Queued>>> {
    let Filter { state, sort, page } = filter;
    queued(&signed, FindAppeals { q: String::new(), state, sort, page }).await
}

/// Those of the appeals of the caller's units that are looked for. A protected person's are found
/// by case or course alone. Noted as a look at each student.
#[utoipa::path(post, path = "/api/appeals/search", request_body = FindAppeals,
    responses((status = 200, body = Vec<Queued>)))]
async fn search(signed: Signed, ApiJson(body): ApiJson<FindAppeals>) -> Result<Json<Vec<Queued>>> {
    queued(&signed, body).await
}

async fn queued(signed: &Signed, asked: FindAppeals) -> Result<Json<Vec<Queued>>> {
    let filter = store::Filter {
        state: &asked.state,
        q: asked.q.trim(),
        sort: &asked.sort,
        limit: PAGE_SIZE,
        offset: (asked.page.unwrap_or(1).max(1) - 1).saturating_mul(PAGE_SIZE),
    };
    let mut conn = signed.read().await?;
    let (cases, _) = store::list(&mut conn, (&*signed.who, VIEWERS), filter).await?;
    // Whoever looks for somebody and finds a case has learned whose it is.
    if !filter.q.is_empty() {
        let students: Vec<_> = cases.iter().map(|case| case.person).collect();
        signed.look_each(&students, "appeal").await?;
    }
    let cases = cases.into_iter().map(|case| Queued {
        id: case.id,
        case_number: case.case_number,
        about: case.about,
        state: case.state,
        lodged_on: case.lodged_on,
        due_on: case.due_on,
    });
    Ok(Json(cases.collect()))
}
