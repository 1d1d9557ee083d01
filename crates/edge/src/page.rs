//! What a handler answers: a page, or where to go after an act.

use crate::{Error, Result};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

/// A page, or our own fault if its template fails.
pub fn page(template: &impl Template) -> Result<Response> {
    page_with(StatusCode::OK, template)
}

/// A page with a status of its own: a form that is shown again with its errors is 422.
pub fn page_with(status: StatusCode, template: &impl Template) -> Result<Response> {
    let html = template.render().map_err(|error| Error::Internal(error.into()))?;
    Ok((status, Html(html)).into_response())
}

/// After an act: go to `path` and show the message `done-…` once there.
pub fn done(path: &str, message_key: &str) -> Response {
    let separator = if path.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{path}{separator}done={message_key}")).into_response()
}
