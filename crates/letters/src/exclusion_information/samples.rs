//! Invented letters of this kind.

use super::{AppealState, ExclusionInformation, Recipient};
use crate::misconduct::{Assessed, Body, Intent, Matter, Ordered, Sanction, samples as cases};
use crate::{Addressee, Head};
use jiff::civil::date;
use rules::{NationalId, Text};

/// To an institution and to the unit that reported, under both Acts, at each stage of an appeal.
pub fn samples() -> Vec<(&'static str, ExclusionInformation)> {
    vec![
        ("institution", institution()),
        ("institution_2011", institution_2011()),
        ("reporting_unit", reporting_unit()),
        ("reporting_unit_final", final_of(reporting_unit())),
        ("reporting_unit_removal", removal()),
    ]
}

fn head(to: &str) -> Head {
    let mut head = cases::head(date(2026, 8, 31));
    head.addressee = Some(Addressee { name: to.to_owned(), lines: Vec::new() });
    head.copies = Vec::new();
    head
}

fn institution() -> ExclusionInformation {
    let invented = NationalId::synthetic(date(2003, 4, 12), 7);
    ExclusionInformation {
        head: head("Høgskolen i Dalbygda"),
        student: cases::STUDENT.to_owned(),
        recipient: Recipient::Institution {
            national_id: invented.map_or_else(String::new, |id| id.expose().to_owned()),
            told_law: "uhl. § 12-11".to_owned(),
        },
        body: Body::StudentAffairsBoard,
        met_on: date(2026, 8, 26),
        case_number: "14/26".to_owned(),
        matter: cases::cheating(),
        intent: Some(Intent::Intentional),
        law: "uhl. § 12-4 (2)".to_owned(),
        ordered: cases::ordered(["uhl. § 12-4 (2)", "uhl. § 12-4 (3)", "uhl. § 12-4 (3)"])
            .split_off(1),
        appeal: AppealState::Open,
    }
}

fn institution_2011() -> ExclusionInformation {
    let mut letter = institution();
    let law = "uhl. (2005) § 4-8 (3)";
    if let Recipient::Institution { told_law, .. } = &mut letter.recipient {
        law.clone_into(told_law);
    }
    ExclusionInformation {
        body: Body::BoardOfAppeals,
        law: "uhl. (2005) § 4-7 (1) b".to_owned(),
        ordered: cases::ordered([law; 3]).split_off(1),
        ..letter
    }
}

fn reporting_unit() -> ExclusionInformation {
    ExclusionInformation {
        head: head("Institutt for språk og kultur"),
        recipient: Recipient::ReportingUnit { reported_on: date(2026, 6, 17) },
        matter: Matter::Cheating { work: cases::work(Assessed::Coursework) },
        appeal: AppealState::Appealed,
        ..institution()
    }
}

fn final_of(letter: ExclusionInformation) -> ExclusionInformation {
    ExclusionInformation { appeal: AppealState::Final, ..letter }
}

fn removal() -> ExclusionInformation {
    let areas = Text::new("lesesalene", "lesesalane", "the reading rooms");
    let law = "uhl. § 12-5 (2)".to_owned();
    let sanction = Sanction::Removal { areas };
    ExclusionInformation {
        matter: Matter::Disruption,
        intent: None,
        law: law.clone(),
        ordered: vec![Ordered { sanction, period: Some(cases::period()), law }],
        appeal: AppealState::Open,
        ..reporting_unit()
    }
}
