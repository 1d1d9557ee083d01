//! What the drills write and how they look for damage: a decision, its audit entry and its job are
//! one act; its letter is the job's effect.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{PgPool, SqlSafeStr};
use store::job::{Failure, Job};
use store::server::{Options, PrivateServer};
use store::{Actor, Entry, Store};
use tempfile::TempDir;
use uuid::Uuid;

/// A server of the drill's own, with the tables.
pub struct World {
    pub server: PrivateServer,
    pub url: String,
    pub store: Store,
    _folder: TempDir,
}

impl World {
    pub async fn new(settings: Vec<(String, String)>) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("kdrill").tempdir_in("/tmp")?;
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(&folder, mode)?;
        let options = Options { settings, ..Options::default() };
        let server = PrivateServer::start(&folder.path().join("d"), options).await?;
        let url = server.database("drill").await?;
        let store = Store::connect(&url).await?;
        let sql = "create table decision (id uuid primary key);
            create table letter (id uuid primary key default gen_random_uuid(), decision uuid not null)";
        let tables =
            Migration::new(1, "drill".into(), MigrationType::Simple, sql.into_sql_str(), false);
        store.migrate(&[&Migrator::with_migrations(vec![tables])]).await?;
        Ok(Self { server, url, store, _folder: folder })
    }

    /// Waits until the database answers.
    pub async fn answers(&self) -> Result<()> {
        for _ in 0..1500 {
            if sqlx::query("select").execute(&self.store.pool).await.is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        anyhow::bail!("the database did not come back within 30 s")
    }
}

/// What a look at the database found.
pub struct Found {
    /// Acknowledged and not there.
    pub lost: u64,
    /// There in part.
    pub half: u64,
    /// Letters of what was never decided.
    pub ghost: u64,
    /// Letters too many.
    pub twice: u64,
}

/// Decides something: one act. `Ok` is the acknowledgement.
pub async fn decide(store: &Store, id: Uuid) -> store::Result<Uuid> {
    let mut act = store.act(Actor::Job("drill"), id).await?;
    sqlx::query("insert into decision (id) values ($1)").bind(id).execute(act.conn()).await?;
    let now = act.now();
    act.enqueue("drill.letter", json!({ "decision": id }), now).await?;
    act.commit(Entry::new("drill.decide", "decision", id)).await?;
    Ok(id)
}

/// The job: writes the letter of a decision, once.
pub async fn write_letter(store: Store, job: Job) -> Result<(), Failure> {
    let decision: Uuid = serde_json::from_value(job.payload["decision"].clone())?;
    let mut act = store.act_of(&job).await?;
    sqlx::query("insert into letter (decision) values ($1)")
        .bind(decision)
        .execute(act.conn())
        .await?;
    Ok(act.commit(Entry::new("drill.letter", "decision", decision)).await?)
}

/// Writes past the guards, as a sabotaged use case would.
pub async fn unguarded(pool: &PgPool, sql: &'static str, id: Uuid) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?;
    sqlx::raw_sql("set local kandidat.migrating = 'on'").execute(&mut *tx).await?;
    sqlx::query(sql).bind(id).execute(&mut *tx).await?;
    tx.commit().await
}

/// Looks for damage.
pub async fn look(pool: &PgPool, acknowledged: &[Uuid]) -> Result<Found> {
    let there: Vec<Uuid> = sqlx::query_scalar("select id from decision where id = any($1)")
        .bind(acknowledged)
        .fetch_all(pool)
        .await
        .context("looking for decisions")?;
    let there: BTreeSet<Uuid> = there.into_iter().collect();
    let (half, ghost, twice): (i64, i64, i64) = sqlx::query_as(
        "select (
            select count(*) from decision d
            full join (select act_id from audit_entry where action = 'drill.decide') e
                on e.act_id = d.id
            full join (select act_id from job) j on j.act_id = coalesce(d.id, e.act_id)
            where d.id is null or e.act_id is null or j.act_id is null
        ), (
            select count(*) from letter where decision not in (select id from decision)
        ), (
            select count(*) - count(distinct decision) from letter
        )",
    )
    .fetch_one(pool)
    .await
    .context("looking for halves")?;
    let lost = acknowledged.iter().filter(|id| !there.contains(id)).count() as u64;
    let [half, ghost, twice] = [half, ghost, twice].map(i64::unsigned_abs);
    Ok(Found { lost, half, ghost, twice })
}
