//! The wire: signed messages between institutions.
//!
//! An institution or the register ([`Party`]) sends a message ([`Envelope`]) as a signed HTTP
//! request. The receiver stores it before it says so with a signed receipt ([`Receipt`]), and acts
//! on it once. Both keep request and response: the evidence. Who has which address and which keys
//! says the register's signed directory ([`directory`]). `docs/protocol.md` is the specification
//! that another implementation is built from.
//!
//! This crate knows no database, no socket, no clock and no chance: they are ports ([`port`]), so
//! that a simulator can stand in for them.

mod digest;
pub mod directory;
pub mod evidence;
pub mod exchange;
pub mod handle;
mod key;
pub mod message;
mod party;
pub mod port;
mod problem;
#[cfg(test)]
mod ready;
mod receipt;
pub mod receive;
pub mod send;
pub mod signature;
mod station;
mod text;

pub use digest::Digest;
pub use exchange::{SignedRequest, SignedResponse};
pub use key::{KeyId, PublicKey};
pub use message::{CaseReference, Envelope, Kind, MessageId, NoEnvelope, Outgoing, Route};
pub use party::{InstitutionNumber, Party};
pub use port::{Chance, Directory, KeyRing, Mailbox, Network, PortFault, WallClock};
pub use problem::{Class, Fault, Problem};
pub use receipt::{Answer, RECEIPT_BYTES_MAX, Receipt};
pub use signature::SignatureInput;
pub use station::{Settings, Station, Takes};
pub use text::NotA;
