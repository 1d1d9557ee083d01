//! The office's own seal on tokens: with a copy of the database alone nobody learns who of the
//! institution's students stands on the register's list.

use protocol::exclusion::Token;
use sha2::{Digest, Sha256};

/// A secret that the office is given and that stands in no table.
#[derive(Clone)]
pub struct Seal([u8; 32]);

/// A new one, for a demonstration and for tests: tokens that another one has sealed are made anew.
impl Default for Seal {
    fn default() -> Self {
        Self(rand::random())
    }
}

impl Seal {
    /// The office's secret.
    pub const fn new(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    /// A token, sealed. Secret and token have fixed lengths, so neither runs into the other.
    pub(super) fn seal(&self, token: &Token) -> [u8; 32] {
        self.hash(b"token", token.bytes())
    }

    /// Which secret it is, without telling it.
    pub(crate) fn id(&self) -> [u8; 8] {
        let hash = self.hash(b"which", &[0; 16]);
        let mut id = [0; 8];
        id.copy_from_slice(&hash[..8]);
        id
    }

    fn hash(&self, what: &[u8; 5], bytes: &[u8; 16]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(what);
        hash.update(bytes);
        hash.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_sealed_alike_by_one_secret_and_otherwise_by_another() {
        let (one, other) = (Seal::new([1; 32]), Seal::new([2; 32]));
        let token = Token::of([7; 16]);
        assert_eq!(one.seal(&token), one.seal(&token));
        assert_ne!(one.seal(&token), other.seal(&token));
        assert_ne!(one.seal(&token), one.seal(&Token::of([8; 16])));
        assert_ne!(one.id(), other.id());
    }
}
