//! Reading facts: strictly, and with an error that a person can act on.

use super::root_schema;
use crate::calendar::EventDate;
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thiserror::Error;

/// Facts that cannot be used, in one line: the field, what was given, what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field}: given {given}, allowed: {allowed}")]
pub struct BadFacts {
    /// The path of the field, e.g. `explanation.given`.
    pub field: String,
    /// What stands there, as JSON, shortened; `nothing` where the field is absent.
    pub given: String,
    /// What may stand there.
    pub allowed: String,
}

/// Longer values are cut: the line is for a terminal.
const GIVEN_MAX_CHARS: usize = 60;

impl BadFacts {
    /// An error at a field with what was given there.
    pub fn new(field: impl Into<String>, given: &Value, allowed: impl Into<String>) -> Self {
        let mut given = given.to_string();
        if given.chars().count() > GIVEN_MAX_CHARS {
            given = given.chars().take(GIVEN_MAX_CHARS).chain(['…']).collect();
        }
        Self { field: field.into(), given, allowed: allowed.into() }
    }

    /// A field that had to be given.
    pub fn missing(field: impl Into<String>, allowed: impl Into<String>) -> Self {
        Self { field: field.into(), given: "nothing".into(), allowed: allowed.into() }
    }
}

/// Reads the facts of a rule.
pub(super) fn read<F: DeserializeOwned + JsonSchema>(facts: &Value) -> Result<F, BadFacts> {
    serde_path_to_error::deserialize(facts).map_err(|error| {
        let path = error.path().to_string();
        explain::<F>(facts, &path, &error.inner().to_string())
    })
}

/// Turns serde's message into field, given and allowed.
fn explain<F: JsonSchema>(facts: &Value, path: &str, message: &str) -> BadFacts {
    let named = message.split('`').nth(1).unwrap_or_default();
    if message.starts_with("missing field") {
        let allowed = describe::<F>(named).unwrap_or_else(|| "it must be given".into());
        return BadFacts::missing(join(path, named), allowed);
    }
    let allowed = message.split_once(", expected ").map_or(message, |(_, allowed)| allowed);
    let allowed = allowed.replace('`', "");
    if message.starts_with("unknown field") {
        let parent = path.strip_suffix(named).unwrap_or(path).trim_end_matches('.');
        let field = join(parent, named);
        let given = at(facts, &field).cloned().unwrap_or(Value::Null);
        return BadFacts::new(field, &given, format!("only the fields {allowed}"));
    }
    let given = at(facts, path).cloned().unwrap_or(Value::Null);
    BadFacts::new(if path == "." { "facts" } else { path }, &given, allowed)
}

fn join(path: &str, field: &str) -> String {
    if path.is_empty() || path == "." { field.to_owned() } else { format!("{path}.{field}") }
}

/// The value at a path such as `group.members` or `previous[2]`.
fn at<'a>(facts: &'a Value, path: &str) -> Option<&'a Value> {
    let pointer = path.replace(['.', '['], "/").replace(']', "");
    if pointer.chars().all(|c| c == '/') {
        Some(facts)
    } else {
        facts.pointer(&format!("/{pointer}"))
    }
}

/// What the schema says about a field of the facts.
fn describe<F: JsonSchema>(field: &str) -> Option<String> {
    let schema = root_schema::<F>();
    let property = schema.get("properties")?.get(field)?;
    let about = property.get("description")?.as_str()?.lines().next()?.trim_end_matches('.');
    let defined = property.get("$ref").and_then(serde_json::Value::as_str);
    let format = defined.and_then(|pointer| schema.pointer(pointer.strip_prefix('#')?));
    let format = format.and_then(|definition| definition.get("description")?.as_str());
    Some(format.map_or(about.to_owned(), |format| format!("{about} ({format})")))
}

/// The schema of the facts, with `rule_set`, which every rule takes.
pub(super) fn schema<F: JsonSchema>() -> Schema {
    let mut schema = root_schema::<F>();
    let rule_set = json!({
        "type": "string",
        "description": "the rule set to use; left out, the date of the event chooses it",
    });
    let properties = schema.ensure_object().entry("properties").or_insert_with(|| json!({}));
    if let Some(properties) = properties.as_object_mut() {
        properties.insert("rule_set".into(), rule_set);
    }
    schema
}

/// The fields that date an event, in the order in which they choose the rule set.
const DATE_FIELDS: [&str; 8] =
    ["exam_date", "announced", "received", "requested", "known", "lodged", "from", "to"];

/// The date by which the rule set is chosen: the first dated field, else the first day
/// of the term. `None` where the facts carry no date.
pub(super) fn event_date(facts: &Value) -> Result<Option<EventDate>, BadFacts> {
    for field in DATE_FIELDS {
        if let Some(given) = facts.get(field).filter(|given| given.is_string()) {
            return read_date(field, given).map(Some);
        }
    }
    let term = facts.get("term").and_then(Value::as_str);
    Ok(term.and_then(|term| crate::Term::parse(term).ok()).map(|term| term.first_day().into()))
}

fn read_date(field: &str, given: &Value) -> Result<EventDate, BadFacts> {
    serde_json::from_value(given.clone()).map_err(|error: serde_json::Error| {
        let message = error.to_string();
        let allowed = message.split_once(", expected ").map_or("", |(_, allowed)| allowed);
        BadFacts::new(field, given, allowed)
    })
}
