//! Re-grading on appeal: deadline, committee, package and outcome.

mod deadline;

pub(crate) use deadline::sanction_from;
pub use deadline::{
    CountedFrom, Regrade, RegradeDeadline, RegradeDeadlineFacts, RegradeDeadlineLaw,
};
