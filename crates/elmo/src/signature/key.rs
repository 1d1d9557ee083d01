//! Keys: the public one of whoever is said to have signed, and the institution's own.

use super::algorithm::{Algorithm, KeyKind};
use crate::Refused;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey};
use std::fmt;
use x509_cert::Certificate;
use x509_cert::der::asn1::{ObjectIdentifier, UintRef};
use x509_cert::der::{Decode, Document, Reader, SecretDocument, SliceReader};
use x509_cert::spki::SubjectPublicKeyInfoOwned;

/// Bits of an RSA key: below, it can be broken; above, nobody has one.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// The public key of whoever is said to have signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyingKey {
    kind: KeyKind,
    bytes: Vec<u8>,
}

impl VerifyingKey {
    /// Reads the key of a certificate (`CERTIFICATE`, the first in the text) or a bare one (`PUBLIC KEY`).
    ///
    /// # Errors
    /// [`Refused::NotAKey`], [`Refused::KeyNotSupported`], and [`Refused::KeyTooWeak`] for RSA outside 2048 to 8192
    /// bits.
    pub fn from_pem(pem: &str) -> Result<Self, Refused> {
        let (label, der) = Document::from_pem(first(pem)).map_err(|_| Refused::NotAKey)?;
        let info = match label {
            "CERTIFICATE" => Certificate::from_der(der.as_bytes())
                .map(|one| one.tbs_certificate().subject_public_key_info().clone()),
            "PUBLIC KEY" => SubjectPublicKeyInfoOwned::from_der(der.as_bytes()),
            _ => return Err(Refused::NotAKey),
        };
        Self::of(&info.map_err(|_| Refused::NotAKey)?)
    }

    /// An Ed25519 key by its 32 bytes, as a list of keys has it.
    pub fn ed25519(bytes: &[u8; 32]) -> Self {
        Self { kind: KeyKind::Ed25519, bytes: bytes.to_vec() }
    }

    fn of(info: &SubjectPublicKeyInfoOwned) -> Result<Self, Refused> {
        let bytes = info.subject_public_key.as_bytes().ok_or(Refused::NotAKey)?.to_vec();
        let curve = || info.algorithm.parameters.as_ref()?.decode_as::<ObjectIdentifier>().ok();
        let kind = match info.algorithm.oid {
            RSA => KeyKind::Rsa,
            ED25519 => KeyKind::Ed25519,
            EC => match curve() {
                Some(P256) => KeyKind::P256,
                Some(P384) => KeyKind::P384,
                _ => return Err(Refused::KeyNotSupported),
            },
            _ => return Err(Refused::KeyNotSupported),
        };
        if kind == KeyKind::Rsa {
            let bits = rsa_bits(&bytes).ok_or(Refused::NotAKey)?;
            if !RSA_BITS.contains(&bits) {
                return Err(Refused::KeyTooWeak);
            }
        }
        Ok(Self { kind, bytes })
    }

    pub(super) fn verify(
        &self,
        algorithm: Algorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), Refused> {
        if algorithm.key() != self.kind {
            return Err(Refused::KeyDoesNotFit);
        }
        UnparsedPublicKey::new(algorithm.verification(), &self.bytes)
            .verify(message, signature)
            .map_err(|_| Refused::SignatureInvalid)
    }
}

/// The first block of a file that may hold a whole chain.
fn first(pem: &str) -> &str {
    const END: &str = "-----END ";
    let Some(end) = pem.find(END) else { return pem };
    let rest = end + END.len();
    let line = pem[rest..].find('\n').map_or(pem.len(), |line| rest + line + 1);
    &pem[..line]
}

/// How long the modulus is.
fn rsa_bits(key: &[u8]) -> Option<usize> {
    let mut reader = SliceReader::new(key).ok()?;
    let bits = reader.sequence(|inner| {
        let modulus = UintRef::decode(inner)?;
        let _exponent = UintRef::decode(inner)?;
        let zeros = modulus.as_bytes().first().map_or(0, |byte| byte.leading_zeros() as usize);
        Ok::<_, x509_cert::der::Error>(modulus.as_bytes().len() * 8 - zeros)
    });
    bits.ok()
}

/// The institution's own key. It can sign, not be shown.
pub struct SigningKey(Own);

enum Own {
    Rsa(RsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl SigningKey {
    /// Reads a private key (`PRIVATE KEY`, PKCS #8): RSA of 2048 to 4096 bits, or Ed25519.
    ///
    /// # Errors
    /// [`Refused::NotAKey`] for what is none of these.
    pub fn from_pem(pem: &str) -> Result<Self, Refused> {
        let (label, der) = SecretDocument::from_pem(pem).map_err(|_| Refused::NotAKey)?;
        if label != "PRIVATE KEY" {
            return Err(Refused::NotAKey);
        }
        let rsa = || RsaKeyPair::from_pkcs8(der.as_bytes()).map(Own::Rsa);
        let ed25519 = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der.as_bytes()).map(Own::Ed25519);
        ed25519.or_else(|_| rsa()).map(Self).map_err(|_| Refused::NotAKey)
    }

    /// How it signs.
    pub fn algorithm(&self) -> Algorithm {
        match self.0 {
            Own::Rsa(_) => Algorithm::RsaSha256,
            Own::Ed25519(_) => Algorithm::Ed25519,
        }
    }

    /// The public key that belongs to it.
    pub fn verifying_key(&self) -> VerifyingKey {
        let (kind, bytes) = match &self.0 {
            Own::Rsa(pair) => (KeyKind::Rsa, pair.public_key().as_ref()),
            Own::Ed25519(pair) => (KeyKind::Ed25519, pair.public_key().as_ref()),
        };
        VerifyingKey { kind, bytes: bytes.to_vec() }
    }

    /// Signs. Both kinds are deterministic: the same message has the same signature.
    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.0 {
            Own::Ed25519(pair) => pair.sign(message).as_ref().to_vec(),
            Own::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                // The library asks for chance whatever the padding; this one (PKCS #1 v1.5) draws none.
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
                    .expect("the room for the signature is as long as the key");
                signature
            }
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({:?}, ***)", self.algorithm())
    }
}
