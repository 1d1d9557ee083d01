//! Invented letters of this kind.

use super::ExclusionRegistered;
use crate::exclusion::{RegisterEntry, RegisterNotice, samples as exclusions};
use crate::misconduct::samples as cases;
use jiff::civil::date;
use rules::Text;
use rules::exclusion::{Classification, ExclusionType};

/// One entry and two under the 2024 Act; one with the case officer under the 2005 Act.
pub fn samples() -> Vec<(&'static str, ExclusionRegistered)> {
    let health = exclusions::exam_ban(Classification::Hesos);
    let teaching = exclusions::exam_ban(Classification::Laerer);
    vec![
        ("exams", letter(exclusions::registered(vec![exclusions::exam_ban(Classification::Alle)]))),
        ("some_studies", letter(exclusions::registered(vec![health, teaching]))),
        ("admission_2005", admission_2005()),
    ]
}

fn letter(registered: RegisterNotice) -> ExclusionRegistered {
    ExclusionRegistered {
        head: cases::head(date(2026, 8, 31)),
        registered,
        available_to: Text::new(
            "universiteter, høyskoler og dem som behandler opptak og godkjenning av utdanning",
            "universitet, høgskular og dei som behandlar opptak og godkjenning av utdanning",
            "universities, university colleges and those who handle admission and recognition",
        ),
        controller: Some(Text::new("Sikt", "Sikt", "Sikt")),
        access_law: "GDPR art. 15".to_owned(),
        correction_law: "GDPR art. 16".to_owned(),
    }
}

fn admission_2005() -> ExclusionRegistered {
    let entry = RegisterEntry {
        kind: ExclusionType::Karantenen,
        case_officer: Some("Liv Påfunn".to_owned()),
        ..exclusions::exam_ban(Classification::Alle)
    };
    let registered = RegisterNotice {
        register: exclusions::false_documents_2005().register,
        law: "uhl. (2005) § 4-12".to_owned(),
        entries: vec![entry],
    };
    ExclusionRegistered { controller: None, ..letter(registered) }
}
