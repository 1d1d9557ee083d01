//! Verifies an export without any database.

use std::io::BufRead;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::chain::{Head, Line, Trailer};
use super::checkpoint::Checkpoint;

/// An export that holds together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Its head.
    pub head: Head,
    /// How many checkpoints agreed.
    pub checkpoints: usize,
}

/// What is wrong with an export, and where.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The file could not be read.
    #[error("cannot read the export: {0}")]
    Read(#[from] std::io::Error),
    /// Not a line as an export has it.
    #[error("line {line} is not as an export writes it")]
    Line {
        /// Which.
        line: u64,
    },
    /// An entry is missing, added or in another place.
    #[error("entry {found} stands where entry {expected} belongs")]
    Order {
        /// The number that belongs there.
        expected: u64,
        /// The number that stands there.
        found: u64,
    },
    /// An entry, or one before it, is not what was linked.
    #[error("entry {seq} does not fit its hash: it or the chain before it was changed")]
    Hash {
        /// Which.
        seq: u64,
    },
    /// The last line does not fit what came before.
    #[error("the last line speaks of {said} entries, and {found} came before it")]
    Trailer {
        /// What it says.
        said: u64,
        /// What came.
        found: u64,
    },
    /// The end is missing.
    #[error("the export breaks off after entry {seq}")]
    BreaksOff {
        /// The last whole entry.
        seq: u64,
    },
    /// Something follows the last line.
    #[error("something follows after the end of the export")]
    GoesOn,
    /// A witness has seen another chain.
    #[error("the checkpoint at entry {seq} knows another chain: this one has been rewritten")]
    Rewritten {
        /// The checkpoint's entry.
        seq: u64,
    },
    /// A witness has seen a longer chain.
    #[error("a checkpoint knows entry {seq}, and the chain ends before: it has been shortened")]
    Shortened {
        /// The checkpoint's entry.
        seq: u64,
    },
}

/// Verifies that the export's entries are whole, unchanged and in order, and that it agrees with
/// every checkpoint; these must be of this record ([`super::of_node`]). Without checkpoints a chain
/// that was rewritten or shortened as a whole, with all its hashes, passes: that is what checkpoints
/// are for. They vouch for what they have seen, and for nothing after the last of them.
pub fn verify_export(
    mut reader: impl BufRead,
    checkpoints: &[Checkpoint],
) -> Result<Verified, Broken> {
    let mut head = Head::empty();
    let mut agreed = agreeing(head, checkpoints)?;
    let mut text = String::new();
    for line in 1.. {
        text.clear();
        reader.read_line(&mut text)?;
        let Some(whole) = text.strip_suffix('\n') else {
            return Err(Broken::BreaksOff { seq: head.seq });
        };
        if let Some(trailer) = exactly::<Trailer>(whole) {
            if trailer.entries != head.seq || trailer.head != head.hex() {
                return Err(Broken::Trailer { said: trailer.entries, found: head.seq });
            }
            break;
        }
        let entry: Line = exactly(whole).ok_or(Broken::Line { line })?;
        head = followed_by(head, &entry)?;
        agreed += agreeing(head, checkpoints)?;
    }
    if !reader.fill_buf()?.is_empty() {
        return Err(Broken::GoesOn);
    }
    match checkpoints.iter().map(|c| c.seq).max() {
        Some(seq) if seq > head.seq => Err(Broken::Shortened { seq }),
        _ => Ok(Verified { head, checkpoints: agreed }),
    }
}

fn followed_by(head: Head, entry: &Line) -> Result<Head, Broken> {
    let next = head.then(&entry.body);
    if entry.seq != next.seq {
        return Err(Broken::Order { expected: next.seq, found: entry.seq });
    }
    if entry.hash != next.hex() {
        return Err(Broken::Hash { seq: next.seq });
    }
    Ok(next)
}

/// How many checkpoints speak of this head; refuses when one knows another.
fn agreeing(head: Head, checkpoints: &[Checkpoint]) -> Result<usize, Broken> {
    let here = checkpoints.iter().filter(|c| c.seq == head.seq);
    let hex = head.hex();
    let mut count = 0;
    for checkpoint in here {
        if checkpoint.hash != hex {
            return Err(Broken::Rewritten { seq: head.seq });
        }
        count += 1;
    }
    Ok(count)
}

/// Only the very text that we would write: no second form of the same line passes.
fn exactly<T: Serialize + DeserializeOwned>(text: &str) -> Option<T> {
    let value: T = serde_json::from_str(text).ok()?;
    (serde_json::to_string(&value).ok()? == text).then_some(value)
}
