//! The record: a hash chain over the audit entries that nobody can change unseen.
//!
//! Acts write their entries unlinked. One [`sequencer`] links committed entries in order into the
//! chain and never skips a transaction that still runs. A [`Checkpoint`] of the chain's head,
//! signed by us and kept by a [`Witness`] with another key in another place, shows when somebody
//! who owns the database has rewritten or shortened the whole chain. [`verify_export`] needs no
//! database.

mod chain;
mod checkpoint;
mod checkpointer;
mod commitment;
mod export;
mod keys;
mod queries;
pub mod sequencer;
mod verify;
mod witness;

pub use chain::{Head, Line, Trailer};
pub use checkpoint::{Checkpoint, SignedCheckpoint};
pub use checkpointer::{CheckpointError, Checkpointer};
pub use commitment::{erase, proves};
pub use export::{ExportError, export};
pub use keys::{KeyError, make_key, read_key, read_public_key};
pub use verify::{Broken, Verified, verify_export};
pub use witness::{Witness, WitnessError, kept_checkpoints, of_node};
