//! Invented letters of this kind.

use super::{AppealRegistered, Next};
use crate::appeal_received::{AnswerDue, samples as received};
use crate::samples;
use jiff::civil::date;

/// One taken up under each set of rules, one registered after the new grade was due, one late.
pub fn samples() -> Vec<(&'static str, AppealRegistered)> {
    let by = received::answer_2011();
    vec![
        ("taken_up_2011", taken_up("eksamensforskriften § 46", by.clone())),
        ("taken_up_2024", taken_up("uhl. § 11-11 (3)", received::answer_2024())),
        (
            "overdue",
            AppealRegistered {
                head: samples::head(date(2026, 8, 3)),
                ..taken_up("eksamensforskriften § 46", by)
            },
        ),
        ("late", late()),
    ]
}

fn taken_up(law: &str, answer: AnswerDue) -> AppealRegistered {
    AppealRegistered {
        head: samples::head(date(2026, 7, 1)),
        course: samples::course(),
        term: samples::term(),
        received: date(2026, 7, 1),
        next: Next::TakenUp { up_or_down_law: law.to_owned(), answer },
    }
}

fn late() -> AppealRegistered {
    AppealRegistered {
        head: samples::head(date(2026, 7, 6)),
        course: samples::course(),
        term: samples::term(),
        received: date(2026, 7, 6),
        next: Next::Late {
            deadline: date(2026, 7, 3),
            law: "uhl. § 11-10 (1)".to_owned(),
            late_law: "fvl. § 31".to_owned(),
        },
    }
}
