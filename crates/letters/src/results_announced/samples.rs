//! Invented letters of this kind.

use super::{AppealRight, ExplanationRight, ResultsAnnounced};
use crate::blocks::same;
use crate::{Deadline, Period, PeriodUnit, Right, samples};
use jiff::civil::date;
use rules::Text;

/// A written examination, and an oral one in which the grade cannot be appealed against.
pub fn samples() -> Vec<(&'static str, ResultsAnnounced)> {
    vec![("written", written()), ("oral", oral())]
}

fn written() -> ResultsAnnounced {
    ResultsAnnounced {
        head: samples::head(date(2026, 6, 12)),
        course: samples::course(),
        term: samples::term(),
        grade: same("C"),
        announced: date(2026, 6, 12),
        explanation: ExplanationRight::Until {
            right: Right {
                until: date(2026, 6, 19),
                law: "uhl. § 11-8 (1)".to_owned(),
                because: vec![samples::reason(
                    text!(
                        nb: "Én uke etter {d} er {until}.",
                        nn: "Éi veke etter {d} er {until}.",
                        en: "One week after {d} is {until}.";
                        d = Deadline(date(2026, 6, 12)), until = Deadline(date(2026, 6, 19))
                    ),
                    "uhl. § 11-8 (1)",
                )],
            },
            given_within: Period { count: 2, unit: PeriodUnit::Weeks },
        },
        appeal: AppealRight::Until {
            right: samples::appeal_right(),
            up_or_down_law: "uhl. § 11-11 (3)".to_owned(),
        },
        formal_complaint: None,
        grading_guide: Some("fjordvik.example/eksamen/his-1001/2026v".to_owned()),
        ask_at: same("fjordvik.example/eksamen"),
    }
}

fn oral() -> ResultsAnnounced {
    ResultsAnnounced {
        grade: Text::new("bestått", "bestått", "pass"),
        explanation: ExplanationRight::Immediately { law: "uhl. § 11-8 (2)".to_owned() },
        appeal: AppealRight::None { law: "uhl. § 11-10 (4)".to_owned() },
        formal_complaint: Some(Right {
            until: date(2026, 7, 3),
            law: "uhl. § 11-9 (1)".to_owned(),
            because: Vec::new(),
        }),
        grading_guide: None,
        ..written()
    }
}
