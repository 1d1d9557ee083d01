//! PostgreSQL: private server or URL, the act, migrations, audit chain, jobs, files, the mailbox.
//!
//! Only the edge (page, API call, job) opens an [`Act`]; only [`Act::commit`] commits. One act is
//! one transaction and has one audit entry. What is read without changing anything goes through
//! [`Store::pool`]; what shows another person's data is noted with [`Store::look`].

mod act;
mod actor;
pub mod audit;
mod clock;
pub mod directory;
mod entry;
mod error;
pub mod file;
pub mod job;
pub mod look;
pub mod mailbox;
pub mod migrate;
mod pool;
pub mod server;
pub mod session;

pub use act::Act;
pub use actor::Actor;
pub use clock::{Clock, ClockError, oslo};
pub use entry::Entry;
pub use error::{Error, Result};
pub use pool::Store;
