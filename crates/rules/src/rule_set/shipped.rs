//! The rule sets that come with Kandidat, and which one an event's date chooses.

use super::{ParseError, RuleSet};
use crate::{Refusal, Text};
use jiff::civil::Date;
use std::sync::LazyLock;

/// In the order in which each may build on those before it.
const FILES: [&str; 6] = [
    include_str!("../../rule_sets/uit-2011.toml"),
    include_str!("../../rule_sets/uhl-2024.toml"),
    include_str!("../../rule_sets/uit-2020.toml"),
    include_str!("../../rule_sets/uio-2005.toml"),
    include_str!("../../rule_sets/unis-2019.toml"),
    include_str!("../../rule_sets/demo-2026.toml"),
];

// The files are compiled in and a test reads each of them, so this cannot fail in use.
#[allow(clippy::expect_used, reason = "compiled-in files, read by a test")]
static SHIPPED: LazyLock<RuleSets> =
    LazyLock::new(|| RuleSets::read(&FILES).expect("the shipped rule sets are sound"));

/// A collection of rule sets that can be asked by name or by date.
#[derive(Clone, Debug, Default)]
pub struct RuleSets(Vec<RuleSet>);

/// The answer when no rule set covers a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRuleSet {
    /// The date that was asked for.
    pub date: Date,
}

impl NoRuleSet {
    /// The refusal `no-rule-set`, as every rule answers it.
    pub fn refusal(self) -> Refusal {
        let (no, en) = (crate::calendar::date_no(self.date), crate::calendar::date_en(self.date));
        Refusal::new(
            "no-rule-set",
            Text::new(
                format!(
                    "Ingen av regelsettene gjelder for {no}. Oppgi hvilket regelsett som skal brukes."
                ),
                format!(
                    "Ingen av regelsetta gjeld for {no}. Oppgi kva regelsett som skal brukast."
                ),
                format!("None of the rule sets applies to {en}. Say which rule set to use."),
            ),
        )
    }
}

impl RuleSets {
    /// The rule sets that come with Kandidat.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads files in order; each may extend those before it.
    ///
    /// # Errors
    /// The first error of the first file that is not accepted.
    pub fn read(files: &[&str]) -> Result<Self, ParseError> {
        files.iter().try_fold(Self::default(), |mut read, text| {
            let rule_set = RuleSet::parse(text, &read)?;
            read.0.push(rule_set);
            Ok(read)
        })
    }

    /// The rule set of a name; the latest version where there are several.
    pub fn get(&self, id: &str) -> Option<&RuleSet> {
        self.0.iter().filter(|set| set.id.0 == id).max_by_key(|set| set.version)
    }

    /// The rule set that an event's date chooses where none is named.
    ///
    /// # Errors
    /// [`NoRuleSet`] for dates that none covers, such as 2014-01-01 to 2024-07-31.
    pub fn for_date(&self, date: Date) -> Result<&RuleSet, NoRuleSet> {
        let covers = |set: &&RuleSet| set.by_date.is_some_and(|span| span.contains(date));
        self.0.iter().find(covers).ok_or(NoRuleSet { date })
    }

    /// The names, in the order in which they were read.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|set| set.id.0.as_str())
    }

    /// The rule sets, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = &RuleSet> {
        self.0.iter()
    }
}

/// Rule sets that are read elsewhere join those that files may extend.
impl Extend<RuleSet> for RuleSets {
    fn extend<T: IntoIterator<Item = RuleSet>>(&mut self, more: T) {
        self.0.extend(more);
    }
}
