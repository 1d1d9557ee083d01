//! To the solver's problem and back.
//!
//! Seats may be split at will within the venues of a tag, so that a period holds what its seats hold: the
//! solver counts pools, one for each tag, and venues are given out afterwards.

use super::{Instance, Plan, Sitting, WEIGHTS, read_solution, score, write};
use crate::halls::{Hall, Party, seat};
use crate::solve::{Crowds, Draw, FORBIDDEN, NONE, Placement, Pools, Problem, Seats, neighbours};
use crate::words::Words;
use crate::{Format, InputError, Report, Source};
use rules::Text;
use std::collections::BTreeMap;

const EXACT: Words = Words(
    "{} er bedt lagt til periode {}",
    "{} er bedt lagd til periode {}",
    "{} is asked to lie in period {}",
);
const BEFORE: Words = Words(
    "{} er bedt lagt før periode {}",
    "{} er bedt lagd før periode {}",
    "{} is asked to lie before period {}",
);

impl Instance {
    /// The exams of each unit: groups lie together, excluded exams are in no unit.
    fn units(&self) -> Vec<Vec<u32>> {
        let mut groups: BTreeMap<(Option<u32>, usize), Vec<u32>> = BTreeMap::new();
        for (place, exam) in self.exams.iter().enumerate().filter(|(_, exam)| !exam.excluded) {
            let key = exam.group.map_or((None, place), |group| (Some(group), 0));
            groups.entry(key).or_default().push(place as u32);
        }
        groups.into_values().collect()
    }

    /// What keeps the exam out of the period by itself.
    fn bars(&self, exam: usize, period: usize) -> Vec<Text> {
        let (exam, lasts) = (&self.exams[exam], self.periods[period].duration);
        let mut bars = Vec::new();
        if exam.duration > lasts {
            let numbers = [exam.duration.to_string(), lasts.to_string()];
            bars.push(Words::LASTS.with(&[&exam.code, &numbers[0], &numbers[1]]));
        }
        if let Some(exact) = exam.exact.filter(|exact| *exact as usize != period) {
            bars.push(EXACT.with(&[&exam.code, &exact.to_string()]));
        }
        if let Some(before) = exam.before.filter(|before| *before as usize <= period) {
            bars.push(BEFORE.with(&[&exam.code, &before.to_string()]));
        }
        bars
    }

    fn price(&self, exam: usize, period: usize, large: &[bool]) -> i32 {
        let (own, lasts) = (&self.exams[exam], self.periods[period].duration);
        let barred = own.duration > lasts
            || own.exact.is_some_and(|exact| exact as usize != period)
            || own.before.is_some_and(|before| before as usize <= period);
        if barred {
            return FORBIDDEN;
        }
        let late = period + WEIGHTS.late_periods as usize >= self.periods.len();
        let load = if late && large[exam] { WEIGHTS.front_load } else { 0 };
        (self.periods[period].penalty + load) as i32
    }

    fn pair(&self, p: usize, q: usize) -> i32 {
        let apart = p.abs_diff(q) as u32;
        let near = match (self.periods[p].day == self.periods[q].day, apart) {
            (_, 0) => return 0,
            (true, 1) => WEIGHTS.two_in_a_row,
            (true, _) => WEIGHTS.two_in_a_day,
            (false, _) => 0,
        };
        (near + u32::from(apart <= WEIGHTS.spread)) as i32
    }

    fn pools(&self, units: &[Vec<u32>]) -> Pools {
        let mut capacity = vec![0; self.tags.len() + 1];
        self.venues.iter().for_each(|venue| capacity[venue.tag] += venue.seats);
        let draws = |exams: &Vec<u32>| -> Vec<Draw> {
            let mut sum = vec![0; capacity.len()];
            for exam in exams {
                let demand = self.demand(*exam as usize);
                sum.iter_mut().zip(demand).for_each(|(sum, needs)| *sum += needs);
            }
            let drawn = sum.into_iter().enumerate().filter(|(_, seats)| *seats > 0);
            drawn.map(|(pool, seats)| Draw { pool: pool as u16, held: 0, seats }).collect()
        };
        let draws = units.iter().map(draws).collect();
        Pools::by_period(&capacity, self.periods.len(), draws)
    }

