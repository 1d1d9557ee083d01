//! The act: one transaction, one audit entry, and the rights it is done with.

use crate::{Error, Node, PersonId, Principal, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::PgConnection;
use std::sync::Arc;
use store::{Actor, Entry};
use uuid::Uuid;

/// What a use case changes the world through. Only the edge opens one; dropped without
/// [`Act::commit`] it leaves nothing behind.
pub struct Act<N: Node> {
    inner: store::Act,
    node: N,
    who: Option<Arc<N::Principal>>,
}

impl<N: Node> Act<N> {
    /// Opens an act of a signed-in person. `act_id` came with the form or the
    /// idempotency header.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when the same act is already committed.
    pub async fn of_person(node: &N, who: Arc<N::Principal>, act_id: Uuid) -> Result<Self> {
        let inner = node.store().act(Actor::Person(who.person().0), act_id).await?;
        Ok(Self { inner, node: node.clone(), who: Some(who) })
    }

    /// Opens an act of a job, which has nobody's rights but the job's own purpose.
    pub async fn of_job(node: &N, job: &'static str) -> Result<Self> {
        let inner = node.store().act(Actor::Job(job), Uuid::now_v7()).await?;
        Ok(Self { inner, node: node.clone(), who: None })
    }

    /// Opens the act that is the effect of a stored job. It carries the job's id, so that a
    /// job that runs twice has one effect.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when an earlier attempt has committed.
    pub async fn of_stored_job(node: &N, job: &store::job::Job) -> Result<Self> {
        let inner = node.store().act_of(job).await?;
        Ok(Self { inner, node: node.clone(), who: None })
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

    /// Commits with its one audit entry. No audit entry, no effect.
    pub async fn commit(self, entry: Entry) -> Result<()> {
        Ok(self.inner.commit(entry).await?)
    }
}
