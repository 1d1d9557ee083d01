//! A file on top of the one it extends, held to what the law forbids.
//!
//! A leaf is a table with `law` in it. A leaf of the upper file replaces that of the
//! lower one whole. Where the lower leaf, or one below it, carries `bound`, the upper
//! value must keep to it: `no_less`, `no_more` or `fixed`.

use super::error::join;
use super::{ParseError, RuleSet};
use crate::calendar::Period;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// The bounds that hold for whatever is put on top: field to (kind, leaf that set it).
pub(super) type Bounds = BTreeMap<String, (Bound, Table)>;

/// Which way the law binds a value that an institution sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It may not be lower or shorter.
    NoLess,
    /// It may not be higher or longer.
    NoMore,
    /// It may not be another.
    Fixed,
}

struct Merge<'a> {
    text: &'a str,
    bounds: Bounds,
}

/// Puts the sections of a file on top of those of its base.
pub(super) fn merge(
    text: &str,
    base: Option<&RuleSet>,
    own: Table,
) -> Result<(Table, Bounds), ParseError> {
    let mut merge = Merge { text, bounds: base.map(|b| b.bounds.clone()).unwrap_or_default() };
    let mut merged = base.map(|b| b.merged.clone()).unwrap_or_default();
    merge.group(&mut merged, own, "")?;
    Ok((merged, merge.bounds))
}

impl Merge<'_> {
    fn group(&mut self, into: &mut Table, from: Table, path: &str) -> Result<(), ParseError> {
        for (key, value) in from {
            let path = join(path, &key);
            let Value::Table(table) = value else {
                return Err(self.no_paragraph(&path, &value));
            };
            if table.contains_key("law") {
                let leaf = self.leaf(&path, table)?;
                into.insert(key, Value::Table(leaf));
            } else if table.contains_key("value") {
                return Err(self.no_paragraph(&path, &Value::Table(table)));
            } else {
                let below = into.entry(key).or_insert_with(|| Value::Table(Table::new()));
                let Value::Table(below) = below else { continue };
                self.group(below, table, &path)?;
            }
        }
        Ok(())
    }

    fn leaf(&mut self, path: &str, mut leaf: Table) -> Result<Table, ParseError> {
        let bound = leaf.remove("bound").map(|bound| self.bound(path, &bound)).transpose()?;
        leaf.remove("note");
        if leaf.get("law").and_then(Value::as_str).is_none_or(|law| law.trim().is_empty()) {
            return Err(self.no_paragraph(path, &Value::Table(leaf)));
        }
        self.check_length(path, &leaf)?;
        if let Some((kind, floor)) = self.bounds.get(path) {
            self.hold(path, *kind, floor, &leaf)?;
        }
        if let Some(bound) = bound {
            self.bounds.entry(path.to_owned()).or_insert_with(|| (bound, leaf.clone()));
        }
        Ok(leaf)
    }

    fn bound(&self, path: &str, bound: &Value) -> Result<Bound, ParseError> {
        match bound.as_str() {
            Some("no_less") => Ok(Bound::NoLess),
            Some("no_more") => Ok(Bound::NoMore),
            Some("fixed") => Ok(Bound::Fixed),
            _ => Err(self.error(
                "bad-value",
                path,
                bound.to_string(),
                "bound no_less, no_more or fixed",
            )),
        }
    }

    /// A period is long enough to mean something and short enough to count.
    fn check_length(&self, path: &str, leaf: &Table) -> Result<(), ParseError> {
        let Some(value) = leaf.get("value").filter(|_| leaf.contains_key("unit")) else {
            return Ok(());
        };
        match value.as_integer() {
            Some(1..=400) => Ok(()),
            _ => Err(self.error(
                "bad-value",
                path,
                value.to_string(),
                "a whole number from 1 to 400",
            )),
        }
    }

    fn hold(&self, path: &str, kind: Bound, floor: &Table, leaf: &Table) -> Result<(), ParseError> {
        let law = floor.get("law").and_then(Value::as_str).unwrap_or_default();
        let comparison = compare(floor, leaf);
        let (code, word) = match kind {
            Bound::Fixed => ("fixed-by-law", "exactly"),
            Bound::NoLess => ("below-the-law", "no less than"),
            Bound::NoMore => ("above-the-law", "no more than"),
        };
        let kept = comparison.is_some_and(|order| match kind {
            Bound::Fixed => order.is_eq(),
            Bound::NoLess => order.is_ge(),
            Bound::NoMore => order.is_le(),
        });
        if kept {
            return Ok(());
        }
        Err(self.error(code, path, say(leaf), &format!("{word} {} ({law})", say(floor))))
    }

    fn no_paragraph(&self, path: &str, given: &Value) -> ParseError {
        self.error(
            "no-paragraph",
            path,
            given.to_string(),
            "{ value = …, law = \"the paragraph\" }",
        )
    }

    fn error(&self, code: &'static str, path: &str, given: String, allowed: &str) -> ParseError {
        ParseError::at(self.text, code, path, given, allowed)
    }
}

/// How a leaf compares with the one it may not pass; `None` where they cannot be
/// compared, such as working days with weeks.
fn compare(floor: &Table, leaf: &Table) -> Option<std::cmp::Ordering> {
    if floor.contains_key("unit") || leaf.contains_key("unit") {
        let (floor, leaf) = (period(floor)?, period(leaf)?);
        if floor.unit == leaf.unit {
            return Some(leaf.value.cmp(&floor.value));
        }
        return Some(leaf.calendar_days()?.cmp(&floor.calendar_days()?));
    }
    let (Some(floor), Some(leaf)) = (floor.get("value"), leaf.get("value")) else {
        return same_but_for_law(floor, leaf).then_some(std::cmp::Ordering::Equal);
    };
    match (floor.as_integer(), leaf.as_integer()) {
        (Some(floor), Some(leaf)) => Some(leaf.cmp(&floor)),
        _ => (floor == leaf).then_some(std::cmp::Ordering::Equal),
    }
}

/// Whether two leaves that hold more than one value say the same, on whatever paragraph.
fn same_but_for_law(floor: &Table, leaf: &Table) -> bool {
    let others = |table: &Table| table.iter().filter(|(key, _)| *key != "law").count();
    let same = |(key, value): (&String, &Value)| key == "law" || leaf.get(key) == Some(value);
    others(floor) == others(leaf) && floor.iter().all(same)
}

fn period(leaf: &Table) -> Option<Period> {
    let mut bare = leaf.clone();
    bare.retain(|key, _| key == "value" || key == "unit");
    bare.try_into().ok()
}

fn say(leaf: &Table) -> String {
    period(leaf).map_or_else(
        || leaf.get("value").map(ToString::to_string).unwrap_or_default(),
        |period| period.text().en,
    )
}
