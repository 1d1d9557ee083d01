//! What the invented exclusions have in common.

use super::{Classification, ExclusionType, RegisterEntry, RegisterNotice, Studies};
use crate::{misconduct::samples as cases, samples};
use rules::Text;

/// The register under the 2024 Act, with these entries.
pub fn registered(entries: Vec<RegisterEntry>) -> RegisterNotice {
    RegisterNotice {
        register: Text::new(
            "det nasjonale registeret for informasjonsutveksling om reaksjoner",
            "det nasjonale registeret for informasjonsutveksling om reaksjonar",
            "the national register for the exchange of information on sanctions",
        ),
        law: "uhl. § 12-11 og uhf. § 10-1".to_owned(),
        entries,
    }
}

/// A ban on exams of some studies, everywhere.
pub fn exam_ban(class: Classification) -> RegisterEntry {
    RegisterEntry {
        institution: samples::sender().institution,
        kind: ExclusionType::Eksamenn,
        period: cases::period(),
        studies: Studies::Class(class),
        case_officer: None,
    }
}
