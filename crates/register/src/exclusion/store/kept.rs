//! Which bodies in the mailbox are deleted when.

use super::unreadable;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, Result};
use wire::{MessageId, Party};

pub(in super::super) async fn keep(
    conn: &mut PgConnection,
    (sender, id): (Party, MessageId),
    until: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "insert into exclusion_kept (message_id, sender, erase_after) values ($1, $2, $3)",
        id.uuid(),
        sender.to_string(),
        until.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those that are to be deleted now, the oldest first.
pub(in super::super) async fn due(
    conn: &mut PgConnection,
    now: Timestamp,
    most: i64,
) -> Result<Vec<(Party, MessageId)>> {
    let rows = sqlx::query!(
        "select sender, message_id from exclusion_kept where erase_after <= $1
        order by erase_after, message_id limit $2",
        now.to_sqlx() as _,
        most
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| {
        let sender = row.sender.parse().map_err(|_| unreadable("a party"))?;
        Ok((sender, MessageId::new(row.message_id).map_err(|_| unreadable("an id"))?))
    });
    read.collect()
}

pub(in super::super) async fn postpone(
    conn: &mut PgConnection,
    (sender, id): (Party, MessageId),
    until: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "update exclusion_kept set erase_after = $3 where sender = $1 and message_id = $2",
        sender.to_string(),
        id.uuid(),
        until.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in super::super) async fn forget(
    conn: &mut PgConnection,
    (sender, id): (Party, MessageId),
) -> Result<()> {
    sqlx::query!(
        "delete from exclusion_kept where sender = $1 and message_id = $2",
        sender.to_string(),
        id.uuid()
    )
    .execute(conn)
    .await?;
    Ok(())
}
