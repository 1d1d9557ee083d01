//! Invented letters of this kind.

use super::{ExclusionAppealForwarded, Ground, Reader, Refused};
use crate::exclusion::samples as exclusions;
use jiff::civil::date;

/// To the person and to the body, at the institution that decided and at the sender's own.
pub fn samples() -> Vec<(&'static str, ExclusionAppealForwarded)> {
    let body = || Reader::Body { person: "Kim Prøve".to_owned() };
    vec![
        ("to_person_registered", letter(Reader::Person, Refused::Admission, Ground::Registered)),
        ("to_person_used", letter(Reader::Person, Refused::ExamRegistration, Ground::Used)),
        ("to_institution", letter(body(), Refused::Admission, Ground::Registered)),
        ("to_own_body", letter(body(), Refused::ExamRegistration, Ground::Used)),
    ]
}

fn letter(reader: Reader, refused: Refused, ground: Ground) -> ExclusionAppealForwarded {
    let decision = exclusions::false_documents();
    let grounds = match ground {
        Ground::Registered => "Dokumentene mine var ekte.".to_owned(),
        Ground::Used => String::new(),
    };
    ExclusionAppealForwarded {
        head: exclusions::head(date(2026, 10, 12)),
        reader,
        refused,
        refused_on: date(2026, 10, 1),
        received_on: date(2026, 10, 9),
        ground,
        body: exclusions::appeal(&decision).there,
        law: "fvl. § 29".to_owned(),
        grounds,
        decision,
    }
}
