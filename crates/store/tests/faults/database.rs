//! The machines' databases, and the thread on which they are asked: in real time, while that of the
//! run stands still.

use std::sync::OnceLock;
use std::time::Duration;

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::PgPoolOptions;
use store::{Clock, Store};
use testkit::Database;
use tokio::runtime::Runtime;

use crate::clock::BEGIN;

/// What the domain has done. Not technical: the guard lets it change within an act alone.
const EFFECT: &str = "create table effect (
    no bigint primary key generated always as identity,
    what text not null check (what in ('acted', 'told_refused', 'told_answer')),
    sender text,
    message_id uuid not null,
    digest bytea
)";
const EMPTY: &str = "set session_replication_role = replica;
    set lock_timeout = '10s';
    truncate effect, act, mailbox_content cascade;
    alter table mailbox_arrival drop constraint if exists mailbox_arrival_received_id_key;
    set session_replication_role = origin;
    set lock_timeout = '100ms'";
const KNOWN: &str = "alter table mailbox_arrival
    add constraint mailbox_arrival_received_id_key unique (received_id)";

pub fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
    })
}

/// The database of each machine.
pub fn stores() -> &'static [Store] {
    static STORES: OnceLock<Vec<Store>> = OnceLock::new();
    STORES.get_or_init(|| {
        runtime().block_on(async {
            let mut stores = Vec::new();
            for _ in 0..3 {
                stores.push(store().await);
            }
            stores
        })
    })
}

/// Whoever waits for a lock waits in real time, and the run with it: it is told so soon.
async fn store() -> Store {
    let routine = Migrator::with_migrations(vec![Migration::new(
        99_990_101_000_000,
        "effect".into(),
        MigrationType::Simple,
        EFFECT.into_sql_str(),
        false,
    )]);
    let made = Database::fresh(&[&routine]).await.unwrap();
    made.store.pool.close().await;
    let pool = PgPoolOptions::new()
        .max_connections(10)
        .acquire_timeout(Duration::from_secs(30))
        .after_connect(|conn, _| {
            Box::pin(async move {
                sqlx::raw_sql("set lock_timeout = '100ms'").execute(conn).await.map(drop)
            })
        })
        .connect(&made.url)
        .await
        .unwrap();
    Store { pool, clock: Clock::standing(BEGIN.parse().unwrap()) }
}

/// As at the beginning; `blind` where the same message may arrive twice. What the run before has
/// left open is still being rolled back.
pub fn empty(blind: bool) {
    let stores = stores();
    runtime().block_on(async {
        for store in stores {
            let mut conn = store.pool.acquire().await.unwrap();
            sqlx::raw_sql(EMPTY).execute(&mut *conn).await.unwrap();
            if !blind {
                sqlx::raw_sql(KNOWN).execute(&mut *conn).await.unwrap();
            }
        }
    });
}

/// Asks the database, and holds simulated time until it has answered. Whoever is ended meanwhile
/// has asked nevertheless, as a machine that dies has.
pub async fn ask<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    let asked = tokio::task::spawn_blocking(|| runtime().block_on(work));
    asked.await.expect("the database answers")
}
