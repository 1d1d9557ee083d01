//! Whatever comes is refused or read; what is read has no two results of one name, and what the writer lets out of
//! it is read as the same.
#![no_main]

use elmo::{read_unverified, unpack, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|given: &[u8]| {
    let Ok(plain) = unpack(given) else { return };
    let Ok(read) = read_unverified(&plain) else { return };
    for report in &read.document.reports {
        assert!(report.achievements().is_ok());
    }
    if let Ok(written) = write(&read.document) {
        let again = read_unverified(written.as_bytes()).expect("the writer let it out");
        assert_eq!(again.document, read.document);
    }
});