    /// The plan of a placement: venues are given out period by period, tag by tag.
    pub(super) fn plan(&self, placement: &Placement) -> Plan {
        let mut plan: Plan = vec![None; self.exams.len()];
        for (unit, exams) in self.units().into_iter().enumerate() {
            let period = placement.period[unit];
            for exam in exams.into_iter().filter(|_| period != NONE) {
                plan[exam as usize] =
                    Some(Sitting { period: u32::from(period), seats: Vec::new() });
            }
        }
        for period in 0..self.periods.len() as u32 {
            for tag in 0..=self.tags.len() {
                self.give_out(&mut plan, period, tag);
            }
        }
        plan
    }

    fn give_out(&self, plan: &mut Plan, period: u32, tag: usize) {
        let venues: Vec<usize> =
            (0..self.venues.len()).filter(|venue| self.venues[*venue].tag == tag).collect();
        let halls: Vec<Hall> = venues
            .iter()
            .map(|venue| &self.venues[*venue])
            .map(|venue| Hall { seats: venue.seats, penalty: venue.penalty })
            .collect();
        let here = |exam: &usize| plan[*exam].as_ref().is_some_and(|at| at.period == period);
        let exams: Vec<usize> = (0..self.exams.len()).filter(here).collect();
        let party = |exam: &usize| Party {
            seats: self.demand(*exam)[tag],
            minutes: self.exams[*exam].duration,
        };
        let parties: Vec<Party> = exams.iter().map(party).collect();
        // Without seats enough the scorer says so, exam by exam.
        let Some(seated) = seat(&halls, &parties) else { return };
        for (exam, seats) in exams.into_iter().zip(seated) {
            if let Some(at) = &mut plan[exam] {
                at.seats.extend(seats.into_iter().map(|(hall, taken)| (venues[hall], taken)));
            }
        }
    }
}

impl Format for Instance {
    fn exams(&self) -> Vec<String> {
        self.exams.iter().map(|exam| exam.code.clone()).collect()
    }

    fn period_name(&self, period: usize) -> String {
        format!("{period} ({})", self.periods[period].begins)
    }

    fn not_allowed(&self, exam: usize, period: usize) -> Vec<Text> {
        self.bars(exam, period)
    }

    fn problem(&self) -> Problem {
        let (members, periods) = (self.units(), self.periods.len());
        let mut order: Vec<usize> = (0..self.exams.len()).collect();
        order.sort_by_key(|exam| std::cmp::Reverse(self.exams[*exam].students.len()));
        let mut large = vec![false; self.exams.len()];
        order.iter().take(WEIGHTS.large_exams as usize).for_each(|exam| large[*exam] = true);
        let together = |exams: &Vec<u32>| {
            let all = exams.iter().flat_map(|exam| self.exams[*exam as usize].students.clone());
            let mut students: Vec<u32> = all.collect();
            students.sort_unstable();
            students
        };
        let unary = members.iter().flat_map(|exams| {
            let large = &large;
            (0..periods).map(move |period| {
                let prices = exams.iter().map(|exam| self.price(*exam as usize, period, large));
                prices.fold(0, i32::saturating_add).min(FORBIDDEN)
            })
        });
        Problem {
            periods,
            near: neighbours(&members.iter().map(together).collect::<Vec<_>>(), &[]),
            pair: (0..periods * periods).map(|at| self.pair(at / periods, at % periods)).collect(),
            overlap: (0..periods).map(|period| vec![period as u16]).collect(),
            unary: unary.collect(),
            relations: Vec::new(),
            tables: Vec::new(),
            seats: Seats::Pools(self.pools(&members)),
            members,
            crowds: Crowds::default(),
        }
    }

    fn write(&self, placement: &Placement) -> String {
        write(self, &self.plan(placement))
    }

    fn report(&self, solution: Source) -> Result<Report, InputError> {
        Ok(score(self, &read_solution(self, solution)?))
    }

    fn start(&self, solution: Source) -> Result<Placement, InputError> {
        let plan = read_solution(self, solution)?;
        let mut placement = Placement::empty(&self.problem());
        for (unit, exams) in self.units().iter().enumerate() {
            let at = exams.iter().find_map(|exam| plan[*exam as usize].as_ref());
            placement.period[unit] = at.map_or(NONE, |at| at.period as u16);
        }
        Ok(placement)
    }
}
