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
        "PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody`"
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
}
