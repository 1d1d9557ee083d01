//! Invented letters of this kind.

use super::ExaminerRequest;
use crate::samples;
use jiff::civil::date;
use rules::Text;

/// A request to an external examiner, and one to a third who is to be called in.
pub fn samples() -> Vec<(&'static str, ExaminerRequest)> {
    let external = ExaminerRequest {
        head: samples::examiner_head(date(2026, 3, 9)),
        assignment: samples::assignment(),
        candidates: 42,
        fee: Some(Text::new(
            "21 timer etter statens satser for sensur",
            "21 timar etter satsane til staten for sensur",
            "21 hours at the state rates for examiners",
        )),
        third: false,
    };
    let third = ExaminerRequest { fee: None, third: true, ..external.clone() };
    vec![("external", external), ("third", third)]
}
