//! The small named world that all tests share.

pub mod cluster;
mod database;
mod mailbox;

pub use database::{Database, monday_in_term};
pub use mailbox::{Mailbox, Received, Temper};
