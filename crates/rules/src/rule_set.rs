//! Rule sets: the law's numbers as dated data, each with its paragraph.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The name of a rule set, e.g. `uit-2011`.
#[derive(
    Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct RuleSetId(pub String);

impl fmt::Display for RuleSetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value that the law or a regulation sets, with the paragraph that sets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Law<T> {
    /// The value itself.
    pub value: T,
    /// The paragraph, e.g. `uhl. § 11-7 (4)`.
    pub law: String,
}
