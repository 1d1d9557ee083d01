//! Invented letters of this kind.

use super::{AppealResult, NewOral, OralAppointment, Outcome};
use crate::appeal_received::FurtherAssessment;
use crate::blocks::same;
use crate::{Moment, Right, samples};
use jiff::civil::date;
use rules::Text;

/// The three outcomes, and what may follow from them.
pub fn samples() -> Vec<(&'static str, AppealResult)> {
    vec![
        ("unchanged", letter(Outcome::Unchanged, same("C"), same("C"))),
        ("raised_after_further_assessment", raised()),
        ("lowered", letter(Outcome::Lowered, same("B"), same("C"))),
        ("passed", passed()),
        ("raised_new_oral", raised_new_oral()),
        (
            "lowered_new_oral",
            AppealResult {
                new_oral: Some(NewOral { law: "uhl. § 11-11 (4)".to_owned(), when: None }),
                ..letter(Outcome::Lowered, same("B"), same("C"))
            },
        ),
    ]
}

fn letter(outcome: Outcome, first_grade: Text, new_grade: Text) -> AppealResult {
    let mut head = samples::head(date(2026, 8, 10));
    head.copies = vec![Text::new(
        "Seksjon for utdanningstjenester",
        "Seksjon for utdanningstenester",
        "Section for Education Services",
    )];
    AppealResult {
        head,
        course: samples::course(),
        term: samples::term(),
        appeal_dated: date(2026, 6, 30),
        appointed_on: date(2026, 7, 8),
        signed_on: date(2026, 8, 7),
        first_grade,
        new_grade,
        outcome,
        final_law: "studieforskriften § 44 (7)".to_owned(),
        further_assessment: None,
        new_oral: None,
        formal_complaint: Some(Right {
            until: date(2026, 8, 31),
            law: "uhl. § 11-9 (6)".to_owned(),
            because: Vec::new(),
        }),
    }
}

fn raised() -> AppealResult {
    AppealResult {
        further_assessment: Some(FurtherAssessment {
            grades: 2,
            law: "uhl. § 11-11 (3)".to_owned(),
        }),
        ..letter(Outcome::Raised, same("D"), same("B"))
    }
}

fn passed() -> AppealResult {
    letter(
        Outcome::Raised,
        Text::new("ikke bestått", "ikkje bestått", "fail"),
        Text::new("bestått", "bestått", "pass"),
    )
}

fn raised_new_oral() -> AppealResult {
    AppealResult {
        new_oral: Some(NewOral {
            law: "uhl. § 11-11 (4)".to_owned(),
            when: Some(OralAppointment {
                at: Moment(date(2026, 8, 24).at(9, 15, 0, 0)),
                place: "Hovedbygget, E 0101".to_owned(),
            }),
        }),
        ..letter(Outcome::Raised, same("C"), same("B"))
    }
}
