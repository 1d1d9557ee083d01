//! What can go wrong in the store, one name for each thing a caller answers differently.

use std::fmt;

use uuid::Uuid;

/// The store's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of the store. Neither `Display` nor `Debug` shows the values of a row: PostgreSQL
/// puts them into the detail of a constraint's message, and they may be personal.
#[derive(thiserror::Error)]
pub enum Error {
    /// An act with this id has been committed before: the answer to the double click.
    #[error("act {act_id} has been done already")]
    ActAlreadyDone {
        /// The id that came with the form or the idempotency header.
        act_id: Uuid,
    },
    /// The first click of a double click is still being carried out.
    #[error("act {act_id} is being done right now")]
    ActBusy {
        /// The id that came with the form or the idempotency header.
        act_id: Uuid,
    },
    /// The database could not be reached, or refused a statement.
    #[error("database: {}", told(.0))]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// Two migrations share a version, so that their order is open.
    #[error("two migrations have the version {version}: {first} and {second}")]
    MigrationClash {
        /// The version both have.
        version: i64,
        /// Description of the one.
        first: String,
        /// Description of the other.
        second: String,
    },
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error {
    /// The name of the constraint that refused a row, if that is what happened: a use case turns
    /// it into its own named refusal.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Database(error) => error.as_database_error().and_then(|e| e.constraint()),
            _ => None,
        }
    }
}

/// The message without the detail that quotes the row.
fn told(error: &sqlx::Error) -> String {
    match error.as_database_error() {
        Some(database) => {
            let code = database.code().unwrap_or_default();
            match (database.constraint(), database.table()) {
                (Some(constraint), Some(table)) => {
                    format!("{code} constraint {constraint} of {table}")
                }
                _ => format!("{code} {}", database.message()),
            }
        }
        None => error.to_string(),
    }
}
