//! The outbox.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;
use wire::port::{Ended, Evidence, Lease, Leased, Outbox, Outcome, PortFault, Undelivered};
use wire::{Kind, MessageId, Outgoing};

use super::evidence::{self, Of};
use super::{
    DatabaseMailbox, arrival, content, count, cut, fault, unreadable, waits_at_most_until,
};
use crate::{Act, Result, Store};

impl Act {
    /// Leaves a message or question to be sent: it exists if and only if the act is committed, and
    /// stays until it is delivered, refused, or ended by a person. `wall` is wall time.
    pub async fn send(&mut self, outgoing: &Outgoing, wall: Timestamp) -> Result<()> {
        let (id, act, envelope) = (Uuid::now_v7(), self.id(), outgoing.envelope());
        sqlx::query!(
            "insert into mailbox_sent (id, message_id, act_id, route, kind, receiver, enqueued_at)
            values ($1, $2, $3, $4, $5, $6, $7)",
            id,
            envelope.id.uuid(),
            act,
            content::route_name(outgoing.route()),
            envelope.kind.to_string(),
            envelope.to.to_string(),
            wall.to_sqlx(),
        )
        .execute(self.conn())
        .await?;
        content::keep(self.conn(), id, outgoing.body()).await
    }
}

impl Outbox for DatabaseMailbox {
    async fn enqueue(
        &self,
        act: &mut Act,
        outgoing: &Outgoing,
        wall: Timestamp,
    ) -> Result<(), PortFault> {
        act.send(outgoing, wall).await.map_err(fault)
    }

