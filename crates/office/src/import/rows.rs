//! Reading one CSV file of the office: separators, header, fields, faults.

use super::{Allowed, At, Fault, Field, Value};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// The columns of a file: those that must be there, and those that may.
pub(crate) struct Columns {
    pub(crate) required: &'static [&'static str],
    pub(crate) optional: &'static [&'static str],
}

/// One row, with the faults of its file.
pub(crate) struct Fields<'a> {
    pub(crate) at: At,
    places: &'a HashMap<String, usize>,
    record: &'a csv::StringRecord,
    faults: &'a mut Vec<Fault>,
}

impl Fields<'_> {
    /// The trimmed value; empty where the column or the value is missing.
    pub(crate) fn text(&self, field: &str) -> String {
        let place = self.places.get(field).copied();
        place.and_then(|place| self.record.get(place)).unwrap_or("").trim().to_owned()
    }

    /// A value that must be there.
    pub(crate) fn required(&mut self, field: &'static str) -> Option<String> {
        let value = self.text(field);
        if value.is_empty() {
            self.fault(field, &value, Allowed::Something);
            return None;
        }
        Some(value)
    }

    /// A value that must be there and be read by `parse`.
    pub(crate) fn parse<T>(
        &mut self,
        field: &'static str,
        allowed: Allowed,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.text(field);
        let read = parse(&value);
        if read.is_none() {
            self.fault(field, &value, allowed);
        }
        read
    }

    /// As [`Fields::parse`], of a value that is shown to nobody.
    pub(crate) fn parse_hidden<T>(
        &mut self,
        field: &'static str,
        allowed: Allowed,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.text(field);
        let read = parse(&value);
        if read.is_none() {
            let shown = if value.is_empty() { Value::from("") } else { Value::NationalId };
            push(self.faults, self.at, Field::Column(field), shown, allowed);
        }
        read
    }

    /// A value that may be left out: `Some(None)` when it is, `None` when it is wrong.
    pub(crate) fn optional<T>(
        &mut self,
        field: &'static str,
        allowed: Allowed,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.text(field).is_empty() {
            return Some(None);
        }
        self.parse(field, allowed, parse).map(Some)
    }

    pub(crate) fn fault(&mut self, field: &'static str, value: &str, allowed: Allowed) {
        push(self.faults, self.at, Field::Column(field), value, allowed);
    }
}

/// Reads a file of a folder row by row; a file that is not there has no rows. Answers
/// whether it was there.
pub(super) fn read<T>(
    folder: &Path,
    file: &'static str,
    columns: &Columns,
    faults: &mut Vec<Fault>,
    row: impl FnMut(&mut Fields<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let at = |line| At { file, line };
    let bytes = match fs::read(folder.join(file)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            push(faults, at(0), Field::File, Value::of_file(&error), Allowed::ReadableFile);
            return Some(Vec::new());
        }
    };
    Some(read_bytes(&bytes, file, columns, faults, row))
}

/// Reads the content of a file row by row.
pub(crate) fn read_bytes<T>(
    bytes: &[u8],
    file: &'static str,
    columns: &Columns,
    faults: &mut Vec<Fault>,
    mut row: impl FnMut(&mut Fields<'_>) -> Option<T>,
) -> Vec<T> {
    let at = |line| At { file, line };
    let Some(text) = utf8(bytes, at(0), faults) else { return Vec::new() };
    let semicolon = text.lines().next().unwrap_or("").contains(';');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if semicolon { b';' } else { b',' })
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let head = reader.headers().cloned().unwrap_or_default();
    let Some(places) = places(&head, columns, at(1), faults) else { return rows };
    for record in reader.into_records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                push(faults, at(line), Field::Row, Value::Broken, Allowed::CsvRow);
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != head.len() {
            let (there, allowed) = (Value::Fields(record.len()), Allowed::Fields(head.len()));
            push(faults, at(line), Field::Row, there, allowed);
            continue;
        }
        let mut fields = Fields { at: at(line), places: &places, record: &record, faults };
        rows.extend(row(&mut fields));
    }
    rows
}

/// The text without a byte order mark; a fault at the line where it stops being UTF-8.
fn utf8<'a>(bytes: &'a [u8], at: At, faults: &mut Vec<Fault>) -> Option<&'a str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => {
            let line = text.split('\0').next().unwrap_or_default().matches('\n').count() + 1;
            let at = At { line: u64::try_from(line).unwrap_or(0), ..at };
            push(faults, at, Field::Text, Value::Nul, Allowed::Letters);
            None
        }
        Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let at = At { line: u64::try_from(line).unwrap_or(0), ..at };
            push(faults, at, Field::Text, Value::NotUtf8, Allowed::Utf8);
            None
        }
    }
}

fn places(
    head: &csv::StringRecord,
    columns: &Columns,
    at: At,
    faults: &mut Vec<Fault>,
) -> Option<HashMap<String, usize>> {
    let before = faults.len();
    let all = [columns.required, columns.optional].concat();
    let mut places = HashMap::new();
    for (place, name) in head.iter().enumerate() {
        let name = name.trim();
        if !all.contains(&name) || places.insert(name.to_owned(), place).is_some() {
            push(faults, at, Field::Header, name, Allowed::Columns(all.join(", ")));
        }
    }
    for name in columns.required {
        if !places.contains_key(*name) {
            push(faults, at, Field::Header, Value::NoColumn, Allowed::Column(name));
        }
    }
    (faults.len() == before).then_some(places)
}

/// Notes a fault.
pub(super) fn push(
    faults: &mut Vec<Fault>,
    at: At,
    field: Field,
    value: impl Into<Value>,
    allowed: Allowed,
) {
    let (file, line, value) = (at.file.to_owned(), at.line, value.into());
    faults.push(Fault { file, line, field, value, allowed });
}
