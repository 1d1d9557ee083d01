//! Where a running office leaves checkpoints of its record, as options of the command that runs it.
//!
//! The office signs for the witness too, until a witness of its own takes checkpoints over the
//! wire: this finds a record that was cut or changed in the database, not an office that is in
//! other hands. Against that helps a copy of the folder where the office cannot write.

use crate::exit::Failure;
use clap::Args;
use std::path::PathBuf;
use std::time::Duration;
use store::audit::{Checkpointer, Witness, read_key};

/// With a witness, the end of the record is signed and left with it at regular times.
#[derive(Args)]
pub struct CheckpointArgs {
    /// The folder of the witness, best on another machine.
    #[arg(long, value_name = "FOLDER", requires = "key", requires = "witness_key")]
    witness: Option<PathBuf>,
    /// The office's private key (`kandidat audit key` makes one).
    #[arg(long, value_name = "FILE.pem", requires = "witness")]
    key: Option<PathBuf>,
    /// The witness's private key.
    #[arg(long, value_name = "FILE.pem", requires = "witness")]
    witness_key: Option<PathBuf>,
    /// Minutes from one checkpoint to the next, 1 to 1440.
    #[arg(long, value_name = "MINUTES", default_value_t = 60,
        value_parser = clap::value_parser!(u64).range(1..=1440))]
    checkpoint_every: u64,
}

impl CheckpointArgs {
    /// What leaves the checkpoints of the institution with this number; none without a witness.
    ///
    /// # Errors
    /// Bad input: a key cannot be read.
    pub fn checkpointer(&self, node: &str) -> Result<Option<Checkpointer>, Failure> {
        let (Some(folder), Some(key), Some(witness_key)) =
            (&self.witness, &self.key, &self.witness_key)
        else {
            return Ok(None);
        };
        let read = |path| read_key(path).map_err(|error| Failure::BadInput(error.to_string()));
        Ok(Some(Checkpointer {
            node: node.to_owned(),
            key: read(key)?,
            witness: Witness::new(folder.clone(), read(witness_key)?),
            every: Duration::from_secs(self.checkpoint_every * 60),
        }))
    }
}
