//! Invented letters of this kind.

use super::ExaminerContract;
use crate::{Period, PeriodUnit, samples};
use jiff::civil::date;
use rules::Text;

/// A contract, and one written after the deadline.
pub fn samples() -> Vec<(&'static str, ExaminerContract)> {
    let mut head = samples::examiner_head(date(2026, 4, 20));
    head.signatures = Vec::new();
    let contract = ExaminerContract {
        head,
        examiner: "Jon Oppdikta".to_owned(),
        assignment: samples::assignment(),
        candidates: 42,
        fee: Text::new(
            "21 timer etter statens satser for sensur",
            "21 timar etter satsane til staten for sensur",
            "21 hours at the state rates for examiners",
        ),
        impartiality_law: "fvl. § 6".to_owned(),
        confidentiality_law: "fvl. § 13".to_owned(),
        keep_answers: Period { count: 3, unit: PeriodUnit::Weeks },
    };
    let mut overdue = contract.clone();
    overdue.head.date = date(2026, 8, 3);
    vec![("external", contract), ("overdue", overdue)]
}
