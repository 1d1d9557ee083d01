//! Invented letters of this kind.

use super::{ExaminerReminder, Stage};
use crate::{Period, PeriodUnit, samples};
use jiff::civil::date;

/// Before, on and after the day, and for a re-grading.
pub fn samples() -> Vec<(&'static str, ExaminerReminder)> {
    let past = ExaminerReminder {
        head: samples::examiner_head(date(2026, 6, 16)),
        assignment: samples::assignment(),
        stage: Stage::Past,
        outstanding: Some(42),
        sanction_after: Some(Period { count: 1, unit: PeriodUnit::Weeks }),
        regrade: false,
    };
    let at = |day, stage, regrade| ExaminerReminder {
        head: samples::examiner_head(date(2026, 6, day)),
        stage,
        outstanding: None,
        sanction_after: None,
        regrade,
        ..past.clone()
    };
    vec![
        ("ahead", at(10, Stage::Ahead, false)),
        ("today_regrade", at(15, Stage::Today, true)),
        ("past", past),
    ]
}
