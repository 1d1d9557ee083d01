//! Invented letters of this kind.

use super::{LeftOut, Line, Outcome, RecognitionDecision, as_written};
use crate::exclusion::samples as exclusions;
use crate::{DecisionAppeal, Period, PeriodUnit};
use jiff::civil::date;
use rules::appeal::AppealBody;
use rules::{Credits, Text};

/// Recognised in part, with a reduction; nothing recognised; decided anew after an appeal, under the Act
/// of 2005.
pub fn samples() -> Vec<(&'static str, RecognitionDecision)> {
    vec![
        ("in_part", in_part()),
        ("nothing", nothing()),
        (
            "anew_2005",
            RecognitionDecision {
                replaces: Some(date(2026, 9, 20)),
                law: "uhl. (2005) § 3-5 (1)".to_owned(),
                not_twice_law: "uhl. (2005) § 3-5 (1)".to_owned(),
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

fn line(education: &str, outcome: Outcome) -> Line {
    Line {
        education: as_written(education),
        institution: Text::new(
            "Høgskolen i Dalbygda",
            "Høgskulen i Dalbygda",
            "Dalbygda University College",
        ),
        outcome,
        left_out: None,
        grounds: as_written(""),
    }
}

fn in_part() -> RecognitionDecision {
    let course = Text::new("HIS-1001 Historie", "HIS-1001 Historie", "HIS-1001 History");
    let free = Line {
        left_out: Some(LeftOut { credits: credits("2.5"), counts_as: as_written("SPR-1001") }),
        ..line("FIL1000 Filosofi", Outcome::Free { credits: credits("7.5") })
    };
    let refused = Line {
        grounds: Text::new(
            "Emnet har ikke et læringsutbytte som svarer til noe i studiet.",
            "Emnet har ikkje eit læringsutbyte som svarer til noko i studiet.",
            "The course has no learning outcomes that correspond to anything in the study.",
        ),
        ..line("MUS1000 Musikk", Outcome::NotRecognised)
    };
    RecognitionDecision {
        head: exclusions::head(date(2026, 10, 12)),
        applied_on: date(2026, 9, 15),
        lines: vec![
            line("HIS1000 Historie", Outcome::Course { course, credits: credits("10") }),
            free,
            refused,
        ],
        credits: credits("17.5"),
        grounds: Text::new(
            "Læringsutbyttet i HIS1000 svarer til det som er fastsatt for HIS-1001.",
            "Læringsutbytet i HIS1000 svarer til det som er fastsett for HIS-1001.",
            "The learning outcomes of HIS1000 correspond to those of HIS-1001.",
        ),
        law: "uhl. §§ 9-1 til 9-3".to_owned(),
        not_twice_law: "uhl. § 9-1 (2)".to_owned(),
        replaces: None,
        appeal: appeal(AppealBody::StudentAffairsBoard),
    }
}

fn nothing() -> RecognitionDecision {
    RecognitionDecision {
        lines: vec![line("MUS1000 Musikk", Outcome::NotRecognised)],
        credits: Credits::ZERO,
        ..in_part()
    }
}
