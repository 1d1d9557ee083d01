//! Invented letters of this kind.

use super::ExclusionInformationChanged;
use crate::Addressee;
use crate::misconduct::{Body, samples as cases};
use jiff::civil::date;
use rules::NationalId;

/// To an institution, of a changed and of a reversed decision, and to the unit that reported.
pub fn samples() -> Vec<(&'static str, ExclusionInformationChanged)> {
    let reversed = ExclusionInformationChanged { ordered: Vec::new(), ..changed() };
    let first_body = Body::BoardOfAppeals;
    let unit = ExclusionInformationChanged { national_id: None, first_body, ..reversed.clone() };
    vec![("changed", changed()), ("reversed", reversed), ("reporting_unit_2011", unit)]
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
    }
}
