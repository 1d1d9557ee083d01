//! Re-grading on appeal: deadline, committee, package and outcome.

pub mod committee;
mod deadline;
pub mod outcome;
pub mod package;

pub(crate) use deadline::sanction_from;
pub use deadline::{
    CountedFrom, Regrade, RegradeDeadline, RegradeDeadlineFacts, RegradeDeadlineLaw,
};
