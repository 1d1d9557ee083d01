//! Whatever is done to a signed document, it is refused, or what was signed is what is read.
#![no_main]

use elmo::{Verified, VerifyingKey, verify};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

const KEY: &str = include_str!("../../tests/elmo/keys/rsa.pub.pem");
const SIGNED: &[u8] = include_bytes!("../seeds/signed.xml");

static ORIGINAL: LazyLock<(VerifyingKey, Verified)> = LazyLock::new(|| {
    let key = VerifyingKey::from_pem(KEY).expect("a public key");
    let verified = verify(SIGNED, &key).expect("it was signed with it");
    (key, verified)
});

fuzz_target!(|given: &[u8]| {
    let (key, original) = &*ORIGINAL;
    if let Ok(verified) = verify(given, key) {
        assert_eq!(&verified, original);
    }
});
