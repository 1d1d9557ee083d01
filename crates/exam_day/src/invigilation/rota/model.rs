//! The linear problem: who can take what, and what stands in the way.

use super::{Candidate, Need, given, is_free, minutes};
use jiff::ToSpan;
use jiff::civil::Date;
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOptions, Variable};
use rules::invigilation::{HoursFacts, InvigilationHours, Turn, WorkingTimeLaw};
use std::collections::BTreeSet;
use std::time::Duration;

/// A variable for each turn that somebody could take by herself: one if she takes it.
pub(super) struct Model {
    pub(super) problem: Problem,
    /// Need, invigilator, and the variable.
    pub(super) turns: Vec<(usize, usize, Variable)>,
}

/// Whether she can take the turn beside these others: free, entitled, rested and within her hours.
pub(super) fn can_take(
    who: &Candidate,
    need: &Need,
    others: &[Turn],
    law: &WorkingTimeLaw,
) -> bool {
    let worked: i64 = others.iter().map(minutes).sum();
    let within = who.minutes_most.is_none_or(|most| worked + minutes(&need.turn) <= most);
    let facts =
        HoursFacts { held: need.turn.from.date().into(), turn: need.turn, others: others.to_vec() };
    (who.head || !need.head)
        && within
        && is_free(who, need)
        && InvigilationHours::refusals(&facts, law).is_empty()
}

/// A rota to begin with: the needs that fewest can meet first, each by whoever has fewest hours.
pub(super) fn greedy(
    people: &[Candidate],
    needs: &[Need],
    law: &WorkingTimeLaw,
) -> Vec<(usize, usize)> {
    let mut taken: Vec<Vec<Turn>> = people.iter().map(|who| who.given.clone()).collect();
    let can =
        |need: &Need| people.iter().filter(|who| can_take(who, need, &who.given, law)).count();
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by_key(|at| (can(&needs[*at]), needs[*at].turn.from));
    let mut filled = Vec::new();
    for at in order {
        for _ in 0..needs[at].count {
            let fit = (0..people.len())
                .filter(|who| can_take(&people[*who], &needs[at], &taken[*who], law))
                .min_by_key(|who| taken[*who].iter().map(minutes).sum::<i64>());
            let Some(who) = fit else { break };
            taken[who].push(needs[at].turn);
            filled.push((at, who));
        }
    }
    filled
}

impl Model {
    /// The problem with its limits; `worth` is what each turn counts in what is sought.
    pub(super) fn new(
        people: &[Candidate],
        needs: &[Need],
        law: &WorkingTimeLaw,
        (direction, worth): (OptimizationDirection, f64),
    ) -> Self {
        let mut problem = Problem::new(direction);
        let mut turns = Vec::new();
        for (who, person) in people.iter().enumerate() {
            let mut own = Vec::new();
            for (at, need) in needs.iter().enumerate() {
                if need.count > 0 && can_take(person, need, &person.given, law) {
                    let variable = problem.add_binary_var(worth);
                    own.push((at, variable));
                    turns.push((at, who, variable));
                }
            }
            limits_of(&mut problem, person, needs, &own, law);
        }
        for (at, need) in needs.iter().enumerate() {
            let all = turns.iter().filter(|(of, ..)| *of == at).map(|(.., v)| (*v, 1.0));
            let all: LinearExpr = all.collect();
            let most = u32::try_from(need.count).unwrap_or(u32::MAX);
            problem.add_constraint(all, ComparisonOp::Le, f64::from(most));
        }
        Self { problem, turns }
    }

