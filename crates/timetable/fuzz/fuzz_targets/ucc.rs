//! The files of Cork's exam office, and a solution.
#![no_main]

mod search;

use libfuzzer_sys::fuzz_target;
use search::{file, named, pieces, solved};
use timetable::{Format, ucc};

fuzz_target!(|data: &[u8]| {
    let parts: [&[u8]; 9] = pieces(data);
    let files: Vec<_> = ucc::FILES.iter().zip(parts).map(|(name, part)| file(name, part)).collect();
    match ucc::read(&files) {
        Err(error) => named(&error, &ucc::FILES),
        Ok(instance) => {
            if let Err(error) = instance.report(file("plan", parts[8])) {
                named(&error, &["plan"]);
            }
            solved(&instance, false);
        }
    }
});
