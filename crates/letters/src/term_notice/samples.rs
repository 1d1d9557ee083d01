//! Invented letters of this kind.

use super::{Matter, Registered, TermNotice};
use crate::samples;
use crate::{Course, Season, Term};
use jiff::civil::date;
use rules::Text;

/// The dates of a term with and without a last day to sign up, and the own registrations.
pub fn samples() -> Vec<(&'static str, TermNotice)> {
    let dates = |sign_up_by| Matter::Dates {
        fee_by: date(2026, 8, 20),
        register_by: date(2026, 9, 1),
        sign_up_by,
    };
    let first = TermNotice {
        head: samples::head(date(2026, 8, 10)),
        term: Term { season: Season::Autumn, year: 2026 },
        matter: dates(Some(date(2026, 9, 1))),
    };
    let no_sign_up = TermNotice { matter: dates(None), ..first.clone() };
    let other = Course {
        code: "HIS-1002".to_owned(),
        name: Text::new("Historisk metode", "Historisk metode", "Historical Method"),
    };
    let exams = vec![
        Registered {
            course: samples::course(),
            held_on: Some(date(2026, 12, 1)),
            withdraw_by: Some(date(2026, 11, 17)),
        },
        Registered { course: other, held_on: None, withdraw_by: None },
    ];
    let registrations = TermNotice {
        head: samples::head(date(2026, 9, 15)),
        matter: Matter::Registrations { exams },
        ..first.clone()
    };
    vec![("dates", first), ("dates_without_sign_up", no_sign_up), ("registrations", registrations)]
}
