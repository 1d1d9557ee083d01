//! That the Directorate of Health was told, for programs.

use super::row_pages::entry;
use super::{Told, WRITERS, directorate_told};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes};
use crate::{ExclusionRowId, Result};
use axum::extract::Path;
use axum::http::StatusCode;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let writers = Allow::Roles(WRITERS);
    Routes::default().api(writers, Some("exclusion.directorate"), routes!(directorate))
}

/// Enters the letter by which the Directorate of Health was told of a decision that was registered directly.
#[utoipa::path(post, path = "/api/exclusions/{exclusion}/directorate", tag = "exclusion",
    params(("exclusion" = Uuid, Path)), request_body = Told,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "own-case, nothing-to-tell"),
        (status = 422, body = Problem)))]
async fn directorate(
    Path(id): Path<ExclusionRowId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Told>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    directorate_told(&mut act, id, body).await?;
    act.commit(entry("exclusion.directorate", id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
