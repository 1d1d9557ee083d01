//! What every rule answers: an outcome or a named refusal, and the reasons for it.

use crate::{Reasoning, RuleSet, RuleSetId, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One step of the reasoning, with the paragraph it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// The step as a sentence a student can read.
    pub text: Text,
    /// The paragraph, e.g. `uhl. § 11-10 (1)`.
    pub law: String,
}

impl Reason {
    /// One step of the reasoning and the paragraph it rests on.
    pub fn new(text: Text, law: impl Into<String>) -> Self {
        Self { text, law: law.into() }
    }
}

/// The answer "no", named so that page, letter, API and test speak of the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refusal {
    /// The stable name of the refusal in kebab case, e.g. `too-late`.
    pub code: String,
    /// Why, as a sentence for the person refused.
    pub text: Text,
    /// Where several things are missing at once: every one of them, the first included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Refusal>,
    /// Where a period is too long: the last day that it may have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longest_to: Option<Date>,
}

impl Refusal {
    /// One named refusal.
    pub fn new(code: impl Into<String>, text: Text) -> Self {
        Self { code: code.into(), text, all: Vec::new(), longest_to: None }
    }

    /// The rule set leaves the question to somebody else: nothing is decided here.
    pub fn not_in_rule_set() -> Self {
        Self::new(
            "not-in-rule-set",
            Text::new(
                "Regelverket som gjelder her, sier ikke noe om dette.",
                "Regelverket som gjeld her, seier ikkje noko om dette.",
                "The rules that apply here say nothing about this.",
            ),
        )
    }

    /// Puts several refusals into one: the first speaks, and all are listed. `None` if
    /// there is nothing to refuse.
    pub fn from_all(all: Vec<Self>) -> Option<Self> {
        let first = all.first()?.clone();
        Some(Self { all, ..first })
    }
}

/// The answer of a rule: what follows from the facts, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision<T> {
    /// What follows, or the named refusal.
    pub outcome: Result<T, Refusal>,
    /// The steps of the reasoning, in order; never empty.
    pub because: Vec<Reason>,
    /// The rule set that was used.
    pub rule_set: RuleSetId,
}

/// Refuses for one reason, and writes it down as the last step.
pub(crate) fn refuse(
    because: &mut Vec<Reason>,
    code: &str,
    text: Text,
    law: impl Into<String>,
) -> Refusal {
    because.push(Reason::new(text.clone(), law));
    Refusal::new(code, text)
}

impl RuleSet {
    /// Decides under one section; `not-in-rule-set` where the rule set does not have it.
    pub(crate) fn under<L, T>(
        &self,
        section: Option<&L>,
        decide: impl FnOnce(&L, &RuleSetId) -> Decision<T>,
    ) -> Decision<T> {
        match section {
            Some(section) => decide(section, &self.id),
            None => Reasoning::under(self).not_in_rule_set(),
        }
    }
}

impl<T> Decision<T> {
    /// Runs the reasoning: `steps` writes down each step as it takes it.
    pub(crate) fn reach(
        rule_set: &RuleSetId,
        steps: impl FnOnce(&mut Vec<Reason>) -> Result<T, Refusal>,
    ) -> Self {
        let mut because = Vec::new();
        let outcome = steps(&mut because);
        Self { outcome, because, rule_set: rule_set.clone() }
    }
}
