//! Proof that whoever lists a key has it: the key's own signature of a text that names party and key.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use wire::port::KeyRing;
use wire::{KeyId, Party, PortFault, PublicKey};

/// What a key is to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Messages, questions and their answers.
    Messages,
    /// The directory.
    Directory,
}

/// The text that a new key signs: one line, without an end. It cannot be taken for a message or a
/// directory, whose signed texts begin otherwise, nor for the proof of another party or purpose.
pub fn challenge(purpose: Purpose, party: Party, key: KeyId) -> String {
    let purpose = match purpose {
        Purpose::Messages => "messages",
        Purpose::Directory => "directory",
    };
    format!("kandidat-key-v1 {purpose} {party} {key}")
}

/// The proof, made by whoever holds the key.
///
/// # Errors
/// The ring does not hold it.
pub async fn prove(
    purpose: Purpose,
    party: Party,
    key: &PublicKey,
    ring: &impl KeyRing,
) -> Result<String, PortFault> {
    let id = key.id();
    let signature = ring.sign(&id, challenge(purpose, party, id).as_bytes()).await?;
    Ok(URL_SAFE_NO_PAD.encode(signature))
}

/// Whether the proof is the key's own.
pub fn proves(purpose: Purpose, party: Party, key: &PublicKey, proof: &str) -> bool {
    let signature = URL_SAFE_NO_PAD.decode(proof).ok().and_then(|bytes| bytes.try_into().ok());
    let text = challenge(purpose, party, key.id());
    signature.is_some_and(|signature: [u8; 64]| key.verifies(text.as_bytes(), &signature))
}
