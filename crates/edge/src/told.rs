//! A refusal is told where the person stood: at the top of the page that the form was sent from, read anew.

use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use ui::RefusedAct;

/// What speaks of a form's body, which a page that is only opened does not have.
const OF_A_BODY: [header::HeaderName; 4] =
    [header::CONTENT_LENGTH, header::CONTENT_TYPE, header::TRANSFER_ENCODING, header::EXPECT];

/// A refusal on its way to the page that shows it.
#[derive(Clone)]
pub(crate) struct Told {
    refused: Arc<RefusedAct>,
    taken: Arc<AtomicBool>,
}

impl Told {
    fn new(refused: RefusedAct) -> Self {
        Self { refused: Arc::new(refused), taken: Arc::default() }
    }

    /// The refusal, for the frame of the page.
    pub(crate) fn take(&self) -> Arc<RefusedAct> {
        self.taken.store(true, Ordering::Relaxed);
        self.refused.clone()
    }
}

/// The page at `from` with the refusal at its top; `None` where there is no such page any more, or
/// none that could show it. `next` leads to all pages.
pub(crate) async fn on_its_page(
    parts: &Parts,
    from: &str,
    refused: RefusedAct,
    next: Next,
) -> Option<Response> {
    let mut parts = parts.clone();
    parts.method = Method::GET;
    parts.uri = from.parse().ok()?;
    for name in OF_A_BODY {
        parts.headers.remove(name);
    }
    let told = Told::new(refused);
    parts.extensions.insert(told.clone());
    let mut response = next.run(Request::from_parts(parts, Body::empty())).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let shown =
        response.status() == StatusCode::OK && is_page && told.taken.load(Ordering::Relaxed);
    *response.status_mut() = StatusCode::CONFLICT;
    shown.then_some(response)
}
