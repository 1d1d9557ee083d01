//! What the messages between institutions say: the body of each kind, as both ends read it.
//!
//! How a message is signed, carried and kept is the business of `wire`; what is done with it that of
//! the node's routines. `docs/protocol.md` describes each kind to those who implement the protocol
//! anew.

mod bounds;
pub mod exchange;
pub mod exclusion;

pub use bounds::VERSION_MAX;
