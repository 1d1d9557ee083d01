//! The office's act: one transaction, one audit entry, and the rights it is done with.

use crate::access::Principal;
use crate::ids::PersonId;
use crate::{Error, Node, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::RuleSet;
use sqlx::PgConnection;
use std::sync::Arc;
use store::{Actor, Entry};
use uuid::Uuid;

/// What a use case changes the world through. Only the edge opens one; dropped without
/// [`Act::commit`] it leaves nothing behind.
pub struct Act {
    inner: store::Act,
    node: Node,
    who: Option<Arc<Principal>>,
}

impl Act {
    /// Opens an act of a signed-in person. `act_id` came with the form or the
    /// idempotency header.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when the same act is already committed.
    pub async fn of_person(node: &Node, who: Arc<Principal>, act_id: Uuid) -> Result<Self> {
        let inner = node.store().act(Actor::Person(who.person.0), act_id).await?;
        Ok(Self { inner, node: node.clone(), who: Some(who) })
    }

    /// Opens an act of a job, which has nobody's rights but the job's own purpose.
    pub async fn of_job(node: &Node, job: &'static str) -> Result<Self> {
        let inner = node.store().act(Actor::Job(job), Uuid::now_v7()).await?;
        Ok(Self { inner, node: node.clone(), who: None })
    }

    /// Opens the act that is the effect of a stored job. It carries the job's id, so that a
    /// job that runs twice has one effect.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when an earlier attempt has committed.
    pub async fn of_stored_job(node: &Node, job: &store::job::Job) -> Result<Self> {
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

    /// The office.
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// The person who acts, with the rights of this moment.
    ///
    /// # Errors
    /// Not found when a job acts: what needs a person's rights cannot be done by a job.
    pub fn who(&self) -> Result<&Principal> {
        self.who.as_deref().ok_or(Error::NotFound)
    }

    /// The id of the person who acts.
    ///
    /// # Errors
    /// As [`Act::who`].
    pub fn person(&self) -> Result<PersonId> {
        Ok(self.who()?.person)
    }

    /// The rule set that counts for an event on `date`.
    ///
    /// # Errors
    /// As [`Node::rules_on`].
    pub fn rules_on(&self, date: Date) -> Result<RuleSet> {
        self.node.rules_on(date).cloned()
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

#[cfg(test)]
mod tests {
    use crate::testing::TestOffice;

    /// A table of the office that says it is technical escapes the guard: none does.
    #[tokio::test]
    async fn no_table_of_the_office_is_changed_outside_an_act() {
        let office = TestOffice::new().await;
        let technical: Vec<String> = sqlx::query_scalar(
            "select relname::text from pg_class where relkind = 'r'
            and obj_description(oid, 'pg_class') like 'technical: _%' order by 1",
        )
        .fetch_all(&office.node.store().pool)
        .await
        .unwrap();
        let of_the_store = "act audit_entry audit_link audit_salt audit_unlinked file file_chunk job look web_session";
        assert_eq!(technical.join(" "), of_the_store);
    }
}
