//! The archive for programs: an archive system fetches what is to be kept.

use super::pages::{PAGE_SIZE, READERS, look};
use super::store;
use crate::http::{Allow, ApiJson, Routes, Signed};
use crate::{ArchiveEntryId, LetterId, Result};
use axum::Json;
use axum::extract::Query;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Routes {
    Routes::default().api(Allow::Roles(READERS), None, routes!(entries)).api(
        Allow::Roles(READERS),
        None,
        routes!(find),
    )
}

#[derive(Deserialize, IntoParams)]
struct Filter {
    /// The number of one case.
    #[serde(default)]
    case: String,
    /// `incoming`, `outgoing` or `internal`.
    #[serde(default)]
    direction: String,
    /// `registered`, `case` or `correspondent`, with `-` before it for the other way round; else
    /// newest first.
    #[serde(default)]
    sort: String,
    /// From 1; a page holds 100 entries.
    page: Option<u32>,
}

/// What is looked for in the archive. It stands in the body, since no name and no number of a
/// person stands in an address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FindEntries {
    /// A part of the title, the correspondent or the student's name, or a whole case number or
    /// student number.
    q: String,
    /// `incoming`, `outgoing` or `internal`.
    #[serde(default)]
    direction: String,
    /// `registered`, `case` or `correspondent`, with `-` before it for the other way round; else
    /// newest first.
    #[serde(default)]
    sort: String,
    /// From 1; a page holds 100 entries.
    page: Option<u32>,
}

/// One entry.
#[derive(Serialize, ToSchema)]
struct Entry {
    id: ArchiveEntryId,
    case_number: String,
    direction: String,
    title: String,
    description: String,
    correspondent: String,
    access_code: String,
    archive_code: String,
    letter: Option<LetterId>,
    #[schema(value_type = String, format = DateTime)]
    registered_at: Timestamp,
}

/// What stands in the archive of the caller's units, newest first.
#[utoipa::path(get, path = "/api/archive", params(Filter), responses((status = 200, body = Vec<Entry>)))]
async fn entries(signed: Signed, Query(filter): Query<Filter>) -> Result<Json<Vec<Entry>>> {
    let wanted = store::Filter {
        case_number: &filter.case,
        direction: &filter.direction,
        q: "",
        sort: &filter.sort,
        limit: PAGE_SIZE,
        offset: offset(filter.page),
    };
    found(&signed, wanted).await
}

/// Those of the entries of the caller's units that are looked for.
#[utoipa::path(post, path = "/api/archive/search", request_body = FindEntries,
    responses((status = 200, body = Vec<Entry>)))]
async fn find(signed: Signed, ApiJson(body): ApiJson<FindEntries>) -> Result<Json<Vec<Entry>>> {
    let wanted = store::Filter {
        case_number: "",
        direction: &body.direction,
        q: body.q.trim(),
        sort: &body.sort,
        limit: PAGE_SIZE,
        offset: offset(body.page),
    };
    found(&signed, wanted).await
}

fn offset(page: Option<u32>) -> u32 {
    (page.unwrap_or(1).max(1) - 1).saturating_mul(PAGE_SIZE)
}

async fn found(signed: &Signed, filter: store::Filter<'_>) -> Result<Json<Vec<Entry>>> {
    let mut conn = signed.read().await?;
    let (rows, _) = store::list(&mut conn, &signed.who.scope(READERS), filter).await?;
    look(signed, &rows).await?;
    let entries = rows.into_iter().map(|row| Entry {
        id: row.id,
        case_number: row.case_number,
        direction: row.direction,
        title: row.title,
        description: row.description,
        correspondent: row.correspondent,
        access_code: row.access_code,
        archive_code: row.archive_code,
        letter: row.letter,
        registered_at: row.registered_at,
    });
    Ok(Json(entries.collect()))
}
