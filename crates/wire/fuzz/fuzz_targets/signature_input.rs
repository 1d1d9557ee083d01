//! The two fields of a signature. What is read has one spelling.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wire::SignatureInput;
use wire::signature::{ANSWER, MESSAGE, PROBLEM, RECEIPT, read_signature, write_signature};

fuzz_target!(|text: &str| {
    for profile in [&MESSAGE, &RECEIPT, &ANSWER, &PROBLEM] {
        if let Ok(read) = SignatureInput::read(profile, text) {
            assert_eq!(read.field(), text);
        }
    }
    if let Ok(signature) = read_signature(text) {
        assert_eq!(write_signature(&signature), text);
    }
});
