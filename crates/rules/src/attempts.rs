//! How many times a student may sit the same exam (G-14).

#[cfg(test)]
mod tests;
mod texts;

use crate::decision::refuse;
use crate::{Decision, Law, Reason, Refusal, Rule, RuleSet, RuleSetId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a rule set says about the number of attempts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttemptsLaw {
    /// Attempts at one exam.
    pub limit: Law<u32>,
    /// Attempts at a thesis, where they are fewer.
    pub thesis_limit: Option<Law<u32>>,
    /// Repeats over a whole programme, where a quota stands in place of the limit.
    pub quota: Option<Law<u32>>,
    /// How many further attempts may be granted; absent where none may.
    pub dispensations: Option<Law<MostDispensations>>,
}

/// The most dispensations that may be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum MostDispensations {
    /// No more than this many.
    AtMost(u32),
    /// The rule set sets no number.
    Unnumbered(Unnumbered),
}

/// The word that stands where a rule set sets no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unnumbered {
    /// `unnumbered`
    Unnumbered,
}

/// The facts of `attempts`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttemptsFacts {
    /// The earlier attempts at this exam; under a quota, the repeats in the programme.
    pub attempts: Vec<Attempt>,
    /// How many dispensations have been granted.
    #[serde(default)]
    pub dispensations: u32,
    /// What the limit is counted over; an ordinary exam if left out.
    #[serde(default)]
    pub counted_over: CountedOver,
}

/// What the limit is counted over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountedOver {
    /// One exam.
    #[default]
    Exam,
    /// One thesis.
    Thesis,
    /// All the exams of a programme that has a quota of repeats.
    Programme,
}

/// One earlier attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// Whether the regulation counts it: valid absence and timely withdrawal do not.
    pub counts: bool,
}

/// The answer of `attempts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AttemptsAnswer {
    /// Whether the student may register once more.
    pub may_register: bool,
    /// Attempts that count.
    pub used: u32,
    /// Attempts left, dispensations included.
    pub left: u32,
}

/// How many attempts are left (uhl. § 11-6 (3): the institution's regulation).
pub struct Attempts;

impl Rule for Attempts {
    const NAME: &'static str = "attempts";
    const ABOUT: [&'static str; 3] = [
        "Kan studenten melde seg til eksamen en gang til?",
        "Kan studenten melde seg til eksamen ein gong til?",
        "May the student register for the exam once more?",
    ];
    const LAW: &'static str = "uhl. § 11-6 (3); eksamensrutinen s. 2";
    type Facts = AttemptsFacts;
    type Answer = AttemptsAnswer;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        law.under(law.sections.attempts.as_ref(), |section, id| decide(facts, section, id))
    }
}

/// Counts the attempts against the limit. Refuses `not-in-rule-set` for a quota under a
/// rule set that has none.
fn decide(
    facts: &AttemptsFacts,
    law: &AttemptsLaw,
    rule_set: &RuleSetId,
) -> Decision<AttemptsAnswer> {
    Decision::reach(rule_set, |because| {
        let limit = limit(facts.counted_over, law, because)?;
        let extra = dispensations(facts.dispensations, law, because);
        let counting = facts.attempts.iter().filter(|attempt| attempt.counts).count();
        let used = u32::try_from(counting).unwrap_or(u32::MAX);
        let left = limit.value.saturating_add(extra).saturating_sub(used);
        because.push(Reason::new(texts::used(used, left), &limit.law));
        Ok(AttemptsAnswer { may_register: left > 0, used, left })
    })
}

fn limit<'a>(
    over: CountedOver,
    law: &'a AttemptsLaw,
    because: &mut Vec<Reason>,
) -> Result<&'a Law<u32>, Refusal> {
    let limit = match over {
        CountedOver::Exam => &law.limit,
        CountedOver::Thesis => law.thesis_limit.as_ref().unwrap_or(&law.limit),
        CountedOver::Programme => match &law.quota {
            Some(quota) => quota,
            None => {
                return Err(refuse(because, "not-in-rule-set", texts::no_quota(), &law.limit.law));
            }
        },
    };
    because.push(Reason::new(texts::limit(over, limit.value), &limit.law));
    Ok(limit)
}

/// The dispensations that count: no more than the rule set lets anybody grant.
fn dispensations(granted: u32, law: &AttemptsLaw, because: &mut Vec<Reason>) -> u32 {
    if granted == 0 {
        return 0;
    }
    let Some(most) = &law.dispensations else {
        because.push(Reason::new(texts::no_dispensations(), &law.limit.law));
        return 0;
    };
    let counted = match most.value {
        MostDispensations::AtMost(most) => granted.min(most),
        MostDispensations::Unnumbered(_) => granted,
    };
    because.push(Reason::new(texts::dispensations(granted, counted), &most.law));
    counted
}
