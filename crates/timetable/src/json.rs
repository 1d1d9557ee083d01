//! JSON that knows on which line each value stands, so that a message can say where.

use crate::{InputError, Source};
use std::ops::RangeInclusive;

/// Deeper nesting means nothing in any of our files.
const DEEPEST: usize = 12;
/// No object of ours has so many fields.
const MOST_FIELDS: usize = 64;

/// A value and its line.
#[derive(Debug, Clone)]
pub(crate) struct Value<'a> {
    pub line: usize,
    file: &'a str,
    kind: Kind<'a>,
}

#[derive(Debug, Clone)]
enum Kind<'a> {
    /// `true`, `false` or `null`.
    Word(&'a str),
    Number(&'a str),
    Text(String),
    List(Vec<Value<'a>>),
    Fields(Vec<(String, Value<'a>)>),
}

/// The fields of an object, taken one by one; what is left over in the end is unknown.
#[derive(Debug)]
pub(crate) struct Fields<'a> {
    pub line: usize,
    file: &'a str,
    left: Vec<(String, Value<'a>)>,
}

/// Reads one value that fills the file.
///
/// # Errors
/// Bytes that are not UTF-8, text that is not JSON, a field twice in one object, nesting that goes too deep.
pub(crate) fn parse(file: Source<'_>) -> Result<Value<'_>, InputError> {
    let text = file.text()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { file: file.name, rest: text, line: 1, depth: 0 };
    let value = reader.value()?;
    reader.space();
    match reader.rest.is_empty() {
        true => Ok(value),
        false => Err(reader.error("nothing after the end")),
    }
}

struct Reader<'a> {
    file: &'a str,
    rest: &'a str,
    line: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn space(&mut self) {
        let trimmed = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
        self.take(self.rest.len() - trimmed.len());
    }

    /// The next bytes, counted as read.
    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.line += taken.bytes().filter(|byte| *byte == b'\n').count();
        self.rest = rest;
        taken
    }

    fn error(&self, allowed: &str) -> InputError {
        let end = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
        let read = if self.rest.is_empty() { "the end of the file" } else { &self.rest[..end] };
        InputError::new(self.file, self.line, read, allowed)
    }

    fn eats(&mut self, sign: char) -> bool {
        self.space();
        let there = self.rest.starts_with(sign);
        if there {
            self.take(sign.len_utf8());
        }
        there
    }

    fn value(&mut self) -> Result<Value<'a>, InputError> {
        self.space();
        let line = self.line;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error("less nesting"));
        }
        let kind = match self.rest.chars().next() {
            Some('{') => self.fields()?,
            Some('[') => self.list()?,
            Some('"') => Kind::Text(self.text()?),
            Some('-' | '0'..='9') => {
                let number =
                    |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
                let end = self.rest.find(|c| !number(c)).unwrap_or(self.rest.len());
                Kind::Number(self.take(end))
            }
            _ => {
                let words = ["true", "false", "null"];
                let Some(word) = words.iter().find(|word| self.rest.starts_with(**word)) else {
                    return Err(self.error("a value of JSON"));
                };
                Kind::Word(self.take(word.len()))
            }
        };
        self.depth -= 1;
        Ok(Value { line, file: self.file, kind })
    }

    fn list(&mut self) -> Result<Kind<'a>, InputError> {
        self.take(1);
        let mut values = Vec::new();
        while !self.eats(']') {
            if !values.is_empty() && !self.eats(',') {
                return Err(self.error(", or ]"));
            }
            values.push(self.value()?);
        }
        Ok(Kind::List(values))
    }

    fn fields(&mut self) -> Result<Kind<'a>, InputError> {
        self.take(1);
        let mut fields: Vec<(String, Value)> = Vec::new();
        while !self.eats('}') {
            if !fields.is_empty() && !self.eats(',') {
                return Err(self.error(", or }"));
            }
            self.space();
            if !self.rest.starts_with('"') {
                return Err(self.error("the name of a field in \"\""));
            }
            let name = self.text()?;
            if fields.len() == MOST_FIELDS || fields.iter().any(|(seen, _)| *seen == name) {
                return Err(InputError::new(self.file, self.line, &name, "each field once"));
            }
            if !self.eats(':') {
                return Err(self.error(":"));
            }
            fields.push((name, self.value()?));
        }
        Ok(Kind::Fields(fields))
    }

    /// A text in quotation marks, which may not run over the end of its line.
    fn text(&mut self) -> Result<String, InputError> {
        let bytes = self.rest.as_bytes();
        let mut end = 1;
        while bytes.get(end).is_some_and(|byte| *byte != b'"' && *byte >= 0x20) {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let whole = self.rest.get(..=end).filter(|_| bytes.get(end) == Some(&b'"'));
        let read = whole.and_then(|whole| serde_json::from_str(whole).ok());
        let Some(text) = read else {
            return Err(self.error("a text that ends with \" on its line"));
        };
        self.take(end + 1);
        Ok(text)
    }
}

