//! The witness: keeps our checkpoints in another place under another key. Until peers exchange
//! them over the wire this is a second folder, best on another machine. The office itself holds
//! the witness's key and writes the folder, so that whoever holds the office's machine can make
//! both anew: an independent copy of the folder is what shows that.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ed25519_dalek::{SigningKey, VerifyingKey};

use super::checkpoint::{Checkpoint, SignedCheckpoint};

/// Why a checkpoint was not kept, or what is kept cannot be trusted.
#[derive(Debug, thiserror::Error)]
pub enum WitnessError {
    /// The node's signature does not fit.
    #[error("the checkpoint is not signed by the node")]
    NotSigned,
    /// The chain has been shortened or rewritten since the last checkpoint.
    #[error("the checkpoint at entry {asked} contradicts the one kept at entry {kept}")]
    Contradicts {
        /// What is kept.
        kept: u64,
        /// What was brought.
        asked: u64,
    },
    /// A kept checkpoint is not signed with the witness's key.
    #[error("{} is not a checkpoint signed with this key", path.display())]
    Forged {
        /// The file.
        path: PathBuf,
    },
    /// The folder is shared, and nobody said whose record is meant.
    #[error("checkpoints of several records are kept here: say which, one of {}", nodes.join(", "))]
    Several {
        /// Whose checkpoints are there.
        nodes: Vec<String>,
    },
    /// Nothing is kept of this record.
    #[error("no checkpoint of the record of {node} is kept here")]
    NoneOf {
        /// Whose record was asked for.
        node: String,
    },
    /// The folder holds nothing: it was emptied, or no checkpoint was ever left there.
    #[error(
        "no checkpoint is kept here: it was emptied, or none was ever left, and without one nobody \
        can tell whether the record was rewritten"
    )]
    Empty,
    /// The folder could not be read or written.
    #[error("checkpoints in {}: {source}", path.display())]
    Folder {
        /// The file or folder.
        path: PathBuf,
        /// What the system answered.
        source: std::io::Error,
    },
}

/// One who keeps checkpoints.
pub struct Witness {
    folder: PathBuf,
    key: SigningKey,
}

impl Witness {
    /// Keeps checkpoints in `folder` under `key`.
    pub fn new(folder: PathBuf, key: SigningKey) -> Self {
        Self { folder, key }
    }

    /// Keeps a checkpoint signed by the node. Refuses one that contradicts what it keeps: an
    /// earlier entry than the last, or another hash for the same entry.
    pub fn keep(
        &self,
        brought: &SignedCheckpoint,
        node: &VerifyingKey,
    ) -> Result<PathBuf, WitnessError> {
        let checkpoint = brought.signed_by(node).ok_or(WitnessError::NotSigned)?;
        fs::create_dir_all(&self.folder).map_err(failed(&self.folder))?;
        let kept = kept_checkpoints(&self.folder, &self.key.verifying_key())?;
        let last = kept.iter().filter(|c| c.node == checkpoint.node).max_by_key(|c| c.seq);
        if let Some(last) = last {
            let rewritten = last.seq == checkpoint.seq && last.hash != checkpoint.hash;
            if last.seq > checkpoint.seq || rewritten {
                return Err(WitnessError::Contradicts { kept: last.seq, asked: checkpoint.seq });
            }
        }
        let path = self.folder.join(format!("{}-{:020}.json", checkpoint.node, checkpoint.seq));
        let ours = checkpoint.clone().sign(&self.key);
        let text = serde_json::to_vec(&ours).map_err(|e| failed(&path)(e.into()))?;
        // Whole or not at all: half a checkpoint would read as a forged one for ever after.
        let part = path.with_extension("part");
        fs::write(&part, text).map_err(failed(&part))?;
        fs::rename(&part, &path).map_err(failed(&path))?;
        Ok(path)
    }
}

/// All checkpoints kept in a folder, each of which must be signed with the witness's key.
pub fn kept_checkpoints(
    folder: &Path,
    witness: &VerifyingKey,
) -> Result<Vec<Checkpoint>, WitnessError> {
    let mut kept = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = fs::read(&path).map_err(failed(&path))?;
        let signed: Option<SignedCheckpoint> = serde_json::from_slice(&text).ok();
        let checkpoint = signed.as_ref().and_then(|signed| signed.signed_by(witness));
        kept.push(checkpoint.ok_or(WitnessError::Forged { path })?.clone());
    }
    Ok(kept)
}

/// Of all that a witness keeps, the checkpoints of one record: that of `node`, or the only one
/// there is. Another office's checkpoints would make a whole record look rewritten.
///
/// # Errors
/// Several offices share the folder and none is named; nothing is kept of the one that is, or
/// nothing at all: whoever rewrites a record would only have to empty the folder.
pub fn of_node(kept: Vec<Checkpoint>, node: Option<&str>) -> Result<Vec<Checkpoint>, WitnessError> {
    let nodes: BTreeSet<&str> = kept.iter().map(|checkpoint| checkpoint.node.as_str()).collect();
    match node {
        Some(node) if !nodes.contains(node) => Err(WitnessError::NoneOf { node: node.to_owned() }),
        None if nodes.is_empty() => Err(WitnessError::Empty),
        None if nodes.len() > 1 => {
            Err(WitnessError::Several { nodes: nodes.into_iter().map(str::to_owned).collect() })
        }
        Some(node) => Ok(kept.iter().filter(|one| one.node == node).cloned().collect()),
        None => Ok(kept),
    }
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> WitnessError {
    let path = path.to_path_buf();
    move |source| WitnessError::Folder { path, source }
}
