//! The bytes of messages. They may hold personal data, so they stand in one place, never change,
//! and can be deleted there.

use sqlx::PgConnection;
use uuid::Uuid;
use wire::{Outgoing, Route};

use super::unreadable;
use crate::Result;

/// Keeps the envelope of what is sent or has come, under its row's id.
pub(super) async fn keep(conn: &mut PgConnection, id: Uuid, bytes: &[u8]) -> Result<()> {
    sqlx::query!("insert into mailbox_content (id, bytes) values ($1, $2)", id, bytes)
        .execute(conn)
        .await?;
    Ok(())
}

/// Keeps what was said to the envelope of `owner`, unless that has been erased.
pub(super) async fn keep_response(
    conn: &mut PgConnection,
    id: Uuid,
    owner: Uuid,
    bytes: &[u8],
) -> Result<()> {
    sqlx::query!(
        "insert into mailbox_content (id, bytes)
        select $1, $2 where exists (select from mailbox_content where id = $3)",
        id,
        bytes,
        owner,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// As in the database.
pub(super) const fn route_name(route: Route) -> &'static str {
    match route {
        Route::Message => "message",
        Route::Question => "question",
    }
}

/// What was sent, as it was kept.
pub(super) fn outgoing(route: &str, bytes: Option<Vec<u8>>) -> Result<Outgoing> {
    let route = match route {
        "question" => Route::Question,
        _ => Route::Message,
    };
    let bytes = bytes.ok_or_else(|| unreadable("an erased message"))?;
    Outgoing::restore(route, bytes.into()).map_err(|_| unreadable("an envelope"))
}
