//! The chain as a file: one line of JSON per entry, and a last line that says how many.

use std::io::Write;

use super::chain::{Head, Line, Trailer};
use super::{queries, sequencer};
use crate::{Error, Store};

const BATCH: i64 = 1000;

/// Why the chain could not be exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] Error),
    /// The file could not be written.
    #[error("cannot write the export: {0}")]
    Write(#[from] std::io::Error),
    /// Entries that are neither linked nor waiting to be.
    #[error(
        "{count} audit entries are missing from the chain: somebody has reached into its tables"
    )]
    Lost {
        /// How many.
        count: u64,
    },
}

/// Links what is settled, then writes the whole chain. Answers its head.
pub async fn export(store: &Store, to: &mut impl Write) -> Result<Head, ExportError> {
    sequencer::link(store).await?;
    let lost = sequencer::lag(store).await?.lost;
    if lost > 0 {
        return Err(ExportError::Lost { count: lost });
    }
    let mut head = Head::empty();
    loop {
        let after = i64::try_from(head.seq).unwrap_or(i64::MAX);
        let batch = queries::linked_after(&store.pool, after, BATCH).await?;
        let Some(last) = batch.last() else { break };
        head = Head {
            seq: last.seq.unsigned_abs(),
            hash: last.hash.clone().try_into().unwrap_or_default(),
        };
        for entry in batch {
            let line = Line {
                seq: entry.seq.unsigned_abs(),
                hash: hex::encode(entry.hash),
                body: entry.body,
            };
            write_line(to, &line)?;
        }
    }
    write_line(to, &Trailer { entries: head.seq, head: head.hex() })?;
    to.flush()?;
    Ok(head)
}

fn write_line(to: &mut impl Write, line: &impl serde::Serialize) -> std::io::Result<()> {
    serde_json::to_writer(&mut *to, line)?;
    to.write_all(b"\n")
}
