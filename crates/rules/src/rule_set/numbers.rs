//! The numbers of a rule set, and the same rule set with other numbers.

use super::error::join;
use super::merge::Bound;
use super::{ParseError, RuleSet};
use crate::calendar::Unit;
use jiff::civil::Date;
use std::collections::BTreeSet;
use toml::{Table, Value};

/// One number of a rule set, as an institution reads it before it sets another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where it stands, e.g. `appeal.deadline`.
    pub field: String,
    /// The number.
    pub value: i64,
    /// What it counts, for a length of time.
    pub unit: Option<Unit>,
    /// The paragraph that sets it.
    pub law: String,
    /// What the law forbids an institution to pass.
    pub limit: Option<Limit>,
}

/// A limit that the law sets to a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Which way.
    pub kind: Bound,
    /// The law's own number.
    pub value: i64,
    /// The paragraph.
    pub law: String,
}

impl RuleSet {
    /// Every number that it sets, in order of their fields. Dates, words and yes or no are
    /// no numbers.
    pub fn numbers(&self) -> Vec<Number> {
        let mut found = Vec::new();
        self.collect(&self.merged, "", &mut found);
        found.sort_by(|one, other| one.field.cmp(&other.field));
        found
    }

    /// Every paragraph that it names, each once, in alphabetical order.
    pub fn paragraphs(&self) -> Vec<String> {
        let mut found = BTreeSet::new();
        paragraphs(&self.merged, &mut found);
        found.into_iter().collect()
    }

    fn collect(&self, table: &Table, path: &str, found: &mut Vec<Number>) {
        for (key, value) in table {
            let (Value::Table(below), field) = (value, join(path, key)) else { continue };
            let Some(law) = below.get("law").and_then(Value::as_str) else {
                self.collect(below, &field, found);
                continue;
            };
            let Some(value) = below.get("value").and_then(Value::as_integer) else { continue };
            let limit = self.bounds.get(&field).map(|(kind, leaf)| Limit {
                kind: *kind,
                value: leaf.get("value").and_then(Value::as_integer).unwrap_or_default(),
                law: leaf.get("law").and_then(Value::as_str).unwrap_or_default().to_owned(),
            });
            let unit = below.get("unit").cloned().and_then(|unit| unit.try_into().ok());
            found.push(Number { field, value, unit, law: law.to_owned(), limit });
        }
    }

    /// The file of a rule set on top of this one: its title, its paragraphs, other numbers.
    /// [`RuleSet::parse`] then holds it to the law.
    ///
    /// # Errors
    /// `unknown-field` for a field that is no number of this rule set.
    pub fn with_numbers(
        &self,
        id: &str,
        valid_from: Date,
        source: &str,
        changes: &[(String, i64)],
    ) -> Result<String, ParseError> {
        let mut file = Table::new();
        for (field, value) in changes {
            let mut leaf = self.number_leaf(field).ok_or_else(|| {
                ParseError::at("", "unknown-field", field, field.as_str(), "a number in force")
            })?;
            leaf.insert("value".to_owned(), Value::Integer(*value));
            put(&mut file, field, leaf);
        }
        let mut title = Table::new();
        for (language, text) in
            [("nb", &self.title.nb), ("nn", &self.title.nn), ("en", &self.title.en)]
        {
            title.insert(language.to_owned(), Value::String(text.clone()));
        }
        for (key, value) in [
            ("id", Value::String(id.to_owned())),
            ("extends", Value::String(self.id.0.clone())),
            ("version", Value::Integer(i64::from(self.version) + 1)),
            ("valid_from", Value::String(valid_from.to_string())),
            ("source", Value::String(source.to_owned())),
            ("title", Value::Table(title)),
        ] {
            file.insert(key.to_owned(), value);
        }
        Ok(file.to_string())
    }

    fn number_leaf(&self, field: &str) -> Option<Table> {
        let mut at = &self.merged;
        for key in field.split('.') {
            at = at.get(key)?.as_table()?;
        }
        let is_number = at.contains_key("law") && at.get("value")?.is_integer();
        is_number.then(|| at.clone())
    }
}

fn paragraphs(table: &Table, found: &mut BTreeSet<String>) {
    for below in table.values().filter_map(Value::as_table) {
        found.extend(below.get("law").and_then(Value::as_str).map(str::to_owned));
        paragraphs(below, found);
    }
}

/// Puts a leaf at its place in a file.
fn put(file: &mut Table, field: &str, leaf: Table) {
    let (mut at, mut path) = (file, field);
    while let Some((key, rest)) = path.split_once('.') {
        let below = at.entry(key).or_insert_with(|| Value::Table(Table::new()));
        let Value::Table(below) = below else { return };
        (at, path) = (below, rest);
    }
    at.insert(path.to_owned(), Value::Table(leaf));
}

#[cfg(test)]
mod tests {
    use crate::{RuleSet, RuleSets};
    use jiff::civil::date;

    fn edited(field: &str, value: i64) -> Result<RuleSet, &'static str> {
        let base = RuleSets::shipped().get("demo-2026").unwrap();
        let changes = [(field.to_owned(), value)];
        base.with_numbers("own", date(2027, 1, 1), "2026/7", &changes)
            .and_then(|file| RuleSet::parse(&file, RuleSets::shipped()))
            .map_err(|error| error.code)
    }

    #[test]
    fn another_number_keeps_its_paragraph_and_all_else() {
        let base = RuleSets::shipped().get("demo-2026").unwrap();
        let own = edited("appeal.deadline", 4).unwrap();
        assert_eq!((own.version, own.valid_from), (base.version + 1, date(2027, 1, 1)));
        let (old, new) = (base.numbers(), own.numbers());
        let changed: Vec<_> = old.iter().zip(&new).filter(|(old, new)| old != new).collect();
        assert_eq!(changed.len(), 1);
        assert_eq!((changed[0].0.value, changed[0].1.value), (3, 4));
        assert_eq!(changed[0].0.law, changed[0].1.law);
        assert_ne!(own.hash(), base.hash());
    }

    #[test]
    fn the_law_s_own_limits_hold_for_an_institution_s_numbers() {
        assert_eq!(edited("appeal.deadline", 3).err(), None);
        assert_eq!(edited("appeal.deadline", 2).err(), Some("below-the-law"));
        assert_eq!(edited("grading_deadline.deadline", 15).err(), None);
        assert_eq!(edited("grading_deadline.deadline", 16).err(), Some("above-the-law"));
        assert_eq!(edited("appeal.parts", 1).err(), Some("unknown-field"), "no number");
        assert_eq!(edited("nothing.there", 1).err(), Some("unknown-field"));
    }
}
