//! The order in which candidates come.

use crate::Key;
use sha2::{Digest, Sha256};

/// Puts candidates into the order that a lot gives them. The lot follows from the seed and each one's key
/// alone, so nobody draws again until the order suits: who knows both can draw it after.
pub fn lot(seed: &str, candidates: &[Key]) -> Vec<Key> {
    let mut drawn: Vec<_> = candidates.iter().map(|key| (ticket(seed, key), key.clone())).collect();
    drawn.sort();
    drawn.into_iter().map(|(_, key)| key).collect()
}

fn ticket(seed: &str, key: &Key) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(seed.as_bytes());
    hash.update([0]);
    hash.update(key.as_str().as_bytes());
    hash.finalize().into()
}
