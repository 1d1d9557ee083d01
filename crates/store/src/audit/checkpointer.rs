//! Leaves a checkpoint with the witness at regular times while the office runs.

use std::path::PathBuf;
use std::time::Duration;

use ed25519_dalek::SigningKey;
use jiff::Timestamp;

use super::checkpoint::Checkpoint;
use super::witness::{Witness, WitnessError};
use super::{queries, sequencer};
use crate::{Error, Store};

/// Why no checkpoint was left.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] Error),
    /// The witness did not take it. If it contradicts what the witness keeps, somebody has
    /// rewritten or shortened the record: a person must look.
    #[error(transparent)]
    Witness(#[from] WitnessError),
}

/// Signs the head of the record and brings it to a witness, again and again.
pub struct Checkpointer {
    /// Whose record: the institution's number.
    pub node: String,
    /// The office's own key.
    pub key: SigningKey,
    /// Who keeps the checkpoints, under another key.
    pub witness: Witness,
    /// How long from one checkpoint to the next, in wall time.
    pub every: Duration,
}

impl Checkpointer {
    /// Links what is settled and leaves a checkpoint of the head. Answers where it is kept.
    pub async fn leave(&self, store: &Store) -> Result<PathBuf, CheckpointError> {
        sequencer::link(store).await?;
        let mut conn = store.pool.acquire().await.map_err(Error::from)?;
        let head = queries::head(&mut conn).await?;
        let signed = Checkpoint::of(&self.node, head, Timestamp::now()).sign(&self.key);
        Ok(self.witness.keep(&signed, &self.key.verifying_key())?)
    }

    /// Leaves one at once, then one in each interval, until `stop` is ready. A failure is told in
    /// the log and the next time is tried all the same.
    pub async fn run(&self, store: &Store, stop: impl Future<Output = ()>) {
        tokio::pin!(stop);
        loop {
            if let Err(error) = self.leave(store).await {
                tracing::error!(%error, "no checkpoint of the record was left with the witness");
            }
            tokio::select! {
                () = &mut stop => return,
                () = tokio::time::sleep(self.every) => {}
            }
        }
    }
}
