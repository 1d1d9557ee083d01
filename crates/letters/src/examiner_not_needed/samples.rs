//! Invented letters of this kind.

use super::ExaminerNotNeeded;
use crate::samples;
use jiff::civil::date;

/// A third examiner who is not needed after all.
pub fn samples() -> Vec<(&'static str, ExaminerNotNeeded)> {
    let assignment = samples::assignment();
    let third = ExaminerNotNeeded {
        head: samples::examiner_head(date(2026, 6, 10)),
        course: assignment.course,
        term: assignment.term,
    };
    vec![("third", third)]
}
