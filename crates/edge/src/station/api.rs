//! The messages of a node, for programs: what is behind the routes, which each node describes and
//! guards itself.

use super::desk::{self, MessagesItem};
use crate::{ActHeader, Node, Result, Signed};
use axum::Json;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Why a message is given up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MessageEnd {
    /// The reason. It must not say whom the message is about.
    reason: String,
}

/// What is on its way, what has come and waits, and by which directory both are judged.
///
/// # Errors
/// The database is away.
pub async fn list<N: Node>(signed: Signed<N>) -> Result<Json<MessagesItem>> {
    Ok(Json(desk::state(&signed.node).await?.into()))
}

/// Has a message sent again whose fault is mended.
///
/// # Errors
/// As [`desk::send_again`].
pub async fn send_again<N: Node>(call: ActHeader<N>, message: Uuid) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let entry = desk::send_again(&mut act, message).await?;
    act.commit(entry).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives a message up.
///
/// # Errors
/// As [`desk::give_up`].
pub async fn give_up<N: Node>(
    call: ActHeader<N>,
    message: Uuid,
    end: &MessageEnd,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let entry = desk::give_up(&mut act, message, &end.reason).await?;
    act.commit(entry).await?;
    Ok(StatusCode::NO_CONTENT)
}
