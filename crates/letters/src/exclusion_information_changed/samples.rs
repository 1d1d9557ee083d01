//! Invented letters of this kind.

use super::ExclusionInformationChanged;
use crate::Addressee;
use crate::misconduct::{Body, Measure, samples as cases};
use jiff::civil::date;
use rules::NationalId;

/// To an institution, of a changed and of a reversed decision and of what was corrected, and to the unit that
/// reported.
pub fn samples() -> Vec<(&'static str, ExclusionInformationChanged)> {
    let reversed = ExclusionInformationChanged { ordered: Vec::new(), ..changed() };
    let first_body = Body::BoardOfAppeals;
    let unit = ExclusionInformationChanged { national_id: None, first_body, ..reversed.clone() };
    let corrected = |letter: ExclusionInformationChanged| {
        let (body, met_on) = (letter.first_body, letter.first_decided_on);
        let case_number = letter.first_case_number.clone();
        ExclusionInformationChanged { corrected: true, body, met_on, case_number, ..letter }
    };
    vec![
        ("changed", changed()),
        ("reversed", reversed.clone()),
        ("reporting_unit_2011", unit),
        ("corrected", corrected(changed())),
        ("taken_back", corrected(reversed)),
    ]
}

fn changed() -> ExclusionInformationChanged {
    let mut head = cases::head(date(2026, 11, 20));
    let name = "Høgskolen i Dalbygda".to_owned();
    head.addressee = Some(Addressee { name, lines: Vec::new() });
    head.copies = Vec::new();
    let invented = NationalId::synthetic(date(2003, 4, 12), 7);
    ExclusionInformationChanged {
        head,
        student: cases::STUDENT.to_owned(),
        national_id: invented.map(|id| id.expose().to_owned()),
        first_body: Body::StudentAffairsBoard,
        first_decided_on: date(2026, 8, 26),
        first_case_number: "14/26".to_owned(),
        body: Body::JointAppealsBoard,
        met_on: date(2026, 11, 18),
        case_number: "2026/301".to_owned(),
        ordered: cases::ordered(["uhl. § 12-4 (2)", "uhl. § 12-4 (3)", "uhl. § 12-4 (3)"])
            .split_off(1),
        measure: Measure::Exclusion,
        corrected: false,
    }
}
