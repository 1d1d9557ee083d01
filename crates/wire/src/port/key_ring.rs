//! The node's own keys.

use std::collections::BTreeMap;

use ed25519_dalek::{Signer, SigningKey};

use super::PortFault;
use crate::{KeyId, PublicKey};

/// Holds the private keys and lends none out: a file, or a device that signs.
pub trait KeyRing: Send + Sync {
    /// The keys that it can sign with.
    fn held(&self) -> Vec<KeyId>;

    /// Signs with one of them (Ed25519).
    fn sign(
        &self,
        key: &KeyId,
        bytes: &[u8],
    ) -> impl Future<Output = Result<[u8; 64], PortFault>> + Send;
}

/// Keys held in memory, as read from files at start.
#[derive(Default)]
pub struct HeldKeys(BTreeMap<KeyId, SigningKey>);

impl HeldKeys {
    /// These keys.
    pub fn new(keys: impl IntoIterator<Item = SigningKey>) -> Self {
        let named = |key: SigningKey| (PublicKey::from(key.verifying_key()).id(), key);
        Self(keys.into_iter().map(named).collect())
    }

    /// The public halves, as they are listed.
    pub fn public(&self) -> Vec<PublicKey> {
        self.0.values().map(|key| key.verifying_key().into()).collect()
    }
}

impl KeyRing for HeldKeys {
    fn held(&self) -> Vec<KeyId> {
        self.0.keys().copied().collect()
    }

    async fn sign(&self, key: &KeyId, bytes: &[u8]) -> Result<[u8; 64], PortFault> {
        let key = self.0.get(key).ok_or(PortFault::plain("the key is not held"))?;
        Ok(key.sign(bytes).to_bytes())
    }
}
