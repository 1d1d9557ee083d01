//! The archive for programs: an archive system fetches what is to be kept.

use super::pages::{PAGE_SIZE, READERS, look};
use super::store;
use crate::http::{Allow, Routes, Signed};
use crate::{ArchiveEntryId, LetterId, Result};
use axum::Json;
use axum::extract::Query;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Routes {
    Routes::default().api(Allow::Roles(READERS), None, routes!(entries))
}

#[derive(Deserialize, IntoParams)]
struct Filter {
    /// The number of one case.
    #[serde(default)]
    case: String,
    /// `incoming`, `outgoing` or `internal`.
    #[serde(default)]
    direction: String,
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
    let scope = signed.who.scope(READERS);
    let offset = (filter.page.unwrap_or(1).max(1) - 1).saturating_mul(PAGE_SIZE);
    let mut conn = signed.read().await?;
    let (rows, _) =
        store::list(&mut conn, &scope, &filter.case, &filter.direction, PAGE_SIZE, offset).await?;
    look(&signed, &rows).await?;
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
