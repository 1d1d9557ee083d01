//! Kill -9 of the real office and of its database, while students and officers work over HTTP.
//!
//! What the office said yes to must be there once, whatever died meanwhile; a request that got no
//! answer is sent again under the same key until it gets one.

mod look;
mod process;
mod work;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sqlx::PgPool;
use store::Store;
use store::server::{Options, PrivateServer};
use tempfile::TempDir;
use tokio::task::JoinHandle;

use super::database::kill_all;
use super::{Damage, Tally};
use process::Office;
use work::{Worked, Worker};

/// How the promise is broken on purpose.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    /// The database answers before the commit is on disk.
    AcknowledgedEarly,
    /// The office carries out a second act with the same id.
    AnyKey,
}

impl Sabotage {
    fn does(self) -> Damage {
        match self {
            Self::AcknowledgedEarly => Damage::Lost,
            Self::AnyKey => Damage::Twice,
        }
    }
}

/// The office with a database of the drill's own; what the university has lived through so far
/// stays from one drill to the next.
pub struct World {
    folder: TempDir,
    server: Option<PrivateServer>,
    url: String,
    office: Office,
}

impl World {
    /// Starts database and office; the demonstration tells its story first.
    pub async fn new() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("kdrill").tempdir_in("/tmp")?;
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(&folder, mode)?;
        let server = PrivateServer::start(&folder.path().join("d"), Options::default()).await?;
        let url = server.database("office").await?;
        let office = Office::start(&url).await?;
        Ok(Self { folder, server: Some(server), url, office })
    }

    /// Kills office and database in turn, this many times in all; with sabotage stops as soon as
    /// its damage is seen.
    pub async fn drill(&mut self, kills: u32, sabotage: Option<Sabotage>) -> Result<Tally> {
        self.break_the_promise(sabotage).await?;
        let mut tally = Tally::default();
        let planted = look::halves(&self.store().await?.pool).await?;
        for kill in 0..kills {
            // Where acknowledgements come too early, only the database can forget them.
            let the_office = kill % 2 == 0 && sabotage != Some(Sabotage::AcknowledgedEarly);
            let worked = self.one_death(the_office).await?;
            look::damage(&self.store().await?.pool, &worked, planted, &mut tally).await?;
            tally.kills += 1;
            if sabotage.is_some_and(|sabotage| tally.shows(sabotage.does())) {
                return Ok(tally);
            }
        }
        if sabotage.is_none() {
            look::record_and_jobs(&self.store().await?).await?;
        }
        Ok(tally)
    }

    /// Ends both.
    pub async fn stop(self) -> Result<()> {
        self.office.kill().await?;
        if let Some(server) = self.server {
            server.stop().await;
        }
        Ok(())
    }

    /// Lets everybody work, kills in the middle of it, and waits until all work again and every
    /// request has its answer.
    async fn one_death(&mut self, the_office: bool) -> Result<Vec<Worked>> {
        let stop = Arc::new(AtomicBool::new(false));
        let workers = look::patiently(|| Worker::all(&self.office.url)).await?;
        let working: Vec<JoinHandle<Result<Worked>>> =
            workers.into_iter().map(|worker| tokio::spawn(worker.work(stop.clone()))).collect();
        tokio::time::sleep(Duration::from_millis(rand::random_range(100..500))).await;
        if the_office {
            self.office.die_and_rise(&self.url).await?;
        } else {
            let pid = self.server.as_ref().and_then(PrivateServer::pid);
            kill_all(pid.context("a running server")?)?;
        }
        tokio::time::sleep(Duration::from_millis(rand::random_range(50..200))).await;
        stop.store(true, Ordering::Relaxed);
        let mut all = Vec::new();
        for one in working {
            all.push(one.await??);
        }
        ensure!(all.iter().any(|worked| !worked.done.is_empty()), "nobody got anything done");
        Ok(all)
    }

    async fn break_the_promise(&mut self, sabotage: Option<Sabotage>) -> Result<()> {
        match sabotage {
            None => Ok(()),
            Some(Sabotage::AnyKey) => {
                // The last control's database said yes too early; this one breaks one promise.
                self.under(&[]).await?;
                forget_what_is_unique(&self.store().await?.pool).await
            }
            // A server that says yes before it has written.
            Some(Sabotage::AcknowledgedEarly) => {
                self.under(&[("synchronous_commit", "off"), ("wal_writer_delay", "10s")]).await
            }
        }
    }

    /// The same data under a server with these settings.
    async fn under(&mut self, settings: &[(&str, &str)]) -> Result<()> {
        let settings =
            settings.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let options = Options { settings, ..Options::default() };
        self.office.kill().await?;
        if let Some(server) = self.server.take() {
            server.stop().await;
        }
        self.server = Some(PrivateServer::start(&self.folder.path().join("d"), options).await?);
        self.office.rise(&self.url).await
    }

    async fn store(&self) -> Result<Store> {
        look::patiently(|| Store::connect(&self.url)).await
    }
}

/// The id of an act, and of its entry, may come a second time: neither the keys nor the guard of the
/// domain tables, which refuses an act that has its entry, stand in the way.
async fn forget_what_is_unique(pool: &PgPool) -> Result<()> {
    let sql = "alter table act drop constraint act_pkey cascade;
        alter table audit_entry drop constraint audit_entry_pkey cascade;
        alter table audit_unlinked drop constraint audit_unlinked_pkey cascade;
        create or replace function act_required() returns trigger language plpgsql
            as 'begin return null; end'";
    // The office goes on working meanwhile, and its jobs take the same tables in another order.
    look::patiently(|| async { sqlx::raw_sql(sql).execute(pool).await }).await?;
    Ok(())
}
