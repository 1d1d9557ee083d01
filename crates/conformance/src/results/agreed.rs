//! Who the institution under test is set up with before it is asked. They are invented: 80 is added to the month.

use jiff::civil::{Date, date};
use rules::NationalId;

/// The code of the course that [`passed`] has passed.
pub const PASSED: &str = "KONF-1001";
/// The code of the course that [`passed`] and [`failed`] have failed. It must never leave.
pub const FAILED: &str = "KONF-1002";

/// Has passed one course and failed the other.
pub fn passed() -> String {
    born(date(2001, 2, 3))
}

/// Has failed a course, and passed none.
pub fn failed() -> String {
    born(date(2001, 2, 4))
}

/// Nobody knows.
pub fn stranger() -> String {
    born(date(2001, 2, 5))
}

fn born(on: Date) -> String {
    NationalId::synthetic(on, 7).expect("a day has more than seven").expose().to_owned()
}
