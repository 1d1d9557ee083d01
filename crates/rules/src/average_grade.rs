//! The average grade of a group of courses or a programme (M-15).
//!
//! Letter grades become numbers, weighted by credits; the quotient becomes a letter again.
//! Institutions round differently: `uit-2011` twice (to one decimal, then to a whole
//! number), so that 3.46 is B there, while `uio-2005` § 6-5 (1) allows one rounding only.

#[cfg(test)]
mod tests;
mod texts;

use crate::decision::refuse;
use crate::{Credits, Decision, Grade, Law, Letter, Reason, Refusal, Rule, RuleSet, RuleSetId};
use num_rational::Ratio;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a rule set counts an average.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AverageGradeLaw {
    /// The number that stands for A; each next letter is one less.
    pub a_counts_as: Law<i32>,
    /// Whether F takes part, with its number. If not, every course must be passed.
    pub f_counts: Law<bool>,
    /// How the quotient becomes a whole number.
    pub rounding: Law<Rounding>,
}

/// How a quotient becomes a whole number; a half always goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// First to one decimal, then to a whole number.
    Twice,
    /// Straight to a whole number; the decimal shown is cut off, not rounded.
    Once,
}

/// The facts of `average-grade`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AverageGradeFacts {
    /// The courses that take part.
    pub results: Vec<CourseResult>,
}

/// One course's grade and weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CourseResult {
    /// The final grade.
    pub grade: Grade,
    /// The credits of the course.
    pub credits: Credits,
}

/// The answer of `average-grade`, with the steps of the sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AverageGradeAnswer {
    /// The exact quotient in lowest terms, e.g. `91/25`.
    pub quotient_exact: String,
    /// The quotient with one decimal, e.g. `3.6`.
    pub quotient: String,
    /// The average grade.
    pub grade: Grade,
}

/// The average grade of a group of courses (M-15; regulations of the institutions).
pub struct AverageGrade;

impl Rule for AverageGrade {
    const NAME: &'static str = "average-grade";
    const ABOUT: [&'static str; 3] = [
        "Hva er gjennomsnittskarakteren?",
        "Kva er gjennomsnittskarakteren?",
        "What is the average grade?",
    ];
    const LAW: &'static str = "eksamensrutinen s. 20; uio-forskriften § 6-5";
    type Facts = AverageGradeFacts;
    type Answer = AverageGradeAnswer;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        law.under(law.sections.average_grade.as_ref(), |section, id| decide(facts, section, id))
    }
}

/// Counts the average grade. Refuses `no-results`, `not-all-letter-grades` and, where F
/// does not count, `not-all-passed`.
fn decide(
    facts: &AverageGradeFacts,
    law: &AverageGradeLaw,
    rule_set: &RuleSetId,
) -> Decision<AverageGradeAnswer> {
    Decision::reach(rule_set, |because| {
        let numbers = numbers(&facts.results, law, because)?;
        let weight: Ratio<i128> = facts.results.iter().map(|result| result.credits.ratio()).sum();
        if weight == Ratio::ZERO {
            return Err(refuse(because, "no-results", texts::no_results(), &law.a_counts_as.law));
        }
        let weighted = facts.results.iter().zip(&numbers).map(|(r, n)| r.credits.ratio() * n);
        let products: Ratio<i128> = weighted.sum();
        because.push(Reason::new(texts::sum(products, weight), &law.a_counts_as.law));
        Ok(round(products / weight, law, because))
    })
}

/// Each grade as its number, if all the grades may take part.
fn numbers(
    results: &[CourseResult],
    law: &AverageGradeLaw,
    because: &mut Vec<Reason>,
) -> Result<Vec<i128>, Refusal> {
    if !results.iter().all(|result| matches!(result.grade, Grade::Letter(_))) {
        let text = texts::not_all_letter_grades();
        return Err(refuse(because, "not-all-letter-grades", text, &law.a_counts_as.law));
    }
    if !law.f_counts.value && !results.iter().all(|result| result.grade.passed()) {
        return Err(refuse(because, "not-all-passed", texts::not_all_passed(), &law.f_counts.law));
    }
    let best = law.a_counts_as.value;
    because.push(Reason::new(texts::numbers(best, law.f_counts.value), &law.a_counts_as.law));
    let steps_down = |grade: Grade| grade.distance(Grade::Letter(Letter::A)).unwrap_or_default();
    Ok(results
        .iter()
        .map(|result| i128::from(best) - i128::from(steps_down(result.grade)))
        .collect())
}

fn round(
    exact: Ratio<i128>,
    law: &AverageGradeLaw,
    because: &mut Vec<Reason>,
) -> AverageGradeAnswer {
    let ten = Ratio::from_integer(10);
    let (one_decimal, whole) = match law.rounding.value {
        Rounding::Twice => {
            let one_decimal = half_up(exact * ten) / ten;
            (one_decimal, half_up(one_decimal))
        }
        Rounding::Once => ((exact * ten).floor() / ten, half_up(exact)),
    };
    let quotient = with_one_decimal(one_decimal);
    let best = i128::from(law.a_counts_as.value);
    // The average lies between the worst and the best number, so the place exists.
    let place = usize::try_from(best - whole.to_integer()).unwrap_or(0);
    let grade = Grade::Letter(Letter::ALL.get(place).copied().unwrap_or(Letter::F));
    let text = match law.rounding.value {
        Rounding::Twice => texts::rounded_twice(exact, &quotient, whole.to_integer(), grade),
        Rounding::Once => texts::rounded_once(exact, whole.to_integer(), grade),
    };
    because.push(Reason::new(text, &law.rounding.law));
    AverageGradeAnswer { quotient_exact: exact.to_string(), quotient, grade }
}

fn half_up(number: Ratio<i128>) -> Ratio<i128> {
    (number + Ratio::new(1, 2)).floor()
}

/// A number that has one decimal at most, written with one.
fn with_one_decimal(number: Ratio<i128>) -> String {
    let tenths = (number * Ratio::from_integer(10)).to_integer();
    format!("{}.{}", tenths.div_euclid(10), tenths.rem_euclid(10))
}
