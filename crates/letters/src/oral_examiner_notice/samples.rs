//! Invented letters of this kind.

use super::{OralExaminerNotice, Session};
use crate::samples;
use jiff::civil::{date, time};

/// The first notice, one after a change, and one to somebody who is needed no more.
pub fn samples() -> Vec<(&'static str, OralExaminerNotice)> {
    let session = |day, room: &str, candidates| Session {
        day: date(2026, 5, day),
        room: room.to_owned(),
        from: time(9, 0, 0, 0),
        until: time(12, 10, 0, 0),
        candidates,
    };
    let first = OralExaminerNotice {
        head: samples::examiner_head(date(2026, 5, 4)),
        course: samples::course(),
        term: samples::term(),
        candidates: 14,
        sessions: vec![session(28, "TEO-101", 8), session(29, "TEO-102", 6)],
        changed: false,
    };
    let changed = OralExaminerNotice {
        candidates: 1,
        sessions: vec![session(28, "TEO-101", 1)],
        changed: true,
        ..first.clone()
    };
    let none = OralExaminerNotice { candidates: 0, sessions: Vec::new(), ..changed.clone() };
    vec![("first", first), ("changed", changed), ("not_needed", none)]
}
