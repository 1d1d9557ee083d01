//! The wire on real sockets: what `wire` leaves to ports, as it is in a running node. The doors are
//! routes of a web server ([`doors`]), the network is an HTTP client ([`HttpNetwork`]), wall time
//! and chance are the machine's.
//!
//! It knows no database and no domain; a node brings those with its [`wire::Station`].

mod doors;
mod machine;
mod network;

pub use doors::{STATUS_PATH, doors};
pub use machine::{MachineChance, MachineClock};
pub use network::{HttpNetwork, NoCertificates};
