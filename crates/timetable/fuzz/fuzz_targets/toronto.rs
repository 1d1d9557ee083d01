//! The two files of a Toronto instance, and a solution of it.
#![no_main]

mod search;

use libfuzzer_sys::fuzz_target;
use search::{file, named, pieces, solved};
use timetable::{Format, toronto};

fuzz_target!(|data: &[u8]| {
    let [exams, students, plan] = pieces(data);
    let periods = 1 + data.len() % 7;
    match toronto::read(file("a.crs", exams), file("a.stu", students), periods) {
        Err(error) => named(&error, &["a.crs", "a.stu"]),
        Ok(instance) => {
            if let Err(error) = instance.report(file("plan", plan)) {
                named(&error, &["plan"]);
            }
            solved(&instance, true);
        }
    }
});
