//! Grades, their two scales, and how examiners' standpoints become one grade.

mod rule;
mod scale;
#[cfg(test)]
mod tests;
mod texts;

pub use rule::{
    Agreement, GradeAnswer, GradeFacts, GradeLaw, GradeNeed, GradeRule, Standpoint, ThirdExaminer,
};
pub use scale::{Grade, GradeScale, Letter};
