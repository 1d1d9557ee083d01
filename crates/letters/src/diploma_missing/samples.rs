//! Invented letters of this kind.

use super::{About, DiplomaMissing};
use crate::samples;
use jiff::civil::date;
use rules::Text;

/// An appeal and a complaint of formal errors that both wait for a diploma.
pub fn samples() -> Vec<(&'static str, DiplomaMissing)> {
    let grade = DiplomaMissing {
        head: samples::head(date(2026, 7, 2)),
        course: samples::course(),
        term: samples::term(),
        received: date(2026, 7, 1),
        about: About::Grade,
        qualification: Text::new(
            "bachelor i historie",
            "bachelor i historie",
            "Bachelor in History",
        ),
        diploma_dated: date(2026, 6, 25),
        law: "eksamensforskriften § 46".to_owned(),
        hand_in_at: Text::new(
            "studentekspedisjonen, Postboks 6050, 9037 Fjordvik",
            "studentekspedisjonen, Postboks 6050, 9037 Fjordvik",
            "the student desk, Postboks 6050, 9037 Fjordvik",
        ),
        hand_in_by: Some(date(2026, 7, 16)),
    };
    let formal = DiplomaMissing { about: About::FormalErrors, hand_in_by: None, ..grade.clone() };
    vec![("grade", grade), ("formal_errors", formal)]
}
