//! The whole office as one router: all routines, then what stands around every request.

use crate::http::{Routes, error_pages, identify};
use crate::{
    Node, access, appeal, archive, candidates, catalogue, demo, desk, examiners, explanation,
    grading, letters_out, papers, registration, regulation,
};
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;

/// All routes of all routines: the rows of the authorization matrix. The routes of the
/// demonstration exist only when `demo` is true.
pub fn routes(demo: bool) -> Routes {
    let routes = Routes::default()
        .merge(crate::http::health::routes())
        .merge(access::pages::routes())
        .merge(desk::pages::routes())
        .merge(catalogue::pages::routes())
        .merge(registration::pages::routes())
        .merge(regulation::pages::routes())
        .merge(candidates::pages::routes())
        .merge(papers::pages::routes())
        .merge(crate::delivery::pages::routes())
        .merge(letters_out::pages::routes())
        .merge(archive::pages::routes())
        .merge(explanation::pages::routes())
        .merge(appeal::pages::routes())
        .merge(examiners::pages::routes())
        .merge(grading::pages::routes());
    if demo { routes.merge(demo::routes()).merge(letters_out::demo::routes()) } else { routes }
}

/// The office, ready to be served.
pub fn router(node: Node) -> Router {
    let (router, api) = routes(node.is_demo()).split();
    router
        .route("/api/openapi.json", axum::routing::get(move || async move { Json(api) }))
        // Inside, so that a panic is told like any other fault of ours.
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(node.clone(), error_pages))
        .layer(from_fn_with_state(node.clone(), identify))
        .layer(DefaultBodyLimit::max(crate::http::BODY_MAX))
        .layer(constant(header::CACHE_CONTROL, "no-store"))
        // Assets carry the hash of their content in their name and may be kept for ever.
        .route("/assets/{name}", axum::routing::get(asset))
        .layer(constant(header::CONTENT_SECURITY_POLICY, ui::CONTENT_SECURITY_POLICY))
        .layer(constant(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(constant(header::REFERRER_POLICY, "same-origin"))
        // The best compression costs several times as much as making the page.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(CatchPanicLayer::new())
        .with_state(node)
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
