//! One clear message for each way in which a server of our own can fail to start.

use std::path::PathBuf;

/// Why the private server did not start. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// No PostgreSQL programs on this machine.
    #[error(
        "no PostgreSQL 15 or later found: looked in {}; install it (Debian: postgresql), or set DATABASE_URL",
        looked_in.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
    )]
    NoBinaries {
        /// The folders that were searched.
        looked_in: Vec<PathBuf>,
    },
    /// Root may not run PostgreSQL, and there is nobody else to run it as.
    #[error(
        "PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody`; add one"
    )]
    NoAccount,
    /// PostgreSQL's `initdb` needs a name for its user.
    #[error(
        "user id {uid} has no entry in /etc/passwd, and PostgreSQL needs one; add it or set DATABASE_URL"
    )]
    NoPasswdEntry {
        /// The user id of this process.
        uid: u32,
    },
    /// The server's account cannot enter the folder.
    #[error("user {account} cannot enter {}: choose a data folder outside private folders", path.display())]
    HiddenFolder {
        /// The folder.
        path: PathBuf,
        /// The account that PostgreSQL runs as.
        account: String,
    },
    /// A Unix socket's path is limited by the system.
    #[error(
        "the data folder's path {} is too long for a socket: choose one of at most {bytes_max} bytes",
        path.display()
    )]
    PathTooLong {
        /// The folder.
        path: PathBuf,
        /// The limit.
        bytes_max: usize,
    },
    /// Another process holds the folder but its server never came up.
    #[error(
        "another process (see {}) owns the data folder, but its server does not answer; end it and try again",
        lock.display()
    )]
    OwnerSilent {
        /// The lock file, which holds the owner's process id.
        lock: PathBuf,
    },
    /// A server whose owner is gone does not end.
    #[error(
        "the PostgreSQL of an earlier start (process {pid}) does not end; end it and try again"
    )]
    PredecessorStays {
        /// Its process id.
        pid: i32,
    },
    /// Data do not move between major versions by themselves.
    #[error(
        "{} was written by PostgreSQL {data}, and this machine has {programs}: \
         make a backup with the old one and restore it with the new one",
        path.display()
    )]
    OtherMajor {
        /// The data.
        path: PathBuf,
        /// Their version.
        data: String,
        /// The version of the programs.
        programs: String,
    },
    /// Norwegian order needs ICU.
    #[error(
        "this PostgreSQL was built without ICU, so it cannot sort Norwegian names; use another build"
    )]
    NoIcu,
    /// Names of databases are ours: letters, digits and underscores.
    #[error("{name:?} is no name for a database: use a-z, 0-9 and _")]
    DatabaseName {
        /// What was asked for.
        name: String,
    },
    /// A program of PostgreSQL said no.
    #[error("{program} failed: {told}")]
    Program {
        /// Its name, such as `initdb`.
        program: &'static str,
        /// The last lines it wrote.
        told: String,
    },
    /// A file or folder could not be made, read or handed over.
    #[error("{what} {}: {source}", path.display())]
    Folder {
        /// What was tried.
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system answered.
        source: std::io::Error,
    },
    /// The server runs but refused a statement.
    #[error(transparent)]
    Store(#[from] crate::Error),
}

impl ServerError {
    /// For `map_err`: names what was tried with which file.
    pub(super) fn folder(
        what: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Folder { what, path, source }
    }
}
