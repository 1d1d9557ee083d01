//! The directory as it is handed out, and what it says.
#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use wire::PublicKey;
use wire::directory::{Document, Verified};

/// The public key of the seeds' register.
const PINNED: &str = "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg";

fuzz_target!(|data: &[u8]| {
    let pinned: PublicKey = PINNED.parse().expect("a key");
    if let Ok(read) = Verified::read(Bytes::copy_from_slice(data), &[pinned]) {
        // Whoever has no key makes no directory: this can only be a seed.
        assert_eq!(*read.verified_by(), pinned);
    }
    if let Ok(read) = Document::read(data) {
        let written = serde_json::to_vec(&read).expect("what was read is JSON");
        assert_eq!(Document::read(&written), Ok(read));
    }
});
