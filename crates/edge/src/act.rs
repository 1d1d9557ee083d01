//! The act: one transaction, one audit entry, and the rights it is done with.

use crate::{Error, Node, PersonId, Principal, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use sqlx::PgConnection;
use std::sync::Arc;
use store::{Actor, Entry};
use uuid::Uuid;
use wire::{CaseReference, Envelope, MessageId, Outgoing, Party, Route, WallClock};
use wire_http::MachineClock;

/// What a use case changes the world through. Only the edge opens one; dropped without
/// [`Act::commit`] it leaves nothing behind.
pub struct Act<N: Node> {
    inner: store::Act,
    node: N,
    who: Option<Arc<N::Principal>>,
    sends: bool,
}

impl<N: Node> Act<N> {
    /// Opens an act of a signed-in person. `act_id` came with the form or the
    /// idempotency header.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when the same act is already committed.
    pub async fn of_person(node: &N, who: Arc<N::Principal>, act_id: Uuid) -> Result<Self> {
        let inner = node.store().act(Actor::Person(who.person().0), act_id).await?;
        Ok(Self { inner, node: node.clone(), who: Some(who), sends: false })
    }

    /// Opens an act of a job, which has nobody's rights but the job's own purpose.
    pub async fn of_job(node: &N, job: &'static str) -> Result<Self> {
        let inner = node.store().act(Actor::Job(job), Uuid::now_v7()).await?;
        Ok(Self { inner, node: node.clone(), who: None, sends: false })
    }

    /// Opens the act that is the effect of a stored job. It carries the job's id, so that a
    /// job that runs twice has one effect.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when an earlier attempt has committed.
    pub async fn of_stored_job(node: &N, job: &store::job::Job) -> Result<Self> {
        let inner = node.store().act_of(job).await?;
        Ok(Self { inner, node: node.clone(), who: None, sends: false })
    }

    /// The act that ends an arrival on the wire, which the mailbox has opened and commits.
    pub(crate) fn of_arrival(node: &N, inner: store::Act) -> Self {
        Self { inner, node: node.clone(), who: None, sends: false }
    }

    /// What the mailbox works in.
    pub(crate) fn inner_mut(&mut self) -> &mut store::Act {
        &mut self.inner
    }

    /// Gives the mailbox its act back.
    pub(crate) fn into_inner(self) -> store::Act {
        self.inner
    }

    /// The connection inside the act's transaction.
    pub fn conn(&mut self) -> &mut PgConnection {
        self.inner.conn()
    }

    /// The domain's time, the same for the whole act.
    pub fn now(&self) -> Timestamp {
        self.inner.now()
    }

    /// The domain's day in Norway.
    pub fn today(&self) -> Date {
        self.inner.today()
    }

    /// The node's wall time.
    pub fn wall(&self) -> Timestamp {
        self.node.wall()
    }

    /// The act's id.
    pub fn id(&self) -> Uuid {
        self.inner.id()
    }

    /// The node.
    pub fn node(&self) -> &N {
        &self.node
    }

    /// The person who acts, with the rights of this moment.
    ///
    /// # Errors
    /// Not found when a job acts: what needs a person's rights cannot be done by a job.
    pub fn who(&self) -> Result<&N::Principal> {
        self.who.as_deref().ok_or(Error::NotFound)
    }

    /// The id of the person who acts.
    ///
    /// # Errors
    /// As [`Act::who`].
    pub fn person(&self) -> Result<PersonId> {
        Ok(self.who()?.person())
    }

    /// Enqueues a job that exists if and only if the act is committed. The payload
    /// holds opaque ids only.
    pub async fn enqueue(
        &mut self,
        kind: &'static str,
        payload: serde_json::Value,
        run_at: Timestamp,
    ) -> Result<()> {
        self.inner.enqueue(kind, payload, run_at).await?;
        Ok(())
    }

    /// Enqueues one job of a kind for each payload, as [`Self::enqueue`] does; all of them at once.
    pub async fn enqueue_each(
        &mut self,
        kind: &'static str,
        payloads: Vec<serde_json::Value>,
        run_at: Timestamp,
    ) -> Result<()> {
        self.inner.enqueue_each(kind, payloads, run_at).await?;
        Ok(())
    }

    /// Sends a message of this kind to a party: it exists if and only if the act is committed, and
    /// is tried until its receipt is there. `about` is the sender's case. Answers the id.
    ///
    /// # Errors
    /// Our own fault when the body is no JSON object, or longer than a message may be.
    pub async fn send(
        &mut self,
        (kind, to): (&str, Party),
        about: Option<CaseReference>,
        body: &impl Serialize,
    ) -> Result<MessageId> {
        self.enclose(Route::Message, (kind, to), about, body).await
    }

    /// Asks a question of this kind. Its answer comes as an arrival, in an act of its own
    /// ([`Messages::returned`](crate::station::Messages::returned)).
    ///
    /// # Errors
    /// As [`Act::send`].
    pub async fn ask(
        &mut self,
        (kind, to): (&str, Party),
        about: Option<CaseReference>,
        body: &impl Serialize,
    ) -> Result<MessageId> {
        self.enclose(Route::Question, (kind, to), about, body).await
    }

    async fn enclose(
        &mut self,
        route: Route,
        (kind, to): (&str, Party),
        about: Option<CaseReference>,
        body: &impl Serialize,
    ) -> Result<MessageId> {
        let body = serde_json::to_value(body).map_err(fault)?;
        let serde_json::Value::Object(body) = body else {
            return Err(Error::Internal(anyhow::anyhow!("the body of {kind} is no object")));
        };
        let wall = MachineClock.now();
        let envelope = Envelope {
            id: MessageId::random(),
            kind: kind.parse().map_err(fault)?,
            from: self.node.station().party(),
            to,
            sent_at: wall,
            domain_at: self.now(),
            about,
            body,
        };
        let id = envelope.id;
        let outgoing = Outgoing::new(route, envelope).map_err(fault)?;
        self.inner.send(&outgoing, wall).await?;
        self.sends = true;
        Ok(id)
    }

    /// Deletes what a message of ours said, and what was answered to a question. Answers whether
    /// there was something to delete ([`store::mailbox::erase_sent`]).
    ///
    /// # Errors
    /// The database is away.
    pub async fn erase_sent(&mut self, id: MessageId) -> Result<bool> {
        Ok(store::mailbox::erase_sent(&mut self.inner, id).await?)
    }

    /// Deletes what a message said that has come ([`store::mailbox::erase_received`]); within the
    /// act that handles it, too.
    ///
    /// # Errors
    /// As [`Act::erase_sent`].
    pub async fn erase_received(&mut self, from: Party, id: MessageId) -> Result<bool> {
        Ok(store::mailbox::erase_received(&mut self.inner, from, id).await?)
    }

    /// Commits with its one audit entry. No audit entry, no effect.
    pub async fn commit(self, entry: Entry) -> Result<()> {
        self.inner.commit(entry).await?;
        if self.sends {
            self.node.station().something_was_sent();
        }
        Ok(())
    }
}

/// What keeps a message from being written is our own fault.
fn fault(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Internal(error.into())
}
