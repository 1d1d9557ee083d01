//! The mailbox of the wire, in the database: what is sent, what has come, and what both ends have
//! signed.
//!
//! A message is sent within an act ([`Act::send`]), so it exists if and only if the act is
//! committed. What has come is stored with its receipt before the receipt is given, and handled in
//! an act whose id is the arrival's own, so its effects and "handled" become true together, once.
//! Senders and workers take rows by leases in wall time, which is given to them: nothing here reads
//! a clock. What a message says stands in one table, from which it can be erased ([`erase_sent`],
//! [`erase_received`]); digests, signatures and receipts stay.

mod arrival;
mod content;
mod erase;
mod evidence;
mod received;
mod sent;

use jiff::Timestamp;
use wire::port::{Mailbox, PortFault};
use wire::send::WAIT_MAX;

use crate::{Act, Entry, Error, Store};

pub use arrival::Unhandled;
pub use erase::{erase_received, erase_sent};

/// As much of a reason as is kept for the person who looks.
const WHY_CHARACTERS_MAX: usize = 500;

/// The wire's mailbox in a node's database. Clones share the connections.
#[derive(Clone)]
pub struct DatabaseMailbox {
    store: Store,
}

impl DatabaseMailbox {
    /// The mailbox of this node.
    pub fn new(store: Store) -> Self {
        Self { store }
    }
}

impl Mailbox for DatabaseMailbox {
    type Act = Act;
    type Entry = Entry;
}

/// Whatever waits until after this only seems to: the clock that set it was wrong.
fn waits_at_most_until(wall: Timestamp) -> Timestamp {
    wall + WAIT_MAX
}

fn cut(why: &str) -> String {
    why.chars().take(WHY_CHARACTERS_MAX).collect()
}

/// The wire tries again. Neither text shows the values of a row.
fn fault(error: impl Into<Error>) -> PortFault {
    PortFault::new("the mailbox cannot be reached", error.into())
}

/// A row that is not as it was written. Says which part, and does not quote it.
fn unreadable(part: &'static str) -> Error {
    Error::Database(sqlx::Error::Decode(format!("mailbox: {part} cannot be read").into()))
}

/// Counted by the database from 0 on.
fn count(attempts: i32) -> u32 {
    attempts.unsigned_abs()
}
