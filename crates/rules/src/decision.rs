//! What every rule answers: an outcome or a named refusal, and the reasons for it.

use crate::{RuleSetId, Text};
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
