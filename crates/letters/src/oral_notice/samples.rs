//! Invented letters of this kind.

use super::{OralNotice, Place};
use crate::samples;
use jiff::civil::date;

/// The first notice, and one after a change.
pub fn samples() -> Vec<(&'static str, OralNotice)> {
    let first = OralNotice {
        head: samples::head(date(2026, 5, 4)),
        course: samples::course(),
        term: samples::term(),
        begins: date(2026, 5, 28).at(10, 20, 0, 0),
        minutes: 30,
        room: "TEO-101".to_owned(),
        before: None,
    };
    let before = Place { begins: date(2026, 5, 27).at(9, 0, 0, 0), room: "TEO-102".to_owned() };
    let changed = OralNotice { before: Some(before), ..first.clone() };
    vec![("first", first), ("changed", changed)]
}
