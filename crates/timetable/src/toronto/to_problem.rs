//! To the solver's problem and back.

use super::{Instance, Plan, WEIGHTS};
use crate::solve::{Crowds, NONE, Placement, Pools, Problem, Seats, neighbours};
use crate::{Format, InputError, Report, Source};
use rules::Text;

/// One unit for each exam, no seats, prices times the number of students.
#[must_use]
pub fn problem(instance: &Instance) -> Problem {
    let (exams, periods) = (instance.exams.len(), instance.periods);
    let mut students = vec![Vec::new(); exams];
    for (student, own) in instance.students.iter().enumerate() {
        own.iter().for_each(|exam| students[*exam as usize].push(student as u32));
    }
    let cells = (0..periods * periods).map(|cell| (cell / periods).abs_diff(cell % periods));
    Problem {
        periods,
        members: (0..exams).map(|exam| vec![exam as u32]).collect(),
        near: neighbours(&students, &[]),
        pair: cells.map(|apart| WEIGHTS.get(apart).copied().unwrap_or_default()).collect(),
        overlap: (0..periods).map(|period| vec![period as u16]).collect(),
        unary: vec![0; exams * periods],
        relations: Vec::new(),
        tables: Vec::new(),
        seats: Seats::Pools(Pools::by_period(&[], periods, vec![Vec::new(); exams])),
        crowds: Crowds::default(),
    }
}

/// The plan of a placement.
#[must_use]
pub fn plan(placement: &Placement) -> Plan {
    placement.period.iter().map(|at| (*at != NONE).then_some(u32::from(*at))).collect()
}

/// The placement to begin with, of a plan; its cost is not computed.
#[must_use]
pub fn start(instance: &Instance, plan: &Plan) -> Placement {
    let mut placement = Placement::empty(&problem(instance));
    for (at, period) in placement.period.iter_mut().zip(plan) {
        *at = period.map_or(NONE, |period| period as u16);
    }
    placement
}

impl Format for Instance {
    fn exams(&self) -> Vec<String> {
        self.exams.iter().map(|exam| format!("{exam:04}")).collect()
    }

    fn period_name(&self, period: usize) -> String {
        period.to_string()
    }

    fn not_allowed(&self, _exam: usize, _period: usize) -> Vec<Text> {
        Vec::new()
    }

    fn problem(&self) -> Problem {
        problem(self)
    }

    fn write(&self, placement: &Placement) -> String {
        super::write(self, &plan(placement))
    }

    fn report(&self, solution: Source) -> Result<Report, InputError> {
        Ok(super::score(self, &super::read_solution(self, solution)?))
    }

    fn start(&self, solution: Source) -> Result<Placement, InputError> {
        Ok(start(self, &super::read_solution(self, solution)?))
    }
}
