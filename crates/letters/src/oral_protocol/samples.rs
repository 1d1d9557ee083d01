//! Invented letters of this kind.

use super::{OralProtocol, Row};
use crate::samples;
use jiff::civil::{date, time};

/// A session with three candidates, one of them without a number.
pub fn samples() -> Vec<(&'static str, OralProtocol)> {
    let row = |hour, minute, name: &str, number: Option<&str>| Row {
        from: time(hour, minute, 0, 0),
        until: time(hour, minute + 25, 0, 0),
        name: name.to_owned(),
        number: number.map(str::to_owned),
    };
    let session = OralProtocol {
        head: samples::filed_head(date(2026, 5, 26)),
        course: samples::course(),
        term: samples::term(),
        day: date(2026, 5, 28),
        room: "TEO-101".to_owned(),
        committee: samples::committee(),
        rows: vec![
            row(9, 0, "Amina Farah", Some("1042")),
            row(9, 30, "Bjørn Åsen", Some("1017")),
            row(10, 0, "Cecilie Ødegård", None),
        ],
    };
    vec![("session", session)]
}
