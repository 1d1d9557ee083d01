//! How entries hang together, and the lines of an export.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Another format of the chain would have another name, so that no hash fits both.
const FORMAT: &[u8] = b"kandidat audit chain 1";

/// The end of a chain: how many entries it has and the hash of the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last entry, from 1; 0 for an empty chain.
    pub seq: u64,
    /// Its hash, which depends on all entries before it.
    pub hash: [u8; 32],
}

impl Head {
    /// The head of an empty chain.
    pub fn empty() -> Self {
        Self { seq: 0, hash: Sha256::digest(FORMAT).into() }
    }

    /// The head after one more entry.
    #[must_use]
    pub fn then(self, body: &str) -> Self {
        let seq = self.seq + 1;
        let mut hash = Sha256::new();
        hash.update(self.hash);
        hash.update(seq.to_be_bytes());
        hash.update(body);
        Self { seq, hash: hash.finalize().into() }
    }

    /// The hash as 64 hex digits.
    pub fn hex(&self) -> String {
        hex::encode(self.hash)
    }
}

/// One entry in an export: one line of JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its number.
    pub seq: u64,
    /// Its hash in hex.
    pub hash: String,
    /// The exact text of the entry.
    pub body: String,
}

/// The last line of an export.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trailer {
    /// How many entries came before.
    pub entries: u64,
    /// The hash of the last in hex.
    pub head: String,
}
