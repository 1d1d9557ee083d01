//! Invented letters of this kind.

use super::{ExaminerCover, Work};
use crate::blocks::same;
use crate::samples;
use jiff::civil::date;
use rules::Text;

/// A package of answers to each kind of examiner, and a package with a thesis.
pub fn samples() -> Vec<(&'static str, ExaminerCover)> {
    let answers = ExaminerCover {
        head: samples::examiner_head(date(2026, 5, 26)),
        assignment: samples::assignment(),
        work: Work::Answers,
        answers: 42,
        external: true,
        co_examiner: Some(same("Berit Tenkt")),
        return_to: same("eksamen@fjordvik.example"),
        further: vec![Text::new(
            "emnebeskrivelse og studieplan",
            "emneomtale og studieplan",
            "the course description and programme plan",
        )],
    };
    let thesis = ExaminerCover {
        work: Work::Thesis,
        answers: 1,
        co_examiner: None,
        further: Vec::new(),
        ..answers.clone()
    };
    let internal = ExaminerCover {
        external: false,
        co_examiner: Some(same("Jon Oppdikta")),
        ..answers.clone()
    };
    vec![("answers", answers), ("internal", internal), ("thesis", thesis)]
}
