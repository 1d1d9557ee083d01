//! Where messages are kept: an outbox and an inbox that share their transactions with the domain.

mod handler;
mod inbox;
mod outbox;

use bytes::Bytes;
use uuid::Uuid;

use crate::exchange::{SignedRequest, SignedResponse};
pub use handler::Handler;
pub use inbox::{Arrived, Inbox, Incoming, QuestionOpened, Stored};
pub use outbox::{Ended, Outbox, Outcome, Undelivered};

/// What both halves of a mailbox share: the transaction in which the domain changes.
pub trait Mailbox: Send + Sync {
    /// An open transaction of the domain: in Kandidat an act. Dropped without being committed it
    /// leaves nothing behind.
    type Act: Send;
    /// What a commit takes along: in Kandidat the act's audit entry.
    type Entry: Send;
}

/// Something leased: ours until the lease runs out, and free for another worker afterwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Leased<T> {
    /// The lease.
    pub lease: Lease,
    /// What was leased.
    pub what: T,
}

/// The right to say what became of something. One that ran out, and was followed by another, says
/// nothing any more: what is recorded under it has no effect, and is no error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lease {
    /// The mailbox's own id of what is leased; never an id that a peer has chosen.
    pub id: Uuid,
    /// The how manieth attempt this is, from 1. It grows with every lease.
    pub attempt: u32,
}

/// What was said and what was answered, as signed by both; and the version of the directory that
/// it was verified by. It proves the exchange to a third party, offline.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The request, signed by the sender.
    pub request: SignedRequest,
    /// The receipt, answer or problem, signed by the receiver.
    pub response: SignedResponse,
    /// The version of the directory that held the keys of both.
    pub directory_version: u64,
}

impl Evidence {
    /// The envelope as it was sent.
    pub fn envelope(&self) -> &Bytes {
        &self.request.body
    }
}
