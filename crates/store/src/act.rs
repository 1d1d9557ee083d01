//! The act: one transaction, one audit entry.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use serde_json::{Value, json};
use sqlx::{PgConnection, Postgres, Transaction};
use uuid::Uuid;

use crate::clock::oslo;
use crate::{Actor, Entry, Error, Result, Store};

/// An open act. Dropped without [`commit`](Self::commit) it leaves nothing behind.
pub struct Act {
    tx: Transaction<'static, Postgres>,
    id: Uuid,
    actor: Actor,
    now: Timestamp,
}

impl Store {
    /// Opens an act. `act_id` comes with the form or the idempotency header; a second act with
    /// the same id is refused with [`Error::ActAlreadyDone`], and waits for the first one if that
    /// is still open.
    pub async fn act(&self, actor: Actor, act_id: Uuid) -> Result<Act> {
        let mut tx = self.pool.begin().await?;
        let now = self.clock.now();
        sqlx::query!(
            "with opened as (
                insert into act (id, at, actor_kind, actor_id, actor_job) values ($1, $2, $3, $4, $5)
                returning id
            )
            select set_config('kandidat.act_id', id::text, true) from opened",
            act_id,
            now.to_sqlx(),
            actor.kind(),
            actor.id(),
            actor.job(),
        )
        .fetch_one(&mut *tx)
        .await
        .map_err(|error| refusal(error, act_id))?;
        Ok(Act { tx, id: act_id, actor, now })
    }
}

/// The unique id answers the double click; a wait for the first click that lasts too long is told
/// as such.
fn refusal(error: sqlx::Error, act_id: Uuid) -> Error {
    let database = error.as_database_error();
    if database.and_then(|e| e.constraint()) == Some("act_pkey") {
        return Error::ActAlreadyDone { act_id };
    }
    match database.and_then(|e| e.code()).as_deref() {
        Some("55P03") => Error::ActBusy { act_id },
        _ => Error::Database(error),
    }
}

impl Act {
    /// The time of the act: one for all that happens in it.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The day of the act in Norway.
    pub fn today(&self) -> Date {
        self.now.to_zoned(oslo()).date()
    }

    /// Who acts.
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// The act's id.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The act's transaction, for the queries of the routines.
    pub fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    /// Leaves a job for later: it exists if and only if the act is committed, and runs when the
    /// domain's clock has reached `run_at`. The payload names rows by id and holds no personal
    /// data.
    pub async fn enqueue(
        &mut self,
        job_kind: &'static str,
        payload: Value,
        run_at: Timestamp,
    ) -> Result<Uuid> {
        let id = Uuid::now_v7();
        sqlx::query!(
            "insert into job (id, kind, payload, run_at, act_id) values ($1, $2, $3, $4, $5)",
            id,
            job_kind,
            payload,
            run_at.to_sqlx(),
            self.id,
        )
        .execute(self.conn())
        .await?;
        Ok(id)
    }

    /// Leaves one job of a kind for each payload, as [`Self::enqueue`] does; all of them at once.
    pub async fn enqueue_each(
        &mut self,
        job_kind: &'static str,
        payloads: Vec<Value>,
        run_at: Timestamp,
    ) -> Result<()> {
        let ids: Vec<Uuid> = payloads.iter().map(|_| Uuid::now_v7()).collect();
        sqlx::query!(
            "insert into job (id, kind, payload, run_at, act_id)
            select left_job.id, $3, left_job.payload, $4, $5
            from unnest($1::uuid[], $2::jsonb[]) as left_job(id, payload)",
            &ids,
            &payloads,
            job_kind,
            run_at.to_sqlx(),
            self.id,
        )
        .execute(self.conn())
        .await?;
        Ok(())
    }

    /// Writes the entry and commits. Whatever the act changed and the entry become true together
    /// or not at all.
    pub async fn commit(mut self, entry: Entry) -> Result<()> {
        let body = self.body(&entry);
        sqlx::query!(
            "with entry as (
                insert into audit_entry (act_id, body) values ($1, $2) returning act_id
            )
            insert into audit_unlinked (act_id) select act_id from entry",
            self.id,
            body,
        )
        .execute(self.conn())
        .await?;
        for (key, salt) in entry.salts {
            sqlx::query!(
                "insert into audit_salt (act_id, key, salt) values ($1, $2, $3)",
                self.id,
                key,
                &salt[..],
            )
            .execute(self.conn())
            .await?;
        }
        self.tx.commit().await?;
        Ok(())
    }

    /// Leaves nothing behind, at once instead of when the connection is used next.
    pub async fn roll_back(self) -> Result<()> {
        Ok(self.tx.rollback().await?)
    }

    /// The exact text that the chain hashes.
    fn body(&self, entry: &Entry) -> String {
        json!({
            "act_id": self.id,
            "at": self.now,
            "actor": { "kind": self.actor.kind(), "id": self.actor.id(), "job": self.actor.job() },
            "action": entry.action,
            "subject_kind": entry.subject_kind,
            "subject_id": entry.subject_id,
            "facts": entry.facts,
            "commitments": entry.commitments,
        })
        .to_string()
    }
}
