//! The directory: which institutions there are, where they are reached, and which keys are theirs.
//! The register issues it, signed and versioned as a whole.

mod address;
mod document;
mod look_up;
mod signed;
#[cfg(test)]
mod tests;

use jiff::SignedDuration;

pub use address::Address;
pub use document::{Contact, Document, Institution, ListedKey, Names, NoDocument, Register, Share};
pub use signed::{NoSignedDirectory, NotTaken, PAYLOAD_TYPE, Unusable, Verified, sign};

/// A new key signs only when it has been listed for this long, so that everybody has heard of it.
/// A copy of the directory that is older than this does not prove that a key is unknown.
pub const PROPAGATION: SignedDuration = SignedDuration::from_hours(1);
/// As old as the newest copy may be before a node no longer judges by it: the default of the
/// setting, 24 hours.
pub const AGE_MAX_DEFAULT: SignedDuration = SignedDuration::from_hours(24);
/// As long as a directory document may be, in bytes.
pub const DIRECTORY_BYTES_MAX: usize = 4 * 1024 * 1024;
/// As long as it may be in its envelope with its signatures, in bytes: base64 is longer than what it
/// holds, by a third and a little.
pub const ENVELOPE_BYTES_MAX: usize = DIRECTORY_BYTES_MAX / 3 * 4 + 16 * 1024;
/// As many keys as one party may have listed at a time.
pub const KEYS_MAX: usize = 8;
