//! The institution's signature: made, and verified under a narrow profile.
//!
//! XML signatures can sign any part of a document in any way, so that a valid one says little about what is read.
//! Here one way is taken and every other refused:
//!
//! - exactly one `Signature`, the last thing in the root element
//! - in it `SignedInfo`, `SignatureValue` and perhaps `KeyInfo`; no `Object`, and nothing of another namespace
//! - one reference, `URI=""`: the whole document without its signature and its comments
//! - transforms: `enveloped-signature`, and after it at most one canonicalization without comments, inclusive
//!   (1.0) or exclusive
//! - digests of SHA-256, SHA-384 or SHA-512; RSA of 2048 bits or more (PKCS #1 v1.5), ECDSA on P-256 or P-384,
//!   Ed25519 ([`Algorithm`])
//! - the key is the one that the caller gives; `KeyInfo` is not looked at
//!
//! What is read afterwards is the canonical form that the digest was taken of, and nothing else of what came. A
//! certificate serves as the wrapping of a key: whose it is and how long it counts is for whoever keeps the list of
//! keys, who also has a clock.

mod algorithm;
mod canonical;
mod info;
mod key;
mod place;
mod sign;
mod verify;

pub use algorithm::Algorithm;
pub use key::{SigningKey, VerifyingKey};
pub use sign::{Unsigned, sign};
pub use verify::{Verified, read_signed, verify};

/// The namespace of XML signatures.
pub(crate) const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
/// The transform that takes the signature out of the document.
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
