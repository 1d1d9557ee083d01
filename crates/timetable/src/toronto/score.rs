//! The scorer, written from the description alone.

use super::{Instance, Plan, WEIGHTS};
use crate::{Report, Violation};
use std::collections::BTreeMap;

/// Counts clashes (one per pair of exams), exams without a period, and the sum over students and pairs.
///
/// The total is the whole number before it is divided by the students; see [`cost`].
#[must_use]
pub fn score(instance: &Instance, plan: &Plan) -> Report {
    let mut clashes: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let mut total = 0_i64;
    for own in &instance.students {
        for (at, &a) in own.iter().enumerate() {
            for &b in &own[at + 1..] {
                let (Some(p), Some(q)) = (plan[a as usize], plan[b as usize]) else { continue };
                match p.abs_diff(q) as usize {
                    0 => *clashes.entry((a.min(b), a.max(b))).or_default() += 1,
                    apart => total += i64::from(WEIGHTS.get(apart).copied().unwrap_or_default()),
                }
            }
        }
    }
    let name = |exam: u32| format!("{:04}", instance.exams[exam as usize]);
    let clash = |((a, b), students): ((u32, u32), usize)| Violation {
        kind: "clash",
        exams: vec![name(a), name(b)],
        text: format!("{} and {} lie together and share {students} students", name(a), name(b)),
    };
    let mut violations: Vec<_> = clashes.into_iter().map(clash).collect();
    for (exam, at) in plan.iter().enumerate() {
        if at.is_none() {
            let exam = name(exam as u32);
            let text = format!("{exam} has no period");
            violations.push(Violation { kind: "unplaced", exams: vec![exam], text });
        }
    }
    let mut report = Report::new(violations, vec![("proximity".to_owned(), total)]);
    report.notes.push(format!("cost per student {:.4}", cost(instance, total)));
    report
}

/// The cost as the literature gives it: per student.
#[must_use]
pub fn cost(instance: &Instance, total: i64) -> f64 {
    total as f64 / instance.students.len() as f64
}
