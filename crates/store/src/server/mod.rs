//! A PostgreSQL that Kandidat starts itself: where its programs are and as whom they run.

pub mod account;
pub mod binaries;
mod error;

pub use account::Account;
pub use binaries::Binaries;
pub use error::ServerError;
