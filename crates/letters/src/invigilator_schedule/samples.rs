//! Invented letters of this kind.

use super::{InvigilatorSchedule, News, Turn};
use crate::samples;
use jiff::civil::date;

/// The first one, a changed one, and one of which nothing is left.
pub fn samples() -> Vec<(&'static str, InvigilatorSchedule)> {
    let turn = |day, head_invigilator, news| Turn {
        from: date(2026, 5, day).at(8, 30, 0, 0),
        until: date(2026, 5, day).at(13, 30, 0, 0),
        room: "TEO-H1".to_owned(),
        head_invigilator,
        news,
    };
    let schedule = |changed, turns| InvigilatorSchedule {
        head: samples::head(date(2026, 4, 20)),
        term: samples::term(),
        changed,
        turns,
    };
    let changed = [
        turn(18, true, News::AsTold),
        turn(19, false, News::Cancelled),
        turn(22, false, News::New),
    ];
    vec![
        ("first", schedule(false, vec![turn(18, true, News::New), turn(19, false, News::New)])),
        ("changed", schedule(true, changed.into())),
        ("nothing_left", schedule(true, vec![turn(18, true, News::Cancelled)])),
    ]
}
