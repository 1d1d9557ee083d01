//! Invented letters of this kind.

use super::RegradeCover;
use crate::appeal_received::AnswerDue;
use crate::blocks::same;
use crate::samples;
use jiff::civil::date;
use rules::Text;

/// One letter under each set of rules, and one sent after the new grade was due.
pub fn samples() -> Vec<(&'static str, RegradeCover)> {
    let uhl_2024 = RegradeCover {
        head: samples::examiner_head(date(2026, 7, 9)),
        course: samples::course(),
        term: samples::term(),
        candidate_number: "7311".to_owned(),
        answer: AnswerDue::WithoutUndueDelay {
            law: "uhl. § 11-11 (1)".to_owned(),
            expected: Some(date(2026, 8, 7)),
        },
        sent: vec![
            Text::new("besvarelsen", "svaret", "the answer"),
            Text::new("oppgaveteksten", "oppgåveteksten", "the examination paper"),
            Text::new("sensorveiledningen", "sensorrettleiinga", "the grading guide"),
            Text::new("ny vurderingsprotokoll", "ny vurderingsprotokoll", "a new grade protocol"),
        ],
        wording: samples::new_committee("uhl-2024"),
        return_to: same("eksamen@fjordvik.example"),
    };
    let uit_2011 = RegradeCover {
        answer: AnswerDue::By {
            date: date(2026, 7, 22),
            law: "eksamensforskriften § 46".to_owned(),
            because: Vec::new(),
        },
        wording: samples::new_committee("uit-2011"),
        ..uhl_2024.clone()
    };
    let overdue =
        RegradeCover { head: samples::examiner_head(date(2026, 8, 3)), ..uit_2011.clone() };
    vec![("uit_2011", uit_2011), ("uhl_2024", uhl_2024), ("overdue", overdue)]
}
