//! What tests share: a scratch database server, a database for each test, a mail server that keeps what it gets.
//! The small named world stands in `office::world`, because the demo shows it too.

pub mod cluster;
mod database;
mod mailbox;

pub use database::{Database, monday_in_term};
pub use mailbox::{Mailbox, Received, Temper};
