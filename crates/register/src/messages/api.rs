//! The node's messages, for programs.

use super::LOOK_AFTER;
use crate::access::Allow;
use crate::{ActHeader, Routes, Signed};
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use edge::station::api::{self, MessageEnd};
use edge::station::desk::{self, MessagesItem};
use edge::{ApiJson, Problem, Result};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let allow = Allow::Roles(LOOK_AFTER);
    Routes::default()
        .api(allow, None, routes!(list))
        .api(allow, Some(desk::SEND_AGAIN), routes!(send_again))
        .api(allow, Some(desk::GIVE_UP), routes!(give_up))
}

/// What is on its way, what has come and waits, and by which directory both are judged.
#[utoipa::path(get, path = "/api/messages", tag = "messages",
    responses((status = 200, body = MessagesItem), (status = 401, body = Problem)))]
async fn list(signed: Signed) -> Result<Json<MessagesItem>> {
    api::list(signed).await
}

/// Has a message sent again whose fault is mended.
#[utoipa::path(post, path = "/api/messages/{message}/sending", tag = "messages",
    params(("message" = Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "message-settled")))]
async fn send_again(call: ActHeader, Path(message): Path<Uuid>) -> Result<StatusCode> {
    api::send_again(call, message).await
}

/// Gives a message up, for a reason that is kept with it.
#[utoipa::path(post, path = "/api/messages/{message}/end", tag = "messages",
    params(("message" = Uuid, Path)), request_body = MessageEnd,
    responses((status = 204), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "message-settled"),
        (status = 422, body = Problem)))]
async fn give_up(
    call: ActHeader,
    Path(message): Path<Uuid>,
    ApiJson(end): ApiJson<MessageEnd>,
) -> Result<StatusCode> {
    api::give_up(call, message, &end).await
}
