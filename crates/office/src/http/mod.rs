//! The edge: routes with their guards, the signed-in person, forms, errors as pages.

mod api_body;
mod errors;
pub(crate) mod files;
mod guard;
pub(crate) mod health;
#[cfg(test)]
mod matrix_tests;
mod own_path;
mod posted;
mod resend;
mod routes;
mod signed;

pub use api_body::{ActHeader, ApiBody, ApiJson, Problem};
pub use guard::Allow;
pub(crate) use own_path::own_path;
pub(crate) use posted::{BODY_MAX, unreadable};
pub use posted::{Posted, Upload};
pub use routes::{RouteRow, Routes};
pub use signed::{Signed, Visitor};

pub use errors::Typed;
pub(crate) use errors::{ErrorSlot, error_pages};
pub(crate) use guard::{Session, identify};

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

/// A page, or our own fault if its template fails.
pub fn page(template: &impl Template) -> crate::Result<Response> {
    page_with(StatusCode::OK, template)
}

/// A page with a status of its own: a form that is shown again with its errors is 422.
pub fn page_with(status: StatusCode, template: &impl Template) -> crate::Result<Response> {
    let html = template.render().map_err(|error| crate::Error::Internal(error.into()))?;
    Ok((status, Html(html)).into_response())
}

/// After an act: go to `path` and show the message `done-…` once there.
pub fn done(path: &str, message_key: &str) -> Response {
    let separator = if path.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{path}{separator}done={message_key}")).into_response()
}
