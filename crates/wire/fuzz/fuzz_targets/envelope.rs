//! The body of a message or question. What is read says the same when it is written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wire::{Envelope, Outgoing, Route};

fuzz_target!(|data: &[u8]| {
    let Ok(read) = Envelope::read(data) else { return };
    let written = serde_json::to_vec(&read).expect("what was read is JSON");
    assert_eq!(Envelope::read(&written), Ok(read.clone()));
    // Numbers may take more room as they are written here; nothing else does.
    if let Ok(outgoing) = Outgoing::new(Route::Message, read) {
        assert_eq!(outgoing.body().as_ref(), written);
    }
});
