//! Invented letters of this kind.

use super::{ExclusionChanged, Why};
use crate::exclusion::{RegisterEntry, samples as exclusions};
use crate::misconduct::{SanctionPeriod, samples as cases};
use jiff::civil::date;
use rules::exclusion::Classification;

/// A shorter period, a wrong entry put right, and a deletion.
pub fn samples() -> Vec<(&'static str, ExclusionChanged)> {
    vec![
        ("shortened", shortened()),
        ("entry_wrong", entry_wrong()),
        ("deleted", ExclusionChanged { why: Why::Reversed, after: None, ..shortened() }),
    ]
}

fn shortened() -> ExclusionChanged {
    let notice = exclusions::registered(Vec::new());
    let before = exclusions::exam_ban(Classification::Alle);
    let period = SanctionPeriod { from: before.period.from, to: date(2026, 12, 31) };
    ExclusionChanged {
        head: cases::head(date(2026, 11, 16)),
        register: notice.register,
        law: "uhf. § 10-1".to_owned(),
        changed_on: date(2026, 11, 13),
        why: Why::DecisionChanged,
        after: Some(RegisterEntry { period, ..before.clone() }),
        before,
        others_told: true,
    }
}

fn entry_wrong() -> ExclusionChanged {
    ExclusionChanged {
        why: Why::EntryWrong,
        after: Some(exclusions::exam_ban(Classification::Hesos)),
        others_told: false,
        ..shortened()
    }
}
