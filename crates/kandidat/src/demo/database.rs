//! The demonstration's own PostgreSQL: begun empty, thrown away at the end.

use crate::exit::Failure;
use crate::whole_office;
use anyhow::{Context, Result};
use jiff::Timestamp;
use office::world::{Holding, Neighbour, World};
use std::path::{Path, PathBuf};
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
        match PrivateServer::start(&folder, options).await {
            Ok(server) => Ok(Self { server, folder }),
            Err(error) => {
                thrown_away(&folder);
                Err(error).context("starting PostgreSQL")
            }
        }
    }

    /// A fresh database with the invented university in it, its clock running from `now`.
    pub async fn fresh(&self, name: &str, now: Timestamp, rule_set: &str) -> Result<Store> {
        let url = self.server.database(name).await?;
        let store = Store::connect_with(&url, Clock::running(now)).await?;
        store.migrate(&whole_office::migrations()).await?;
        plant(&store, rule_set).await?;
        Ok(store)
    }

    /// A fresh database with one of the university's neighbours in it, its clock running from `now`.
    pub async fn neighbour(
        &self,
        name: &str,
        now: Timestamp,
        rule_set: &str,
        neighbour: &Neighbour,
    ) -> Result<Store> {
        let url = self.server.database(name).await?;
        let store = Store::connect_with(&url, Clock::running(now)).await?;
        store.migrate(&whole_office::migrations()).await?;
        let mut act = store.act(Actor::Job("demo"), Uuid::now_v7()).await?;
        let planted = neighbour.plant(act.conn(), rule_set).await;
        planted.map_err(|error| anyhow::anyhow!("planting a neighbour: {error:?}"))?;
        act.commit(Entry::new("world.plant", "institution", Uuid::nil())).await?;
        Ok(store)
    }

    /// A fresh database with the invented operators of the register in it.
    pub async fn register(&self, name: &str, now: Timestamp) -> Result<Store> {
        let url = self.server.database(name).await?;
        let store = Store::connect_with(&url, Clock::running(now)).await?;
        store.migrate(&[&register::MIGRATIONS]).await?;
        let mut act = store.act(Actor::Job("demo"), Uuid::now_v7()).await?;
        let planted = register::world::plant(act.conn()).await;
        planted.map_err(|error| anyhow::anyhow!("planting the operators: {error:?}"))?;
        act.commit(Entry::new("world.plant", "operator", Uuid::nil())).await?;
        Ok(store)
    }

    /// Ends the server and throws its folder away.
    pub async fn stop(self) {
        self.server.stop().await;
        thrown_away(&self.folder);
    }
}

fn thrown_away(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder) {
        tracing::warn!(%error, "the demonstration's folder could not be removed");
    }
}

/// A database that was given to the demonstration.
pub enum Kept {
    /// It was empty; the invented university has just been planted.
    Begun(Store),
    /// It held the demonstration already: nothing is told a second time.
    GoneOnWith(Store),
}

impl Kept {
    /// The database.
    pub fn store(&self) -> &Store {
        match self {
            Self::Begun(store) | Self::GoneOnWith(store) => store,
        }
    }
}

/// Opens the database at `url`; an empty one gets the invented university, its clock running from
/// `begins`. The clock of one that is gone on with stands no earlier than what happened last in it.
///
/// # Errors
/// Bad input for a database that holds anything but a demonstration: real persons are never shown
/// without a login.
pub async fn kept(url: &str, begins: Timestamp, rule_set: &str) -> Result<Kept, Failure> {
    let store = Store::connect_with(url, Clock::running(begins)).await;
    let store = store.context("the database of --database")?;
    store.migrate(&whole_office::migrations()).await.context("migrating")?;
    let held = Holding::of(&store).await;
    match held.map_err(|error| anyhow::anyhow!("what the database holds: {error:?}"))? {
        Holding::Nothing => {
            plant(&store, rule_set).await?;
            Ok(Kept::Begun(store))
        }
        Holding::Demonstration { last } => {
            forward(&store.clock, last)?;
            Ok(Kept::GoneOnWith(store))
        }
        Holding::Other => Err(Failure::BadInput(
            "--database: holds an institution that is not a demonstration's".to_owned(),
        )),
    }
}

/// Sets the clock forward; one that is further already stays as it is.
///
/// # Errors
/// The clock follows the machine's time.
pub fn forward(clock: &Clock, to: Timestamp) -> Result<()> {
    match clock.set(to) {
        Err(store::ClockError::Backwards { .. }) | Ok(()) => Ok(()),
        Err(fixed) => Err(fixed).context("setting the clock"),
    }
}

async fn plant(store: &Store, rule_set: &str) -> Result<()> {
    let mut act = store.act(Actor::Job("demo"), Uuid::now_v7()).await?;
    World::plant(act.conn(), rule_set)
        .await
        .map_err(|error| anyhow::anyhow!("planting the university: {error:?}"))?;
    Ok(act.commit(Entry::new("world.plant", "institution", Uuid::nil())).await?)
}
