//! An instance of the competition of 2007, and a solution of it.
#![no_main]

mod search;

use libfuzzer_sys::fuzz_target;
use search::{file, named, pieces, solved};
use timetable::{Format, itc2007};

fuzz_target!(|data: &[u8]| {
    let [instance, plan] = pieces(data);
    match itc2007::read(file("a.exam", instance)) {
        Err(error) => named(&error, &["a.exam"]),
        Ok(instance) => {
            if let Err(error) = instance.report(file("plan", plan)) {
                named(&error, &["plan"]);
            }
            solved(&instance, true);
        }
    }
});
