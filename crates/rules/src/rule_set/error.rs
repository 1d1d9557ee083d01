//! What is wrong with a regulation file, and where.

use thiserror::Error;

/// Why a regulation file was not accepted, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{place}{field}: given {given}, allowed: {allowed} [{code}]", place = at(.line))]
pub struct ParseError {
    /// The name of the error: `unreadable`, `unknown-field`, `missing-field`,
    /// `bad-value`, `no-paragraph`, `unknown-base`, `below-the-law`, `above-the-law`,
    /// `fixed-by-law`.
    pub code: &'static str,
    /// The line of the file, counted from 1, where it can be told.
    pub line: Option<usize>,
    /// The field, e.g. `appeal.deadline`.
    pub field: String,
    /// What stands there.
    pub given: String,
    /// What may stand there.
    pub allowed: String,
}

fn at(line: &Option<usize>) -> String {
    line.map(|line| format!("line {line}: ")).unwrap_or_default()
}

impl ParseError {
    /// An error at a field of the file.
    pub(super) fn at(
        text: &str,
        code: &'static str,
        field: &str,
        given: impl Into<String>,
        allowed: impl Into<String>,
    ) -> Self {
        Self {
            code,
            line: line_of(text, field),
            field: field.to_owned(),
            given: one_line(given.into()),
            allowed: one_line(allowed.into()),
        }
    }

    /// Text that is no TOML at all.
    pub(super) fn toml(text: &str, error: &toml::de::Error) -> Self {
        let start = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.get(..start).map_or(1, |before| before.matches('\n').count() + 1);
        Self {
            code: "unreadable",
            line: Some(line),
            field: "file".into(),
            given: format!("{:?}", text.lines().nth(line - 1).unwrap_or_default()),
            allowed: one_line(format!("TOML ({})", error.message())),
        }
    }

    /// A value that could not be read into its section.
    pub(super) fn value(text: &str, path: &str, error: &str) -> Self {
        if let Some(field) = quoted_after(error, "missing field ") {
            let path = join(path, field);
            return Self::at(text, "missing-field", &path, "nothing", "it must be set");
        }
        let (given, allowed) =
            error.split_once(", expected ").unwrap_or((error, "see the shipped files"));
        let code = if error.starts_with("unknown field") { "unknown-field" } else { "bad-value" };
        let given = quoted_after(given, "unknown ").unwrap_or(given);
        Self::at(text, code, path, given, allowed.replace('`', ""))
    }
}

fn quoted_after<'a>(message: &'a str, start: &str) -> Option<&'a str> {
    message.strip_prefix(start)?.split('`').nth(1)
}

fn one_line(text: String) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Joins two parts of a field's path.
pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() || path == "." { key.to_owned() } else { format!("{path}.{key}") }
}

/// The line on which a field stands, found by its section header and key. A field that
/// is absent is shown at its section.
fn line_of(text: &str, field: &str) -> Option<usize> {
    let mut section = String::new();
    let mut best = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let path =
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
                section = name.trim().replace('"', "");
                section.clone()
            } else if let Some((key, _)) = line.split_once('=').filter(|_| !line.starts_with('#')) {
                join(&section, key.trim())
            } else {
                continue;
            };
        let covers =
            field == path || field.strip_prefix(&path).is_some_and(|rest| rest.starts_with('.'));
        if covers {
            best = Some(index + 1);
        }
    }
    best
}
