//! Whether the node can work: for load balancers and those on watch.

use crate::{Allow, Node, Routes};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::time::Duration;

/// A database that takes longer for nothing at all is as good as away.
const ANSWERS_WITHIN: Duration = Duration::from_secs(2);

pub(crate) fn routes<N: Node>() -> Routes<N> {
    Routes::default().page("/health", N::Allow::PUBLIC, health::<N>)
}

/// 200 when the database answers, 503 when it does not; never anything about a person.
async fn health<N: Node>(State(node): State<N>) -> Response {
    let backlog = store::job::backlog(node.store(), node.now());
    match tokio::time::timeout(ANSWERS_WITHIN, backlog).await {
        Ok(Ok(backlog)) => Json(json!({
            "database": "up",
            "jobs": { "due": backlog.due, "dead": backlog.dead },
        }))
        .into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "database": "away" }))).into_response(),
    }
}
