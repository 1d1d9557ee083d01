//! The inbox.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;
use wire::port::{
    Arrived, Evidence, Inbox, Incoming, Lease, Leased, PortFault, QuestionOpened, Stored,
};
use wire::{MessageId, Party, Receipt, Route, SignedResponse};

use super::evidence::{self, Of};
use super::{DatabaseMailbox, arrival, content, cut, fault, unreadable};
use crate::{Act, Actor, Entry, Error, Result, Store};

/// Who acts when something has come.
const ACTOR: Actor = Actor::Job("mailbox");

impl Inbox for DatabaseMailbox {
    async fn store(
        &self,
        incoming: &Incoming,
        receipt: &SignedResponse,
    ) -> Result<Stored, PortFault> {
        store(&self.store, incoming, receipt).await.map_err(fault)
    }

    async fn lease_arrived(
        &self,
        wall: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Leased<Arrived>>, PortFault> {
        arrival::lease(&self.store, wall, until).await.map_err(fault)
    }

    async fn open(&self, lease: &Lease) -> Result<Option<Act>, PortFault> {
        match self.store.act(ACTOR, lease.id).await {
            Ok(act) => Ok(Some(act)),
            Err(Error::ActAlreadyDone { .. }) => Ok(None),
            Err(error) => Err(fault(error)),
        }
    }

    async fn handled(&self, mut act: Act, lease: &Lease, entry: Entry) -> Result<(), PortFault> {
        if !arrival::handled(&mut act, lease.id).await.map_err(fault)? {
            return Err(PortFault::plain("the arrival has been handled"));
        }
        act.commit(entry).await.map_err(fault)
    }

    async fn failed(&self, lease: &Lease, why: &str, retry_at: Timestamp) -> Result<(), PortFault> {
        arrival::failed(&self.store, lease, &cut(why), retry_at).await.map_err(fault)
    }

    async fn unhandled(&self, before: Timestamp) -> Result<u64, PortFault> {
        arrival::unhandled(&self.store, before).await.map_err(fault)
    }

    async fn open_question(&self, incoming: &Incoming) -> Result<QuestionOpened<Act>, PortFault> {
        open_question(&self.store, incoming).await.map_err(fault)
    }

    async fn answered(
        &self,
        mut act: Act,
        incoming: &Incoming,
        answer: &SignedResponse,
        entry: Entry,
    ) -> Result<(), PortFault> {
        keep_answer(&mut act, incoming, answer).await.map_err(fault)?;
        act.commit(entry).await.map_err(fault)
    }

    async fn received_evidence(
        &self,
        from: Party,
        id: MessageId,
    ) -> Result<Option<Evidence>, PortFault> {
        evidence::of_received(&self.store, from, id).await.map_err(fault)
    }
}

async fn store(store: &Store, incoming: &Incoming, receipt: &SignedResponse) -> Result<Stored> {
    let mut tx = store.pool.begin().await?;
    let Some(id) = put(&mut tx, incoming, Route::Message, None).await? else {
        tx.rollback().await?;
        return stored_before(store, incoming).await;
    };
    let signed = (&incoming.request, receipt);
    evidence::keep(&mut tx, Of::Received(id), signed, incoming.directory_version).await?;
    arrival::put(&mut tx, arrival::Of::Received(id), incoming.received_at).await?;
    tx.commit().await?;
    Ok(Stored::New)
}

/// A new row; none when the sender has used the id before. Waits for whoever is just storing it.
async fn put(
    conn: &mut PgConnection,
    incoming: &Incoming,
    route: Route,
    act: Option<Uuid>,
) -> Result<Option<Uuid>> {
    let (id, envelope) = (Uuid::now_v7(), &incoming.envelope);
    let put = sqlx::query!(
        "insert into mailbox_received (id, sender, message_id, route, kind, digest, received_at, act_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (sender, message_id) do nothing",
        id,
        envelope.from.to_string(),
        envelope.id.uuid(),
        content::route_name(route),
        envelope.kind.to_string(),
        &incoming.request.digest.bytes()[..],
        incoming.received_at.to_sqlx(),
        act,
    )
    .execute(&mut *conn)
    .await?;
    if put.rows_affected() == 0 {
        return Ok(None);
    }
    content::keep(conn, id, &incoming.request.body).await?;
    Ok(Some(id))
}

/// What was said to the same id before, if it had the same content and came to the same door.
async fn said_before(
    store: &Store,
    incoming: &Incoming,
    route: Route,
) -> Result<Option<SignedResponse>> {
    let envelope = &incoming.envelope;
    let same = sqlx::query_scalar!(
        r#"select digest = $3 and route = $4 as "same!" from mailbox_received
        where sender = $1 and message_id = $2"#,
        envelope.from.to_string(),
        envelope.id.uuid(),
        &incoming.request.digest.bytes()[..],
        content::route_name(route),
    )
    .fetch_one(&store.pool)
    .await?;
    if !same {
        return Ok(None);
    }
    let kept = evidence::of_received(store, envelope.from, envelope.id).await?;
    Ok(Some(kept.ok_or_else(|| unreadable("what was said"))?.response))
}

/// The receipt that was given says when it was stored, more exactly than the database keeps times.
async fn stored_before(store: &Store, incoming: &Incoming) -> Result<Stored> {
    let Some(before) = said_before(store, incoming, Route::Message).await? else {
        return Ok(Stored::Different);
    };
    let receipt = Receipt::read(&before.body).ok_or_else(|| unreadable("a receipt"))?;
    Ok(Stored::Again(receipt.stored_at))
}

async fn open_question(store: &Store, incoming: &Incoming) -> Result<QuestionOpened<Act>> {
    let mut act = store.act(ACTOR, Uuid::now_v7()).await?;
    let id = act.id();
    if put(act.conn(), incoming, Route::Question, Some(id)).await?.is_some() {
        return Ok(QuestionOpened::New(act));
    }
    act.roll_back().await?;
    match said_before(store, incoming, Route::Question).await? {
        Some(answer) => Ok(QuestionOpened::Again(answer)),
        None => Ok(QuestionOpened::Different),
    }
}

async fn keep_answer(act: &mut Act, incoming: &Incoming, answer: &SignedResponse) -> Result<()> {
    let id = act.id();
    let question = sqlx::query_scalar!("select id from mailbox_received where act_id = $1", id)
        .fetch_one(act.conn())
        .await?;
    let signed = (&incoming.request, answer);
    evidence::keep(act.conn(), Of::Received(question), signed, incoming.directory_version).await
}
