//! Invented letters of this kind.

use super::ExclusionRecognitionRefused;
use crate::exclusion::{StandingDecision, samples as exclusions};
use jiff::civil::date;
use rules::Text;

/// Under both Acts, with and without a degree to be held equal to.
pub fn samples() -> Vec<(&'static str, ExclusionRecognitionRefused)> {
    let degree =
        Text::new("en norsk bachelorgrad", "ein norsk bachelorgrad", "a Norwegian bachelor");
    vec![
        ("uhl_2024", letter(exclusions::false_documents())),
        (
            "uhl_2005",
            ExclusionRecognitionRefused {
                as_equal_to: Some(degree),
                ..letter(exclusions::false_documents_2005())
            },
        ),
    ]
}

fn letter(decision: StandingDecision) -> ExclusionRecognitionRefused {
    ExclusionRecognitionRefused {
        head: exclusions::head(date(2026, 10, 1)),
        applied_on: date(2026, 9, 15),
        education: Text::new(
            "to år med økonomi ved Nordby business school",
            "to år med økonomi ved Nordby business school",
            "two years of economics at Nordby Business School",
        ),
        as_equal_to: None,
        appeal: exclusions::appeal(&decision),
        decision,
    }
}
