//! Signatures of HTTP messages (RFC 9421) in one closed profile.
//!
//! Ed25519, one signature, labelled [`LABEL`]. Which components it covers, and in which order, the
//! [`Profile`] says; a signature that covers one more, one less, or the same in another order is
//! refused, so nobody can be shown something else than what was signed. The parameters `created`,
//! `keyid`, `alg` and `tag` stand there once each, in any order, and no other does.
//!
//! What is checked against the key is the field as it came, never a text made anew from it.

mod base;
mod deviation;
mod input;
mod profile;
#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp};

pub use base::signature_base;
pub use deviation::Deviation;
pub use input::{SignatureInput, read_signature, write_signature};
pub use profile::{ANSWER, MESSAGE, PROBLEM, Profile, RECEIPT};

/// What the one signature is called in `Signature-Input` and `Signature`.
pub const LABEL: &str = "kandidat";
/// The parameter `alg`.
pub const ALGORITHM: &str = "ed25519";
/// As far as `created` may stand from the reader's wall clock, before or after, in seconds. At the
/// limit itself a signature is still taken.
pub const CLOCK_APART_SECONDS_MAX: i64 = 300;
/// As long as a `Signature-Input` or `Signature` field may be, in bytes.
pub const FIELD_BYTES_MAX: usize = 1024;

/// Whether a time of signing is near enough to a clock.
pub fn is_near(created: Timestamp, now: Timestamp) -> bool {
    now.duration_since(created).abs() <= SignedDuration::from_secs(CLOCK_APART_SECONDS_MAX)
}
