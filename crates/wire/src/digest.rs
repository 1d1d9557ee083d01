//! The digest of a body: SHA-256, written as in the header `Content-Digest` (RFC 9530).

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::text::{NotA, as_text};

/// SHA-256 of a body, written `sha-256=:<base64>:`. Other algorithms, or several, are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Its 32 bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha-256=:{}:", STANDARD.encode(self.0))
    }
}

impl FromStr for Digest {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        let inner = text.strip_prefix("sha-256=:").and_then(|rest| rest.strip_suffix(':'));
        let decoded = inner.and_then(|inner| STANDARD.decode(inner).ok());
        decoded.and_then(|bytes| Some(Self(bytes.try_into().ok()?))).ok_or(NotA("a digest"))
    }
}

as_text!(Digest);

#[cfg(test)]
mod tests {
    use super::*;

    /// The example body of RFC 9530.
    #[test]
    fn a_digest_is_written_as_the_standard_writes_it() {
        let written = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
        assert_eq!(Digest::of(br#"{"hello": "world"}"#).to_string(), written);
        assert_eq!(
            written.parse::<Digest>().map(|digest| digest.to_string()).as_deref(),
            Ok(written)
        );
    }

    #[test]
    fn another_algorithm_several_or_another_spelling_is_not_read() {
        let body = STANDARD.encode([7; 32]);
        let short = STANDARD.encode([7; 31]);
        let unpadded = body.trim_end_matches('=');
        for wrong in [
            format!("sha-512=:{body}:"),
            format!("SHA-256=:{body}:"),
            format!("sha-256=:{body}:, sha-512=:{body}:"),
            format!("sha-256=:{body}:;a=1"),
            format!(" sha-256=:{body}:"),
            format!("sha-256=:{short}:"),
            format!("sha-256=:{unpadded}:"),
            format!("sha-256={body}"),
        ] {
            assert_eq!(wrong.parse::<Digest>(), Err(NotA("a digest")), "{wrong}");
        }
    }
}
