//! Invented letters of this kind.

use super::RecognitionAdvanceDecision;
use crate::recognition_decision::{Line, Outcome, as_written};
use crate::{DecisionAppeal, Period, PeriodUnit};
use jiff::civil::date;
use rules::appeal::AppealBody;
use rules::{Credits, Text};

/// Approved in part; nothing approved; decided anew after an appeal, under the Act of 2005.
pub fn samples() -> Vec<(&'static str, RecognitionAdvanceDecision)> {
    let law = "uhl. (2005) § 3-5 (1) og (2)";
    vec![
        ("in_part", in_part()),
        ("nothing", nothing()),
        (
            "anew_2005",
            RecognitionAdvanceDecision {
                replaces: Some(date(2026, 9, 20)),
                law: law.to_owned(),
                appeal: appeal(AppealBody::BoardOfAppeals),
                ..in_part()
            },
        ),
    ]
}

fn credits(text: &str) -> Credits {
    Credits::parse(text).unwrap_or(Credits::ZERO)
}

fn appeal(body: AppealBody) -> DecisionAppeal {
    DecisionAppeal {
        within: Period { count: 3, unit: PeriodUnit::Weeks },
        law: "fvl. § 29".to_owned(),
        decided_by: body.in_sentence(),
        documents_law: "fvl. § 18".to_owned(),
    }
}

fn line(education: &str, outcome: Outcome, grounds: &str) -> Line {
    Line {
        education: as_written(education),
        institution: as_written("Uppsala universitet"),
        outcome,
        left_out: None,
        grounds: as_written(grounds),
    }
}

fn in_part() -> RecognitionAdvanceDecision {
    let course = Text::new("HIS-1001 Historie", "HIS-1001 Historie", "HIS-1001 History");
    RecognitionAdvanceDecision {
        head: crate::exclusion::samples::head(date(2026, 10, 12)),
        applied_on: date(2026, 9, 15),
        from: date(2027, 1, 18),
        until: date(2027, 6, 30),
        lines: vec![
            line("Historia A", Outcome::Course { course, credits: credits("10") }, ""),
            line("Filosofi A", Outcome::Free { credits: credits("7.5") }, ""),
            line("Musik A", Outcome::NotRecognised, "Svarer ikke til noe i studiet."),
        ],
        credits: credits("17.5"),
        grounds: Text::new(
            "Læringsutbyttet i Historia A svarer til det som er fastsatt for HIS-1001.",
            "Læringsutbytet i Historia A svarer til det som er fastsett for HIS-1001.",
            "The learning outcomes of Historia A correspond to those of HIS-1001.",
        ),
        law: "uhl. §§ 9-1 til 9-3".to_owned(),
        replaces: None,
        appeal: appeal(AppealBody::StudentAffairsBoard),
    }
}

fn nothing() -> RecognitionAdvanceDecision {
    RecognitionAdvanceDecision {
        lines: vec![line("Musik A", Outcome::NotRecognised, "Svarer ikke til noe i studiet.")],
        credits: Credits::ZERO,
        ..in_part()
    }
}
