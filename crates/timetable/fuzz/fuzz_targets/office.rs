//! An office's term, and a plan of it.
#![no_main]

mod search;

use libfuzzer_sys::fuzz_target;
use search::{file, named, pieces, solved};
use timetable::{Format, office};

fuzz_target!(|data: &[u8]| {
    let [term, plan] = pieces(data);
    match office::read(file("term.json", term)) {
        Err(error) => named(&error, &["term.json"]),
        Ok(instance) => {
            if let Err(error) = instance.report(file("plan", plan)) {
                named(&error, &["plan"]);
            }
            solved(&instance, false);
        }
    }
});
