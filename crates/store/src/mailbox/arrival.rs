//! What the domain has to act on.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;
use wire::port::{Arrived, Lease, Leased, PortFault};
use wire::{Envelope, Kind, MessageId, Outgoing, Party, Problem};

use super::{DatabaseMailbox, content, count, evidence, fault, unreadable, waits_at_most_until};
use crate::{Act, Result, Store};

/// What an arrival is about.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// Something that has come.
    Received(Uuid),
    /// The end of something of ours.
    Sent(Uuid),
}

/// Something that has come and is not handled, for the page of the person who looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unhandled {
    /// Which message or question.
    pub message: MessageId,
    /// Of what kind.
    pub kind: Kind,
    /// Who sent it, or whose refusal or answer to one of ours it is.
    pub from: Party,
    /// Since when, by wall time.
    pub arrived_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it failed last.
    pub why: Option<String>,
}

impl DatabaseMailbox {
    /// What came at `before` or earlier and is not handled, the oldest first, at most `limit`.
    pub async fn unhandled_since(
        &self,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<Unhandled>, PortFault> {
        list(&self.store, before, limit).await.map_err(fault)
    }
}

pub(super) async fn put(conn: &mut PgConnection, of: Of, at: Timestamp) -> Result<()> {
    let (received, sent) = match of {
        Of::Received(id) => (Some(id), None),
        Of::Sent(id) => (None, Some(id)),
    };
    sqlx::query!(
        "insert into mailbox_arrival (id, received_id, sent_id, arrived_at) values ($1, $2, $3, $4)",
        Uuid::now_v7(),
        received,
        sent,
        at.to_sqlx(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

struct Taken {
    id: Uuid,
    attempts: i32,
    arrived_at: jiff_sqlx::Timestamp,
    route: Option<String>,
    message_id: Option<Uuid>,
    outcome: Option<String>,
    bytes: Option<Vec<u8>>,
}

/// A lease need not outlive a crash: what it was taken for is handled in an act of its own, once. So it waits for no disk.
pub(super) async fn lease(
    store: &Store,
    wall: Timestamp,
    until: Timestamp,
) -> Result<Option<Leased<Arrived>>> {
    let taken = sqlx::query_as!(
        Taken,
        r#"with taken as (
            update mailbox_arrival set leased_until = $3, attempts = attempts + 1
            from (select set_config('synchronous_commit', 'off', true)) as unhurried
            where id = (
                select id from mailbox_arrival
                where act_id is null
                    and (leased_until is null or leased_until <= $1 or leased_until > $2)
                    and (retry_at is null or retry_at <= $1 or retry_at > $2)
                order by coalesce(retry_at, arrived_at), id
                for update skip locked
                limit 1
            )
            returning id, attempts, arrived_at, received_id, sent_id
        )
        select id as "id!", attempts as "attempts!", arrived_at as "arrived_at!",
            (select route from mailbox_sent s where s.id = sent_id),
            (select message_id from mailbox_sent s where s.id = sent_id),
            (select outcome from mailbox_sent s where s.id = sent_id),
            (select bytes from mailbox_content c where c.id = coalesce(sent_id, received_id))
        from taken"#,
        wall.to_sqlx(),
        waits_at_most_until(wall).to_sqlx(),
        until.to_sqlx(),
    )
    .fetch_optional(&store.pool)
    .await?;
    let Some(taken) = taken else { return Ok(None) };
    let lease = Lease { id: taken.id, attempt: count(taken.attempts) };
    Ok(Some(Leased { lease, what: arrived(store, taken).await? }))
}

async fn arrived(store: &Store, taken: Taken) -> Result<Arrived> {
    let (Some(route), Some(id)) = (taken.route, taken.message_id) else {
        let bytes = taken.bytes.ok_or_else(|| unreadable("an erased message"))?;
        let envelope = Envelope::read(&bytes).map_err(|_| unreadable("an envelope"))?;
        return Ok(Arrived::Message { envelope, stored_at: taken.arrived_at.to_jiff() });
    };
    let outgoing = content::outgoing(&route, taken.bytes)?;
    let id = MessageId::new(id).map_err(|_| unreadable("an id"))?;
    let kept = evidence::of_sent(store, id).await?;
    let answer = kept.ok_or_else(|| unreadable("what was said"))?.response;
    said(outgoing, answer, taken.outcome.as_deref())
}

fn said(
    outgoing: Outgoing,
    answer: wire::SignedResponse,
    outcome: Option<&str>,
) -> Result<Arrived> {
    match outcome {
        Some("refused") => {
            let problem = Problem::read(&answer.body).ok_or_else(|| unreadable("a problem"))?;
            Ok(Arrived::Refused { outgoing, problem })
        }
        _ => Ok(Arrived::Answered { outgoing, answer }),
    }
}

/// Marks it as handled by the act, whose id is its own. Answers whether it was not yet.
pub(super) async fn handled(act: &mut Act, id: Uuid) -> Result<bool> {
    let by = act.id();
    let marked = sqlx::query!(
        "update mailbox_arrival set act_id = $2, leased_until = null, retry_at = null, why = null
        where id = $1 and act_id is null",
        id,
        by,
    )
    .execute(act.conn())
    .await?;
    Ok(marked.rows_affected() == 1)
}

pub(super) async fn failed(
    store: &Store,
    lease: &Lease,
    why: &str,
    retry_at: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "update mailbox_arrival set why = $3, retry_at = $4, leased_until = null
        where id = $1 and attempts = $2 and act_id is null",
        lease.id,
        i32::try_from(lease.attempt).unwrap_or(i32::MAX),
        why,
        retry_at.to_sqlx(),
    )
    .execute(&store.pool)
    .await?;
    Ok(())
}

pub(super) async fn unhandled(store: &Store, before: Timestamp) -> Result<u64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from mailbox_arrival
        where act_id is null and arrived_at <= $1"#,
        before.to_sqlx(),
    )
    .fetch_one(&store.pool)
    .await?;
    Ok(count.unsigned_abs())
}

async fn list(store: &Store, before: Timestamp, limit: u32) -> Result<Vec<Unhandled>> {
    let rows = sqlx::query!(
        r#"select coalesce(
                (select message_id from mailbox_received r where r.id = received_id),
                (select message_id from mailbox_sent s where s.id = sent_id)
            ) as "message_id!",
            coalesce(
                (select kind from mailbox_received r where r.id = received_id),
                (select kind from mailbox_sent s where s.id = sent_id)
            ) as "kind!",
            coalesce(
                (select sender from mailbox_received r where r.id = received_id),
                (select receiver from mailbox_sent s where s.id = sent_id)
            ) as "party!",
            arrived_at, attempts, why
        from mailbox_arrival
        where act_id is null and arrived_at <= $1
        order by arrived_at, id
        limit $2"#,
        before.to_sqlx(),
        i64::from(limit),
    )
    .fetch_all(&store.pool)
    .await?;
    let read = rows.into_iter().map(|row| {
        Ok(Unhandled {
            message: MessageId::new(row.message_id).map_err(|_| unreadable("an id"))?,
            kind: row.kind.parse().map_err(|_| unreadable("a kind"))?,
            from: row.party.parse().map_err(|_| unreadable("a party"))?,
            arrived_at: row.arrived_at.to_jiff(),
            attempts: count(row.attempts),
            why: row.why,
        })
    });
    read.collect()
}
