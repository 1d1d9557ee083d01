//! The private server: a PostgreSQL that Kandidat starts itself when no `DATABASE_URL` is given.
//!
//! It listens on a Unix socket in its own folder only, dies with its parent, is reaped by it, and
//! is started again when it dies alone. A lock on the folder gives it one owner; further processes
//! on the same folder use the owner's server.

pub mod account;
pub mod binaries;
mod cluster;
mod database;
mod error;
mod folder;
mod keeper;
mod predecessor;

use std::path::{Path, PathBuf};
use std::time::Duration;

pub use account::Account;
pub use binaries::Binaries;
pub use error::ServerError;
pub use folder::default_folder;

use folder::{Claim, Folder};
use keeper::Keeper;

/// How long a start may take, recovery after a crash included.
const START_MAX: Duration = Duration::from_secs(120);

/// How to start a private server.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Folders with PostgreSQL's programs, searched after those of the machine.
    pub other_binaries: Vec<PathBuf>,
    /// PostgreSQL settings beyond the usual, such as `("synchronous_commit", "off")` in a drill.
    pub settings: Vec<(String, String)>,
}

/// A running private server: our own, or that of another process on the same folder.
pub struct PrivateServer {
    folder: Folder,
    keeper: Option<Keeper>,
}

impl PrivateServer {
    /// Starts the server whose data are in `data_dir`, making them if there are none, and waits
    /// until it answers. If another process owns the folder, its server is used.
    pub async fn start(data_dir: &Path, options: Options) -> Result<Self, ServerError> {
        let data_dir = data_dir.to_path_buf();
        let started = tokio::task::spawn_blocking(move || start(&data_dir, &options)).await;
        started.map_err(|_| ServerError::Program {
            program: "postgres",
            told: "its start was broken off".into(),
        })?
    }

    /// The URL of the database `name`, for its own role.
    pub fn url(&self, name: &str) -> String {
        self.folder.url(name, name)
    }

    /// The database `name`, made with a role of its own if it is missing. Answers its URL.
    pub async fn database(&self, name: &str) -> Result<String, ServerError> {
        database::ensure(&self.folder, name).await?;
        Ok(self.url(name))
    }

    /// Whether this process owns the server.
    pub fn is_owner(&self) -> bool {
        self.keeper.is_some()
    }

    /// The process id of the server, while one runs that we own.
    pub fn pid(&self) -> Option<u32> {
        self.keeper.as_ref().and_then(Keeper::pid)
    }

    /// Shuts the server down in order, if it is ours. Dropping does the same.
    pub async fn stop(mut self) {
        if let Some(keeper) = self.keeper.take() {
            // A panic in there would be one of the keeper's thread, which has nothing to lose.
            let _ = tokio::task::spawn_blocking(move || drop(keeper)).await;
        }
    }
}

fn start(data_dir: &Path, options: &Options) -> Result<PrivateServer, ServerError> {
    let account = Account::choose()?;
    let (folder, lock) = match Folder::claim(data_dir, &account, START_MAX)? {
        Claim::Owner(folder, lock) => (folder, lock),
        Claim::Guest(folder) => return Ok(PrivateServer { folder, keeper: None }),
    };
    let binaries = Binaries::find(&options.other_binaries)?;
    predecessor::wait_for(&folder, predecessor::ENDS_WITHIN)?;
    cluster::ensure(&folder, &binaries, &account)?;
    let command = cluster::ServerCommand::new(&folder, &binaries, &account, options);
    let keeper = Keeper::start(folder.clone(), lock, command, START_MAX)?;
    Ok(PrivateServer { folder, keeper: Some(keeper) })
}
