//! What every format can do.

use crate::solve::{Placement, Problem};
use crate::{InputError, Report, Source};
use rules::Text;

/// An instance of any format.
pub trait Format: Sync {
    /// The names of the exams, in the order of the instance.
    fn exams(&self) -> Vec<String>;

    /// The name of a period.
    fn period_name(&self, period: usize) -> String;

    /// Why an exam may not lie in a period by itself.
    fn not_allowed(&self, exam: usize, period: usize) -> Vec<Text>;

    /// What is asked of two exams together, besides that they do not clash.
    fn asked(&self, _a: usize, _b: usize) -> Option<Text> {
        None
    }

    /// The demands among these exams of which one must fall, as few as can be; nothing: it is not known.
    fn cannot_all_hold(&self, _exams: &[usize]) -> Vec<Text> {
        Vec::new()
    }

    /// Whether the exam belongs to a faculty or unit of this name.
    fn belongs(&self, _exam: usize, _faculty: &str) -> bool {
        false
    }

    /// The problem that the solver solves.
    fn problem(&self) -> Problem;

    /// The solution file for a placement.
    fn write(&self, placement: &Placement) -> String;

    /// The same, with as little change in rooms as can be from a solution file that stands.
    ///
    /// # Errors
    /// An old file that cannot be read.
    fn write_near(&self, placement: &Placement, _old: Source) -> Result<String, InputError> {
        Ok(self.write(placement))
    }

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
