//! Invented letters of this kind.

use super::DateWishRequest;
use crate::samples;
use crate::{Course, Season, Term};
use jiff::civil::date;
use rules::Text;

/// A first request, one about deferred exams, and a reminder.
pub fn samples() -> Vec<(&'static str, DateWishRequest)> {
    let other = Course {
        code: "HIS-1002".to_owned(),
        name: Text::new("Historisk metode", "Historisk metode", "Historical Method"),
    };
    let first = DateWishRequest {
        head: samples::examiner_head(date(2026, 10, 12)),
        term: Term { season: Season::Spring, year: 2027 },
        deferred: false,
        courses: vec![samples::course(), other],
        first_on: date(2027, 5, 18),
        last_on: date(2027, 6, 11),
        answer_by: date(2026, 11, 13),
        reminder: false,
    };
    let deferred = DateWishRequest {
        deferred: true,
        first_on: date(2027, 8, 9),
        last_on: date(2027, 8, 20),
        ..first.clone()
    };
    let reminder = DateWishRequest {
        head: samples::examiner_head(date(2026, 11, 10)),
        courses: vec![samples::course()],
        reminder: true,
        ..first.clone()
    };
    vec![("first", first), ("deferred", deferred), ("reminder", reminder)]
}
