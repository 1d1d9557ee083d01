//! The head of a rule-set file: who it is and from when it counts.

use super::{ParseError, RuleSet, RuleSets};
use crate::Text;
use jiff::civil::Date;
use serde::Deserialize;

/// A span of event dates; an absent end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first date, inclusive.
    pub from: Option<Date>,
    /// The last date, inclusive.
    pub to: Option<Date>,
}

impl Span {
    /// Whether a date lies in the span, both ends included.
    pub fn contains(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub id: String,
    pub title: Text,
    pub version: u32,
    pub valid_from: Date,
    pub extends: Option<String>,
    pub by_date: Option<Span>,
    /// Where the text was read; for the reader of the file only.
    #[serde(rename = "source")]
    _source: String,
}

/// The names that belong to the head; every other table is a section.
const FIELDS: [&str; 7] = ["id", "title", "version", "valid_from", "extends", "by_date", "source"];

impl Header {
    /// Takes the head off a file and leaves the sections.
    pub fn split(text: &str, table: toml::Table) -> Result<(Self, toml::Table), ParseError> {
        let (mut head, mut own) = (toml::Table::new(), toml::Table::new());
        for (key, value) in table {
            let field = FIELDS.contains(&key.as_str()) || !value.is_table();
            if field {
                head.insert(key, value)
            } else {
                own.insert(key, value)
            };
        }
        let header = serde_path_to_error::deserialize(head)
            .map_err(|e| ParseError::value(text, &e.path().to_string(), e.inner().message()))?;
        Ok((header, own))
    }

    /// The rule set that the file extends.
    pub fn base<'a>(
        &self,
        text: &str,
        bases: &'a RuleSets,
    ) -> Result<Option<&'a RuleSet>, ParseError> {
        let Some(id) = &self.extends else { return Ok(None) };
        let known = || format!("one of {}", bases.ids().collect::<Vec<_>>().join(", "));
        let base = bases.get(id);
        base.map(Some).ok_or_else(|| ParseError::at(text, "unknown-base", "extends", id, known()))
    }
}
