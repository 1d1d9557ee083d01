//! Rule sets: the law's numbers as dated data, each with its paragraph.
//!
//! A rule set is a TOML file that a lawyer can read. It may extend another one; then
//! it says only what differs. What an Act forbids an institution to set stands in the
//! Act's own file as `bound`, and [`RuleSet::parse`] holds every file to it.

mod error;
mod header;
mod merge;
mod numbers;
mod sections;
mod shipped;
#[cfg(test)]
mod tests;

pub use error::ParseError;
pub use header::Span;
pub use merge::Bound;
pub use numbers::{Limit, Number};
pub use sections::Sections;
pub use shipped::{NoRuleSet, RuleSets};

use crate::Text;
use crate::calendar::CountingLaw;
use header::Header;
use jiff::civil::Date;
use merge::Bounds;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
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
#[serde(deny_unknown_fields)]
pub struct Law<T> {
    /// The value itself.
    pub value: T,
    /// The paragraph, e.g. `uhl. § 11-7 (4)`.
    pub law: String,
}

/// An Act with an institution's regulation on top of it, as it read from a date on.
#[derive(Clone, Debug)]
pub struct RuleSet {
    /// Its name.
    pub id: RuleSetId,
    /// What a reader calls it.
    pub title: Text,
    /// Counts up with each edit of the same rule set.
    pub version: u32,
    /// The first day this version is in force.
    pub valid_from: Date,
    /// The rule set it extends, if any.
    pub extends: Option<RuleSetId>,
    /// The event dates for which this rule set is chosen where none is named.
    pub by_date: Option<Span>,
    /// How deadlines are counted.
    pub counting: CountingLaw,
    /// What it regulates, one section per rule; an absent section is not regulated.
    pub sections: Sections,
    hash: String,
    merged: toml::Table,
    bounds: Bounds,
}

impl RuleSet {
    /// Reads a regulation file. `bases` are the rule sets it may extend.
    ///
    /// # Errors
    /// The first thing wrong, with line, field, what was given and what is allowed:
    /// unreadable TOML, an unknown base or field, a value without its paragraph, or a
    /// value that the Act forbids an institution to set.
    pub fn parse(text: &str, bases: &RuleSets) -> Result<Self, ParseError> {
        let table = text.parse::<toml::Table>().map_err(|error| ParseError::toml(text, &error))?;
        let (header, own) = Header::split(text, table)?;
        let base = header.base(text, bases)?;
        let (merged, bounds) = merge::merge(text, base, own)?;
        let (counting, sections) = sections::read(text, merged.clone())?;
        Ok(Self {
            hash: content_hash(base, text),
            id: RuleSetId(header.id),
            title: header.title,
            version: header.version,
            valid_from: header.valid_from,
            extends: header.extends.map(RuleSetId),
            by_date: header.by_date,
            counting,
            sections,
            merged,
            bounds,
        })
    }

    /// SHA-256 of the file and of what it extends, in lower-case hex: a case that keeps
    /// id, version and hash can prove which numbers it was decided by.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

/// Chains the hash of the base into that of the file on top of it.
fn content_hash(base: Option<&RuleSet>, text: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(base.map_or("", |base| base.hash.as_str()));
    digest.update(text);
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
