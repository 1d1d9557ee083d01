//! The directory as it is handed out: a DSSE envelope (the signed envelope of in-toto) around the
//! bytes of a [`Document`](super::Document). What is signed are the bytes, so that nobody needs a
//! canonical JSON.

mod dsse;
#[cfg(test)]
mod tests;
mod trust;

pub use dsse::{NoSignedDirectory, sign};
pub use trust::{NotTaken, Unusable, Verified};

/// The payload type, which is signed along with the payload.
pub const PAYLOAD_TYPE: &str = "application/vnd.kandidat.directory+json";
