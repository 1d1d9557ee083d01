//! What every format can do.

use crate::solve::{Placement, Problem};
use crate::{InputError, Report, Source};

/// An instance of any format.
pub trait Format: Sync {
    /// The names of the exams, in the order of the instance.
    fn exams(&self) -> Vec<String>;

    /// The name of a period.
    fn period_name(&self, period: usize) -> String;

    /// Why an exam may not lie in a period by itself, in English.
    fn not_allowed(&self, exam: usize, period: usize) -> String;

    /// The problem that the solver solves.
    fn problem(&self) -> Problem;

    /// The solution file for a placement.
    fn write(&self, placement: &Placement) -> String;

    /// Scores a solution file from scratch.
    ///
    /// # Errors
    /// A file that cannot be read.
    fn report(&self, solution: Source) -> Result<Report, InputError>;

    /// The placement that a solution file describes; its cost is not computed.
    ///
    /// # Errors
    /// A file that cannot be read.
    fn start(&self, solution: Source) -> Result<Placement, InputError>;
}