    async fn lease_due(
        &self,
        wall: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Leased<Outgoing>>, PortFault> {
        lease_due(&self.store, wall, until).await.map_err(fault)
    }

    async fn lease_one(
        &self,
        id: MessageId,
        wall: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Leased<Outgoing>>, PortFault> {
        lease_one(&self.store, id, wall, until).await.map_err(fault)
    }

    async fn settle(
        &self,
        lease: &Lease,
        outcome: &Outcome,
        wall: Timestamp,
    ) -> Result<(), PortFault> {
        settle(&self.store, lease, outcome, wall).await.map_err(fault)
    }

    async fn undelivered(&self, before: Timestamp) -> Result<Vec<Undelivered>, PortFault> {
        undelivered(&self.store, before).await.map_err(fault)
    }

    async fn end(
        &self,
        act: &mut Act,
        id: MessageId,
        how: &Ended,
    ) -> Result<Option<Kind>, PortFault> {
        end(act.conn(), id, how).await.map_err(fault)
    }

    async fn sent_evidence(&self, id: MessageId) -> Result<Option<Evidence>, PortFault> {
        evidence::of_sent(&self.store, id).await.map_err(fault)
    }
}

struct Taken {
    id: Uuid,
    attempts: i32,
    route: String,
    bytes: Option<Vec<u8>>,
}

impl Taken {
    fn leased(self) -> Result<Leased<Outgoing>> {
        let lease = Lease { id: self.id, attempt: count(self.attempts) };
        Ok(Leased { lease, what: content::outgoing(&self.route, self.bytes)? })
    }
}

/// As many messages are on their way to one receiver at once, and one alone while a message that has
/// failed before is: whoever never answers leaves the other senders to the other receivers.
const PER_RECEIVER: i32 = 6;

/// A lease need not outlive a crash: whoever lost it sends the message again under the same id, and the receiver knows it
/// again. So it waits for no disk.
async fn lease_due(
    store: &Store,
    wall: Timestamp,
    until: Timestamp,
) -> Result<Option<Leased<Outgoing>>> {
    let taken = sqlx::query_as!(
        Taken,
        "update mailbox_sent s set leased_until = $3, attempts = attempts + 1
        from (select set_config('synchronous_commit', 'off', true)) as unhurried
        where id = (
            select id from mailbox_sent
            where outcome is null
                and (leased_until is null or leased_until <= $1 or leased_until > $2)
                and (retry_at is null or retry_at <= $1 or retry_at > $2)
                and receiver not in (
                    select receiver from mailbox_sent
                    where outcome is null and leased_until > $1 and leased_until <= $2
                    group by receiver
                    having count(*) >= case when max(attempts) > 1 then 1 else $4 end
                )
            order by coalesce(retry_at, enqueued_at), id
            for update skip locked
            limit 1
        )
        returning id, attempts, route, (select bytes from mailbox_content c where c.id = s.id)",
        wall.to_sqlx(),
        waits_at_most_until(wall).to_sqlx(),
        until.to_sqlx(),
        PER_RECEIVER,
    )
    .fetch_optional(&store.pool)
    .await?;
    taken.map(Taken::leased).transpose()
}

async fn lease_one(
    store: &Store,
    id: MessageId,
    wall: Timestamp,
    until: Timestamp,
) -> Result<Option<Leased<Outgoing>>> {
    let taken = sqlx::query_as!(
        Taken,
        "update mailbox_sent s set leased_until = $4, attempts = attempts + 1
        from (select set_config('synchronous_commit', 'off', true)) as unhurried
        where id = (
            select id from mailbox_sent
            where message_id = $1 and outcome is null
                and (leased_until is null or leased_until <= $2 or leased_until > $3)
            for update skip locked
        )
        returning id, attempts, route, (select bytes from mailbox_content c where c.id = s.id)",
        id.uuid(),
        wall.to_sqlx(),
        waits_at_most_until(wall).to_sqlx(),
        until.to_sqlx(),
    )
    .fetch_optional(&store.pool)
    .await?;
    taken.map(Taken::leased).transpose()
}

/// What an outcome is called in the table, with its evidence; none for one that is tried again.
fn ends(outcome: &Outcome) -> Option<(&'static str, &Evidence)> {
    match outcome {
        Outcome::Delivered(evidence) => Some(("delivered", evidence)),
        Outcome::Answered(evidence) => Some(("answered", evidence)),
        Outcome::Refused(_, evidence) => Some(("refused", evidence)),
        Outcome::Stuck(_, evidence) => Some(("stuck", evidence)),
        Outcome::Later { .. } => None,
    }
}

async fn settle(store: &Store, lease: &Lease, outcome: &Outcome, wall: Timestamp) -> Result<()> {
    let mut tx = store.pool.begin().await?;
    let held = sqlx::query_scalar!(
        "select outcome from mailbox_sent where id = $1 and attempts = $2 for update",
        lease.id,
        i32::try_from(lease.attempt).unwrap_or(i32::MAX),
    )
    .fetch_optional(&mut *tx)
    .await?;
    // Another attempt has followed, or it is settled: the lease says nothing any more. Whoever gave
    // a message up while it was on its way gets the receipt nevertheless.
    let given_up = match held.as_ref().map(Option::as_deref) {
        Some(None) => false,
        Some(Some("given_up")) => true,
        _ => return Ok(()),
    };
    match (ends(outcome), outcome) {
        (Some((_, kept)), _) if given_up => keep(&mut tx, lease, kept).await?,
        (Some((name, kept)), _) => {
            keep(&mut tx, lease, kept).await?;
            set(&mut tx, lease.id, Some(name), why(outcome), None).await?;
            if matches!(outcome, Outcome::Refused(..) | Outcome::Answered(_)) {
                arrival::put(&mut tx, arrival::Of::Sent(lease.id), wall).await?;
            }
        }
        (None, Outcome::Later { at, .. }) if !given_up => {
            set(&mut tx, lease.id, None, why(outcome), Some(*at)).await?;
        }
        (None, _) => {}
    }
    tx.commit().await?;
    Ok(())
}

async fn keep(conn: &mut PgConnection, lease: &Lease, kept: &Evidence) -> Result<()> {
    let of = Of::Sent(lease.id, lease.attempt);
    evidence::keep(conn, of, (&kept.request, &kept.response), kept.directory_version).await
}

/// Why it has not gone as it should; no personal data.
fn why(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Delivered(_) | Outcome::Answered(_) => None,
        Outcome::Refused(problem, _) | Outcome::Stuck(problem, _) => Some(cut(&problem.kind)),
        Outcome::Later { why, .. } => Some(cut(why)),
    }
}

/// Ends the lease.
async fn set(
    conn: &mut PgConnection,
    id: Uuid,
    outcome: Option<&str>,
    why: Option<String>,
    retry_at: Option<Timestamp>,
) -> Result<()> {
    sqlx::query!(
        "update mailbox_sent set outcome = $2, why = $3, retry_at = $4, leased_until = null
        where id = $1",
        id,
        outcome,
        why,
        retry_at.map(ToSqlx::to_sqlx) as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn undelivered(store: &Store, before: Timestamp) -> Result<Vec<Undelivered>> {
    let rows = sqlx::query!(
        r#"select message_id, kind, receiver, enqueued_at, attempts, why,
            outcome is not null as "is_stuck!"
        from mailbox_sent
        where outcome is null and enqueued_at <= $1 or outcome = 'stuck'
        order by enqueued_at, id"#,
        before.to_sqlx(),
    )
    .fetch_all(&store.pool)
    .await?;
    let read = rows.into_iter().map(|row| {
        Ok(Undelivered {
            id: MessageId::new(row.message_id).map_err(|_| unreadable("an id"))?,
            kind: row.kind.parse().map_err(|_| unreadable("a kind"))?,
            to: row.receiver.parse().map_err(|_| unreadable("a party"))?,
            enqueued_at: row.enqueued_at.to_jiff(),
            attempts: count(row.attempts),
            is_stuck: row.is_stuck,
            why: row.why,
        })
    });
    read.collect()
}

/// One that is on its way while it is ended goes on being leased.
async fn end(conn: &mut PgConnection, id: MessageId, how: &Ended) -> Result<Option<Kind>> {
    let (outcome, why, again) = match how {
        Ended::GivenUp(reason) => (Some("given_up"), Some(cut(reason)), None),
        Ended::SentAgain(at) => (None, None, Some(*at)),
    };
    let ended = sqlx::query_scalar!(
        "update mailbox_sent set outcome = $2, why = $3, retry_at = null,
            enqueued_at = coalesce($4, enqueued_at)
        where message_id = $1 and (outcome is null or outcome = 'stuck')
        returning kind",
        id.uuid(),
        outcome,
        why,
        again.map(ToSqlx::to_sqlx) as _,
    )
    .fetch_optional(conn)
    .await?;
    ended.map(|kind| kind.parse().map_err(|_| unreadable("a kind"))).transpose()
}
