//! With no fewer turns filled, the hours are shared evenly: what somebody has above the even share counts
//! the more, the further above it is.

use super::model::Model;
use super::{Candidate, Need, given, minutes};
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Variable};
use rules::invigilation::WorkingTimeLaw;
use std::time::Duration;

/// How many minutes above the even share each further step begins, and what a minute there counts.
const STEPS: [(f64, f64); 4] = [(0.0, 1.0), (120.0, 1.0), (240.0, 2.0), (480.0, 4.0)];

/// The same number of turns, shared as evenly as can be.
pub(super) fn even(
    people: &[Candidate],
    needs: &[Need],
    law: &WorkingTimeLaw,
    begun: &[(usize, usize)],
    search: Duration,
) -> Option<(Vec<(usize, usize)>, bool)> {
    if begun.is_empty() {
        return Some((Vec::new(), true));
    }
    let mut model = Model::new(people, needs, law, (OptimizationDirection::Minimize, 0.0));
    let all: LinearExpr = model.turns.iter().map(|(.., variable)| (*variable, 1.0)).collect();
    model.problem.add_constraint(all, ComparisonOp::Ge, number(begun.len()));
    let share = share(people, needs, begun);
    let mut above: Vec<(Variable, f64)> = Vec::new();
    for (who, person) in people.iter().enumerate() {
        let fixed = float(given(person));
        let own: Vec<(Variable, f64)> = model
            .turns
            .iter()
            .filter(|(_, of, _)| *of == who)
            .map(|(at, _, variable)| (*variable, float(minutes(&needs[*at].turn))))
            .collect();
        if own.is_empty() {
            continue;
        }
        let mine = begun.iter().filter(|(_, of)| *of == who);
        let has = fixed + mine.map(|(at, _)| float(minutes(&needs[*at].turn))).sum::<f64>();
        for (step, weight) in STEPS {
            // over >= fixed + sum - (share + step)
            let over = model.problem.add_var(weight, (0.0, f64::INFINITY));
            let mut sum: LinearExpr = own.iter().map(|(v, length)| (*v, -length)).collect();
            sum.add(over, 1.0);
            model.problem.add_constraint(sum, ComparisonOp::Ge, fixed - share - step);
            above.push((over, (has - share - step).max(0.0)));
        }
    }
    model.solve(begun, above, search)
}

/// What each would have if all had the same, in minutes.
fn share(people: &[Candidate], needs: &[Need], begun: &[(usize, usize)]) -> f64 {
    let new: i64 = begun.iter().map(|(at, _)| minutes(&needs[*at].turn)).sum();
    let old: i64 = people.iter().map(given).sum();
    float(new + old) / number(people.len().max(1))
}

fn float(minutes: i64) -> f64 {
    f64::from(i32::try_from(minutes).unwrap_or(i32::MAX))
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
