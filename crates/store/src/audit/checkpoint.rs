//! A checkpoint: the head of the chain at one moment, signed.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::chain::Head;

/// The head of a chain at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// Whose chain: the institution's number, or `register`.
    pub node: String,
    /// The number of the last entry.
    pub seq: u64,
    /// Its hash in hex.
    pub hash: String,
    /// When, in wall time: it serves a signature.
    pub at: Timestamp,
}

/// A checkpoint with a signature over it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedCheckpoint {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// Ed25519 over [`Checkpoint::text`], in hex.
    pub signature: String,
}

impl Checkpoint {
    /// A checkpoint of this head.
    pub fn of(node: &str, head: Head, at: Timestamp) -> Self {
        Self { node: node.to_owned(), seq: head.seq, hash: head.hex(), at }
    }

    /// What is signed. A node's name is a number or a word, so that lines cannot be mixed up.
    pub fn text(&self) -> String {
        format!("kandidat checkpoint 1\n{}\n{}\n{}\n{}\n", self.node, self.seq, self.hash, self.at)
    }

    /// Signs it.
    pub fn sign(self, key: &SigningKey) -> SignedCheckpoint {
        let signature = hex::encode(key.sign(self.text().as_bytes()).to_bytes());
        SignedCheckpoint { checkpoint: self, signature }
    }
}

impl SignedCheckpoint {
    /// The checkpoint, if the owner of this key signed it.
    pub fn signed_by(&self, key: &VerifyingKey) -> Option<&Checkpoint> {
        let bytes: [u8; 64] = hex::decode(&self.signature).ok()?.try_into().ok()?;
        let signature = Signature::from_bytes(&bytes);
        key.verify_strict(self.checkpoint.text().as_bytes(), &signature).ok()?;
        Some(&self.checkpoint)
    }
}