    /// Solves, and reads which turns are taken; with whether nothing better is possible.
    pub(super) fn solve(
        &self,
        begun: &[(usize, usize)],
        rest: Vec<(Variable, f64)>,
        search: Duration,
    ) -> Option<(Vec<(usize, usize)>, bool)> {
        let taken = |at: usize, who: usize| f64::from(u8::from(begun.contains(&(at, who))));
        let start = self.turns.iter().map(|(at, who, variable)| (*variable, taken(*at, *who)));
        let start: Vec<(Variable, f64)> = start.chain(rest).collect();
        let mut options = SolveOptions::default();
        options.time_limit = Some(search);
        options.warm_start = Some(start);
        let outcome = self.problem.solve_with(options).ok()?;
        let proven = outcome.is_optimal();
        let solution = outcome.into_solution().ok()?;
        let chosen = self.turns.iter().filter(|(.., v)| solution.var_value(*v) > 0.5);
        Some((chosen.map(|(at, who, _)| (*at, *who)).collect(), proven))
    }
}

/// A person's own limits: one place at a time, rest, the hours of a day, of seven days and of the term.
fn limits_of(
    problem: &mut Problem,
    who: &Candidate,
    needs: &[Need],
    own: &[(usize, Variable)],
    law: &WorkingTimeLaw,
) {
    let hours = |hours: u32| f64::from(hours) * 60.0;
    let length = |at: usize| f64::from(i32::try_from(minutes(&needs[at].turn)).unwrap_or(i32::MAX));
    for (index, (one, first)) in own.iter().enumerate() {
        for (other, second) in &own[index + 1..] {
            if apart(&needs[*one].turn, &needs[*other].turn, law) {
                let both = &[(*first, 1.0), (*second, 1.0)];
                problem.add_constraint(both, ComparisonOp::Le, 1.0);
            }
        }
    }
    let days: BTreeSet<Date> = own.iter().map(|(at, _)| needs[*at].turn.from.date()).collect();
    let mut within = |from: Date, until: Date, most: f64| {
        let inside = |turn: &Turn| (from..=until).contains(&turn.from.date());
        let fixed: i64 = who.given.iter().filter(|turn| inside(turn)).map(minutes).sum();
        let fixed = f64::from(i32::try_from(fixed).unwrap_or(i32::MAX));
        let turns = own.iter().filter(|(at, _)| inside(&needs[*at].turn));
        let sum: LinearExpr = turns.map(|(at, variable)| (*variable, length(*at))).collect();
        problem.add_constraint(sum, ComparisonOp::Le, (most - fixed).max(0.0));
    };
    for day in &days {
        within(*day, *day, hours(law.day_hours));
    }
    // Seven days that hold too much begin on a day with work, given or new.
    let before = who.given.iter().map(|turn| turn.from.date());
    for day in before.chain(days.iter().copied()).collect::<BTreeSet<_>>() {
        within(day, day.saturating_add(6.days()), hours(law.week_hours));
    }
    if let Some(most) = who.minutes_most {
        let left = f64::from(i32::try_from(most - given(who)).unwrap_or(i32::MAX));
        let sum: LinearExpr = own.iter().map(|(at, variable)| (*variable, length(*at))).collect();
        problem.add_constraint(sum, ComparisonOp::Le, left.max(0.0));
    }
}

/// Whether nobody takes both: they overlap, or leave too little rest between two days.
fn apart(one: &Turn, other: &Turn, law: &WorkingTimeLaw) -> bool {
    let facts = HoursFacts { held: one.from.date().into(), turn: *one, others: vec![*other] };
    let refusals = InvigilationHours::refusals(&facts, law);
    refusals.iter().any(|one| matches!(one.code.as_str(), "busy" | "rest-too-short"))
}

/// A rota that fills as many turns as can be.
pub(super) fn most(
    people: &[Candidate],
    needs: &[Need],
    law: &WorkingTimeLaw,
    begun: &[(usize, usize)],
    search: Duration,
) -> Option<(Vec<(usize, usize)>, bool)> {
    let missing: usize = needs.iter().map(|need| need.count).sum();
    if begun.len() == missing {
        return Some((begun.to_vec(), true));
    }
    Model::new(people, needs, law, (OptimizationDirection::Maximize, 1.0)).solve(
        begun,
        Vec::new(),
        search,
    )
}
