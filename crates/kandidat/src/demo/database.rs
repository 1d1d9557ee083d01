//! The demonstration's own PostgreSQL: begun empty, thrown away at the end.

use anyhow::{Context, Result};
use jiff::Timestamp;
use office::world::World;
use std::path::PathBuf;
use store::server::{Options, PrivateServer};
use store::{Actor, Clock, Entry, Store};
use uuid::Uuid;

/// A private server that only a demonstration uses: nothing in it can be anybody's real data.
pub struct DemoServer {
    server: PrivateServer,
    folder: PathBuf,
}

impl DemoServer {
    /// Starts a server in a new folder of the machine's temporary files.
    pub async fn start() -> Result<Self> {
        let name = format!("kandidat-demo-{}", &Uuid::new_v4().simple().to_string()[..8]);
        let folder = std::env::temp_dir().join(name);
        let options =
            Options { settings: vec![("fsync".into(), "off".into())], ..Options::default() };
        let server = PrivateServer::start(&folder, options).await.context("starting PostgreSQL")?;
        Ok(Self { server, folder })
    }

    /// A fresh database with the invented university in it, its clock running from `now`.
    pub async fn fresh(&self, name: &str, now: Timestamp, rule_set: &str) -> Result<Store> {
        let url = self.server.database(name).await?;
        let store = Store::connect_with(&url, Clock::running(now)).await?;
        store.migrate(&[&office::MIGRATIONS]).await?;
        let mut act = store.act(Actor::Job("demo"), Uuid::now_v7()).await?;
        World::plant(act.conn(), rule_set)
            .await
            .map_err(|error| anyhow::anyhow!("planting the university: {error:?}"))?;
        act.commit(Entry::new("world.plant", "institution", Uuid::nil())).await?;
        Ok(store)
    }

    /// Ends the server and throws its folder away.
    pub async fn stop(self) {
        self.server.stop().await;
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::warn!(%error, "the demonstration's folder could not be removed");
        }
    }
}
