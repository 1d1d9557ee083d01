//! The police certificate for programs.

use super::{Certificate, HANDLERS};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes};
use crate::{ChoiceId, Result};
use ::store::Entry;
use axum::extract::Path;
use axum::http::StatusCode;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let action = Some("admission.approve_certificate");
    Routes::default().api(Allow::Roles(HANDLERS), action, routes!(approve))
}

/// Enters that a police certificate is approved, which opens the studies; what it shows is not entered.
#[utoipa::path(post, path = "/api/applications/choices/{choice}/police-certificate", tag = "admission",
    request_body = Certificate,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "wrong-state, no-certificate-asked, already-approved, certificate-too-old"),
        (status = 422, body = Problem)))]
async fn approve(
    Path(id): Path<ChoiceId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Certificate>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::approve_certificate(&mut act, id, body).await?;
    let entry = Entry::new("admission.approve_certificate", "application_choice", id.0);
    act.commit(entry.fact("received_on", body.received_on.to_string())).await?;
    Ok(StatusCode::NO_CONTENT)
}
