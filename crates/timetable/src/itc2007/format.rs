//! The format as the command sees it.

use super::{Instance, plan, problem, read_solution, score, start, write};
use crate::solve::{Placement, Problem};
use crate::words::Words;
use crate::{Format, InputError, Report, Source};
use rules::Text;

impl Format for Instance {
    fn exams(&self) -> Vec<String> {
        (0..self.exams.len()).map(|exam| exam.to_string()).collect()
    }

    fn period_name(&self, period: usize) -> String {
        format!("{period} ({})", self.periods[period].begins)
    }

    fn not_allowed(&self, exam: usize, period: usize) -> Vec<Text> {
        let (needs, has) = (self.exams[exam].duration, self.periods[period].duration);
        let lasts = [exam.to_string(), needs.to_string(), has.to_string()];
        let said = Words::LASTS.with(&lasts.each_ref().map(String::as_str));
        (needs > has).then_some(said).into_iter().collect()
    }

    fn problem(&self) -> Problem {
        problem(self)
    }

    fn write(&self, placement: &Placement) -> String {
        write(&plan(self, placement))
    }

    fn report(&self, solution: Source) -> Result<Report, InputError> {
        Ok(score(self, &read_solution(self, solution)?))
    }

    fn start(&self, solution: Source) -> Result<Placement, InputError> {
        Ok(start(self, &read_solution(self, solution)?))
    }
}