impl<'a> Value<'a> {
    /// An error at this value.
    pub fn error(&self, allowed: impl Into<String>) -> InputError {
        let read = match &self.kind {
            Kind::Word(word) | Kind::Number(word) => (*word).to_owned(),
            Kind::Text(text) => text.clone(),
            Kind::List(list) => format!("a list of {}", list.len()),
            Kind::Fields(fields) => {
                let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
                format!("{{{}}}", names.join(", "))
            }
        };
        InputError::new(self.file, self.line, &read, allowed)
    }

    /// The fields of an object.
    pub fn fields(self, what: &str) -> Result<Fields<'a>, InputError> {
        match self.kind {
            Kind::Fields(left) => Ok(Fields { line: self.line, file: self.file, left }),
            _ => Err(self.error(format!("{what}: an object in {{}}"))),
        }
    }

    /// The values of a list.
    pub fn list(self, what: &str) -> Result<Vec<Value<'a>>, InputError> {
        match self.kind {
            Kind::List(values) => Ok(values),
            _ => Err(self.error(format!("{what}: a list in []"))),
        }
    }

    /// A text that is not blank.
    pub fn text(&self, what: &str) -> Result<&str, InputError> {
        match &self.kind {
            Kind::Text(text) if !text.trim().is_empty() => Ok(text),
            _ => Err(self.error(format!("{what}: a text in \"\""))),
        }
    }

    /// A whole number inside `allowed`.
    pub fn number(&self, what: &str, allowed: &RangeInclusive<u32>) -> Result<u32, InputError> {
        let parsed = match &self.kind {
            Kind::Number(digits) => digits.parse().ok().filter(|number| allowed.contains(number)),
            _ => None,
        };
        let (from, to) = (allowed.start(), allowed.end());
        parsed.ok_or_else(|| self.error(format!("{what}: a whole number from {from} to {to}")))
    }

    /// True or false.
    pub fn yes(&self, what: &str) -> Result<bool, InputError> {
        match &self.kind {
            Kind::Word("true") => Ok(true),
            Kind::Word("false") => Ok(false),
            _ => Err(self.error(format!("{what}: true or false"))),
        }
    }
}

impl<'a> Fields<'a> {
    /// The field, if it is there.
    pub fn take(&mut self, name: &str) -> Option<Value<'a>> {
        let at = self.left.iter().position(|(own, _)| own == name)?;
        Some(self.left.remove(at).1)
    }

    /// The field, which must be there.
    pub fn need(&mut self, name: &str) -> Result<Value<'a>, InputError> {
        self.take(name).ok_or_else(|| self.error(&format!("no {name}"), format!("a field {name}")))
    }

    /// The values of a list that may be left out.
    pub fn list(&mut self, name: &str) -> Result<Vec<Value<'a>>, InputError> {
        self.take(name).map_or(Ok(Vec::new()), |value| value.list(name))
    }

    /// A number that may be left out.
    pub fn number(
        &mut self,
        name: &str,
        allowed: &RangeInclusive<u32>,
        left_out: u32,
    ) -> Result<u32, InputError> {
        self.take(name).map_or(Ok(left_out), |value| value.number(name, allowed))
    }

    /// An error at the object.
    pub fn error(&self, read: &str, allowed: impl Into<String>) -> InputError {
        InputError::new(self.file, self.line, read, allowed)
    }

    /// Nothing may be left over.
    pub fn end(self, known: &[&str]) -> Result<(), InputError> {
        match self.left.first() {
            None => Ok(()),
            Some((name, value)) => {
                let allowed = format!("the fields {}", known.join(", "));
                Err(InputError::new(self.file, value.line, name, allowed))
            }
        }
    }
}
