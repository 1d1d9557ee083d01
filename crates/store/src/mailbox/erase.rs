//! Deleting what a message says, when the domain deletes what it was about.
//!
//! What stays is who wrote to whom when, the digests and the signatures. Evidence that is read
//! afterwards has empty bodies; whoever still holds the bytes and puts them back proves with it
//! what was said, and nobody proves anything else.

use wire::{MessageId, Party};

use crate::{Act, Result};

/// Deletes what a message or question of ours said, and what was answered to a question, within the
/// act. Answers whether there was something to delete: nothing is while it is under way, stuck, or
/// has not been handed to the domain.
pub async fn erase_sent(act: &mut Act, id: MessageId) -> Result<bool> {
    let erased = sqlx::query!(
        "with over as (
            select id, route from mailbox_sent s
            where message_id = $1 and outcome <> 'stuck'
                and not exists (
                    select from mailbox_arrival a
                    where a.sent_id = s.id and a.act_id is null and a.id <> $2
                )
        )
        delete from mailbox_content where id in (
            select id from over
            union all
            select e.id from mailbox_evidence e join over on e.sent_id = over.id
            where over.route = 'question'
        )",
        id.uuid(),
        act.id(),
    )
    .execute(act.conn())
    .await?;
    Ok(erased.rows_affected() > 0)
}

/// Deletes what a message from a sender said, or a question and our answer to it, within the act.
/// Answers whether there was something to delete: nothing is before it was handled, which may be in
/// this act.
pub async fn erase_received(act: &mut Act, from: Party, id: MessageId) -> Result<bool> {
    let erased = sqlx::query!(
        "with over as (
            select id, route from mailbox_received r
            where sender = $1 and message_id = $2
                and not exists (
                    select from mailbox_arrival a
                    where a.received_id = r.id and a.act_id is null and a.id <> $3
                )
        )
        delete from mailbox_content where id in (
            select id from over
            union all
            select e.id from mailbox_evidence e join over on e.received_id = over.id
            where over.route = 'question'
        )",
        from.to_string(),
        id.uuid(),
        act.id(),
    )
    .execute(act.conn())
    .await?;
    Ok(erased.rows_affected() > 0)
}
