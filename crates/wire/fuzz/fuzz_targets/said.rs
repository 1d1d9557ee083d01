//! Receipt, answer and problem.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wire::{Answer, Problem, Receipt};

fuzz_target!(|data: &[u8]| {
    if let Some(read) = Receipt::read(data) {
        assert_eq!(Receipt::read(&serde_json::to_vec(&read).expect("what was read is JSON")), Some(read));
    }
    if let Some(read) = Answer::read(data) {
        assert_eq!(Answer::read(&serde_json::to_vec(&read).expect("what was read is JSON")), Some(read));
    }
    if let Some(read) = Problem::read(data) {
        let _ = (read.class(), read.fault());
        assert_eq!(Problem::read(&serde_json::to_vec(&read).expect("what was read is JSON")), Some(read));
    }
});
