//! What the wire needs from where it runs. A node gives it a database, a network and clocks; the
//! simulator gives it others, which fail on purpose.

mod chance;
mod directory;
mod fault;
mod key_ring;
mod mailbox;
mod network;
mod wall_clock;

pub use chance::Chance;
pub use directory::Directory;
pub use fault::PortFault;
pub use key_ring::{HeldKeys, KeyRing};
pub use mailbox::{
    Arrived, Ended, Evidence, Handler, Inbox, Incoming, Lease, Leased, Mailbox, Outbox, Outcome,
    QuestionOpened, Stored, Undelivered,
};
pub use network::{Limits, Network, NetworkFault};
pub use wall_clock::WallClock;
