//! A node as one router: its routes, then what stands around every request.

use crate::error_pages::error_pages;
use crate::guard::identify;
use crate::posted::BODY_MAX;
use crate::station::{self, Messages};
use crate::{Demo, Node, Routes, demo, health, sign_in};
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;

/// The routes that every node has: health, signing in and out, the choice of language. Those of a
/// demonstration exist only when `demo` is true.
pub fn routes<N: Demo>(demo: bool) -> Routes<N> {
    let routes = Routes::default().merge(health::routes()).merge(sign_in::routes());
    if demo { routes.merge(demo::routes()) } else { routes }
}

/// The node with all its routes, and the doors for the messages that it takes, ready to be served.
pub fn router<N: Node>(node: N, routes: Routes<N>, messages: Messages<N>) -> Router {
    let doors = station::doors(&node, messages);
    let (router, api) = routes.split();
    let pages = router
        .route("/api/openapi.json", axum::routing::get(move || async move { Json(api) }))
        // Inside, so that a panic is told like any other fault of ours.
        .layer(CatchPanicLayer::new())
        .with_state(node.clone());
    // All routes as one, so that what stands around a request can ask for another page.
    Router::new()
        .fallback_service(pages)
        .layer(from_fn_with_state(node.clone(), error_pages::<N>))
        .layer(from_fn_with_state(node.clone(), identify::<N>))
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(constant(header::CACHE_CONTROL, "no-store"))
        // Assets carry the hash of their content in their name and may be kept for ever.
        .route("/assets/{name}", axum::routing::get(asset))
        .layer(constant(header::CONTENT_SECURITY_POLICY, ui::CONTENT_SECURITY_POLICY))
        .layer(constant(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(constant(header::REFERRER_POLICY, "same-origin"))
        // The best compression costs several times as much as making the page.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .with_state(node)
        // Whoever comes to a door is known by a signature, and has neither session nor form.
        .merge(doors)
        .layer(CatchPanicLayer::new())
}

fn constant(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

async fn asset(Path(name): Path<String>) -> Response {
    match ui::assets::at(&format!("/assets/{name}")) {
        Some(asset) => (
            [
                (header::CONTENT_TYPE, asset.content_type),
                (header::CACHE_CONTROL, ui::assets::CACHE_CONTROL),
            ],
            asset.bytes,
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
