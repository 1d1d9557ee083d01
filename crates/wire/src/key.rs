//! Signing keys (Ed25519) and their ids.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::VerifyingKey;
use sha2::{Digest as _, Sha256};

use crate::text::{NotA, as_text};

/// What a key is called: base64url, without padding, of the SHA-256 of the 32 bytes of the public
/// key. Nobody gives it out, so no two keys share one and nobody can claim another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 32]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl FromStr for KeyId {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        thirty_two(text).map(Self).ok_or(NotA("a key id"))
    }
}

as_text!(KeyId);

/// A public key: base64url, without padding, of its 32 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// A key whose owner anybody could be (a point of small order) is refused.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, NotA> {
        let key = VerifyingKey::from_bytes(bytes).ok().filter(|key| !key.is_weak());
        key.map(Self).ok_or(NotA("a public key"))
    }

    /// Its 32 bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// What it is called.
    pub fn id(&self) -> KeyId {
        KeyId(Sha256::digest(self.0.as_bytes()).into())
    }

    /// Whether the signature is this key's over these bytes. Strict: of all signatures that some
    /// verifiers take for one message, one alone is taken.
    pub fn verifies(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(bytes, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
    }
}

impl From<VerifyingKey> for PublicKey {
    fn from(key: VerifyingKey) -> Self {
        Self(key)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0.as_bytes()))
    }
}

impl FromStr for PublicKey {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        Self::from_bytes(&thirty_two(text).ok_or(NotA("a public key"))?)
    }
}

as_text!(PublicKey);

fn thirty_two(text: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::SigningKey;

    #[test]
    fn a_key_is_called_by_the_hash_of_its_public_bytes() {
        let key = PublicKey::from(SigningKey::from_bytes(&[1; 32]).verifying_key());
        assert_eq!(key.to_string().parse(), Ok(key));
        assert_eq!(key.id().to_string().parse(), Ok(key.id()));
        assert_eq!(key.id().to_string().len(), 43);
    }

    #[test]
    fn a_key_that_anybody_could_have_is_none() {
        let mut small_order = [0; 32];
        small_order[0] = 1;
        assert_eq!(PublicKey::from_bytes(&small_order), Err(NotA("a public key")));
    }

    #[test]
    fn another_spelling_of_a_key_id_is_not_read() {
        let id = PublicKey::from(SigningKey::from_bytes(&[1; 32]).verifying_key()).id().to_string();
        for wrong in [format!("{id}="), id[..42].to_owned(), format!(" {id}")] {
            assert_eq!(wrong.parse::<KeyId>(), Err(NotA("a key id")));
        }
    }
}
