//! What tests share: a scratch database server, a database for each test, a mail server that keeps what it gets,
//! a proxy that fails as networks do.
//! The small named world stands in `office::world`, because the demo shows it too.

pub mod cluster;
mod database;
mod fault_proxy;
mod mailbox;

pub use database::{Database, monday_in_term};
pub use fault_proxy::{Counts, FaultProxy, Faults};
pub use mailbox::{Mailbox, Received, Temper};
