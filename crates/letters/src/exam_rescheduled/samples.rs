//! Invented letters of this kind.

use super::{Concerned, ExamRescheduled, Place};
use crate::samples;
use jiff::civil::date;

/// A new time to a candidate and an examiner, and a new room to who is responsible for the course.
pub fn samples() -> Vec<(&'static str, ExamRescheduled)> {
    let candidate = ExamRescheduled {
        head: samples::head(date(2026, 5, 4)),
        course: samples::course(),
        term: samples::term(),
        concerned: Concerned::Candidate,
        before: Place {
            begins: date(2026, 5, 22).at(9, 0, 0, 0),
            rooms: vec!["Aud. max".to_owned()],
        },
        now: Place {
            begins: date(2026, 5, 26).at(9, 0, 0, 0),
            rooms: vec!["Aud. max".to_owned(), "N 204".to_owned()],
        },
        because: "Aud. max er stengt 22. mai etter en vannlekkasje.".to_owned(),
    };
    let examiner = ExamRescheduled {
        head: samples::examiner_head(date(2026, 5, 4)),
        concerned: Concerned::Examiner,
        ..candidate.clone()
    };
    let room = ExamRescheduled {
        head: samples::examiner_head(date(2026, 5, 4)),
        concerned: Concerned::CourseResponsible,
        now: Place { begins: candidate.before.begins, rooms: vec!["N 204".to_owned()] },
        ..candidate.clone()
    };
    vec![("candidate", candidate), ("examiner", examiner), ("room", room)]
}
