//! The format as the command sees it, with its reasons in words.

use super::to_problem::{Passed, plan, problem, start};
use super::{Demand, Instance, Kind, cannot_all_hold, read_plan, score, write};
use crate::solve::{Placement, Problem};
use crate::words::Words;
use crate::{Format, InputError, Report, Source};
use rules::Text;

const FIXED: Words = Words(
    "{} er fastsatt til en annen tid",
    "{} er fastsett til ei anna tid",
    "{} is fixed to another time",
);
const FORBIDDEN_HERE: Words =
    Words("{} kan ikke ligge her", "{} kan ikkje liggje her", "{} must not lie here");
const AWAY: Words = Words("{} er borte", "{} er borte", "{} is away");
pub(super) const BEFORE: Words = Words(
    "{} skal være ferdig før {} begynner",
    "{} skal vere ferdig før {} tek til",
    "{} must be over before {} begins",
);
pub(super) const DAYS_BEFORE: Words = Words(
    "{} skal ligge før {}, med minst {} dager mellom",
    "{} skal liggje før {}, med minst {} dagar mellom",
    "{} must lie before {}, at least {} days earlier",
);
pub(super) const SAME_DAY: Words = Words(
    "{} og {} skal ligge samme dag",
    "{} og {} skal liggje same dag",
    "{} and {} must lie on one day",
);
pub(super) const DAYS_APART: Words = Words(
    "{} og {} skal ligge med minst {} dagers avstand",
    "{} og {} skal liggje med minst {} dagars avstand",
    "{} and {} must lie at least {} days apart",
);
pub(super) const SAME_SITTING: Words = Words(
    "{} og {} skal ligge samtidig",
    "{} og {} skal liggje samtidig",
    "{} and {} must lie at the same time",
);
pub(super) const NOT_TOGETHER: Words = Words(
    "{} og {} skal ikke ligge samtidig",
    "{} og {} skal ikkje liggje samtidig",
    "{} and {} must not lie at the same time",
);
const EXTRA_TIME: Words = Words(
    "ekstra tid i {} eller {} går inn i den andre eksamenen",
    "ekstra tid i {} eller {} går inn i den andre eksamenen",
    "extra time in {} or {} runs into the other exam",
);

impl Instance {
    /// A demand in words, of two of its exams.
    pub(super) fn demand_text(&self, demand: &Demand, a: usize, b: usize) -> Text {
        let (a, b) = (self.exams[a].id.as_str(), self.exams[b].id.as_str());
        let days = demand.days.to_string();
        match (demand.kind, demand.days) {
            (Kind::Before, 0) => BEFORE.with(&[a, b]),
            (Kind::Before, _) => DAYS_BEFORE.with(&[a, b, &days]),
            (Kind::SameDay, _) => SAME_DAY.with(&[a, b]),
            (Kind::DifferentDay, _) => DAYS_APART.with(&[a, b, &days]),
            (Kind::SameSitting, _) => SAME_SITTING.with(&[a, b]),
            (Kind::DifferentSitting, _) => NOT_TOGETHER.with(&[a, b]),
        }
    }
}

impl Format for Instance {
    fn exams(&self) -> Vec<String> {
        self.exams.iter().map(|exam| exam.id.clone()).collect()
    }

    fn period_name(&self, period: usize) -> String {
        format!("{} ({})", self.when(period), self.sittings[period].id)
    }

    fn not_allowed(&self, exam: usize, period: usize) -> Vec<Text> {
        let (asks, has) = (&self.exams[exam], self.sittings[period].minutes);
        let mut whys = Vec::new();
        if asks.minutes > has {
            let numbers = [asks.minutes.to_string(), has.to_string()];
            whys.push(Words::LASTS.with(&[&asks.id, &numbers[0], &numbers[1]]));
        }
        if !asks.fixed.is_empty() && !asks.fixed.contains(&period) {
            whys.push(FIXED.with(&[&asks.id]));
        }
        if asks.forbidden.contains(&period) {
            whys.push(FORBIDDEN_HERE.with(&[&asks.id]));
        }
        let teachers = asks.teachers.iter().map(|teacher| &self.teachers[*teacher]);
        let away = teachers.filter(|teacher| teacher.absent.contains(&period));
        whys.extend(away.map(|teacher| AWAY.with(&[&teacher.id])));
        whys
    }

    fn asked(&self, a: usize, b: usize) -> Option<Text> {
        let both = |demand: &&Demand| demand.exams.contains(&a) && demand.exams.contains(&b);
        if let Some(demand) = self.demands.iter().find(both) {
            let first = demand.exams.iter().find(|exam| [a, b].contains(exam));
            let (a, b) = if first == Some(&a) { (a, b) } else { (b, a) };
            return Some(self.demand_text(demand, a, b));
        }
        let share = |who: &&u32| self.exams[b].candidates.binary_search(who).is_ok();
        let mut shared = self.exams[a].candidates.iter().filter(share);
        let granted = shared.any(|who| self.granted(*who, a).or(self.granted(*who, b)).is_some());
        granted.then(|| EXTRA_TIME.with(&[&self.exams[a].id, &self.exams[b].id]))
    }

    fn cannot_all_hold(&self, exams: &[usize]) -> Vec<Text> {
        cannot_all_hold(self, exams)
    }

    fn belongs(&self, exam: usize, faculty: &str) -> bool {
        self.exams[exam].faculty == faculty
    }

    fn problem(&self) -> Problem {
        problem(self, &Passed::new())
    }

    fn write(&self, placement: &Placement) -> String {
        write(self, &plan(self, placement, None))
    }

    fn write_near(&self, placement: &Placement, old: Source) -> Result<String, InputError> {
        let old = read_plan(self, old)?;
        Ok(write(self, &plan(self, placement, Some(&old))))
    }

    fn report(&self, solution: Source) -> Result<Report, InputError> {
        Ok(score(self, &read_plan(self, solution)?))
    }

    fn start(&self, solution: Source) -> Result<Placement, InputError> {
        Ok(start(self, &read_plan(self, solution)?))
    }
}
