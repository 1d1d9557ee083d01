//! One migrated database per test, copied from a template that is made once per set of migrations,
//! and dropped by a later test when the process that made it has ended.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::Timestamp;
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::{Clock, Store};

use crate::cluster;

/// Any number, the same for all: it keeps apart the processes that make a template.
const TEMPLATE_LOCK: i64 = 0x6b61_6e64;

const ORPHANS_AT_ONCE: usize = 4;

/// A database that belongs to one test.
pub struct Database {
    /// Connected, with a clock that stands until the test sets it.
    pub store: Store,
    /// For other processes.
    pub url: String,
}

/// Monday 2 November 2026, 10:00 in Norway: an ordinary working day in the autumn term.
pub fn monday_in_term() -> Timestamp {
    "2026-11-02T10:00:00+01:00".parse().expect("a valid time")
}

impl Database {
    /// A fresh database with all migrations, its clock standing at [`monday_in_term`].
    pub async fn fresh(migrators: &[&Migrator]) -> Result<Self> {
        Self::fresh_at(migrators, monday_in_term()).await
    }

    /// A fresh database whose clock stands at `now`.
    pub async fn fresh_at(migrators: &[&Migrator], now: Timestamp) -> Result<Self> {
        let name = format!("t_{}_{}", std::process::id(), uuid::Uuid::new_v4().simple());
        let url = Self::create(&name, migrators).await?;
        let store = Store::connect_with(&url, Clock::standing(now)).await?;
        Ok(Self { store, url })
    }

    /// Makes the database `name` with all migrations and answers its URL.
    pub async fn create(name: &str, migrators: &[&Migrator]) -> Result<String> {
        let mut conn = PgConnection::connect(&cluster::url("postgres").await?).await?;
        let template = template(&mut conn, migrators).await?;
        copy(&mut conn, name, &template).await?;
        drop_orphans(&mut conn).await?;
        conn.close().await?;
        cluster::url(name).await
    }
}

/// The name of the template for these migrations, which is made if nobody has.
async fn template(conn: &mut PgConnection, migrators: &[&Migrator]) -> Result<String> {
    let name = format!("tpl_{}", fingerprint(migrators)?);
    if exists(conn, &name).await? {
        return Ok(name);
    }
    sqlx::query("select pg_advisory_lock($1)").bind(TEMPLATE_LOCK).execute(&mut *conn).await?;
    let made = make_template(conn, &name, migrators).await;
    sqlx::query("select pg_advisory_unlock($1)").bind(TEMPLATE_LOCK).execute(&mut *conn).await?;
    made.map(|()| name)
}

/// Built under another name: what has the template's name is whole.
async fn make_template(conn: &mut PgConnection, name: &str, migrators: &[&Migrator]) -> Result<()> {
    if exists(conn, name).await? {
        return Ok(());
    }
    let building = format!("{name}_building");
    run(conn, format!("drop database if exists {building}")).await?;
    run(conn, format!("create database {building}")).await?;
    let store = Store::connect(&cluster::url(&building).await?).await?;
    let migrated = store.migrate(migrators).await;
    store.pool.close().await;
    migrated.context("migrating the template")?;
    patiently(conn, format!("alter database {building} rename to {name}")).await
}

async fn copy(conn: &mut PgConnection, name: &str, template: &str) -> Result<()> {
    patiently(conn, format!("create database {name} template {template}")).await
}

/// Drops databases of tests whose process has gone, a few at a time. Done here and not when a test
/// ends, so that it holds for a test that was killed too; a run then leaves little on the disk.
async fn drop_orphans(conn: &mut PgConnection) -> Result<()> {
    let names = "select datname from pg_database where datname like 't\\_%' order by random()";
    let names: Vec<String> = sqlx::query_scalar(names).fetch_all(&mut *conn).await?;
    for name in names.iter().filter(|name| is_orphan(name)).take(ORPHANS_AT_ONCE) {
        // Another process may be dropping the same one, or a server may still be leaving it.
        let _ = run(conn, format!("drop database if exists {name}")).await;
    }
    Ok(())
}

/// Whether the process that made the test database `t_PID_…` has ended.
fn is_orphan(name: &str) -> bool {
    let pid = name.split('_').nth(1).unwrap_or_default();
    !pid.is_empty() && !Path::new("/proc").join(pid).exists()
}

async fn exists(conn: &mut PgConnection, name: &str) -> Result<bool> {
    let found = sqlx::query_scalar("select exists (select from pg_database where datname = $1)");
    Ok(found.bind(name).fetch_one(conn).await?)
}

async fn run(conn: &mut PgConnection, sql: String) -> Result<()> {
    // Names of databases are made here of letters and digits.
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(conn).await?;
    Ok(())
}

/// A connection that has just been closed may still be leaving, and another process may be
/// copying: tries again for a while.
async fn patiently(conn: &mut PgConnection, sql: String) -> Result<()> {
    for _ in 0..100 {
        match run(conn, sql.clone()).await {
            Err(error) if error.to_string().contains("being accessed by other users") => {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            done => return done,
        }
    }
    run(conn, sql).await
}

/// Sixteen hex digits that differ when any migration differs.
fn fingerprint(migrators: &[&Migrator]) -> Result<String> {
    // FNV-1a: no secret is involved, two sets of migrations only have to get two names.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for migration in store::migrate::merged(migrators)?.iter() {
        for byte in migration.version.to_be_bytes().iter().chain(migration.checksum.iter()) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(format!("{hash:016x}"))
}
