//! A form as it was posted: what was typed, and what is wrong with it.
//!
//! A use case that cannot accept a form hands the same [`Form`] back to the page, which shows every typed
//! value again and each error at its field. What a person types is hers, so a form cannot be printed.

mod read;
#[cfg(test)]
mod tests;

use crate::Frame;
use rules::{Refusal, Text};

/// The longest text in one field of a form: about ten pages.
pub const TEXT_MAX: usize = 30_000;

/// Something that is wrong at one field.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name; empty when the whole form is meant.
    pub field: String,
    /// What is wrong and what is allowed.
    pub text: Text,
}

/// The values of a form and the errors found in them.
#[derive(Clone, Default)]
pub struct Form {
    id: String,
    values: Vec<(String, String)>,
    errors: Vec<FieldError>,
    labels: Vec<(&'static str, &'static str)>,
}

impl Form {
    /// An empty form.
    pub fn new() -> Self {
        Self::default()
    }

    /// A form with the posted names and values, in their order.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { values: pairs.into_iter().collect(), ..Self::default() }
    }

    /// Gives the fields' ids a prefix: needed where a page holds several forms with the same field.
    #[must_use]
    pub fn named(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// Names the fields by their labels' message keys, so that the error summary can say which is meant.
    #[must_use]
    pub fn labels(mut self, labels: &[(&'static str, &'static str)]) -> Self {
        self.labels = labels.to_vec();
        self
    }

    /// Fills a field in beforehand. A field that has been posted keeps what was posted.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        if !self.values.iter().any(|(present, _)| present == name) {
            self.values.push((name.to_owned(), value.into()));
        }
        self
    }

    /// What was typed into a field, untrimmed; empty if nothing was.
    pub fn field(&self, name: &str) -> &str {
        self.values.iter().find(|(present, _)| present == name).map_or("", |(_, value)| value)
    }

    /// Every value posted under a name (checkboxes).
    pub fn all<'f>(&'f self, name: &str) -> impl Iterator<Item = &'f str> {
        self.values
            .iter()
            .filter(move |(present, _)| present == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether this value is chosen.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|chosen| chosen == value)
    }

    /// The id of a field's element.
    pub fn id_of(&self, name: &str) -> String {
        if self.id.is_empty() { name.to_owned() } else { format!("{}-{name}", self.id) }
    }

    /// The first error at a field.
    pub fn error(&self, name: &str) -> Option<&Text> {
        self.errors.iter().find(|error| error.field == name).map(|error| &error.text)
    }

    /// Records an error at a field; with an empty name, an error of the whole form.
    pub fn add_error(&mut self, field: &str, text: Text) {
        self.errors.push(FieldError { field: field.to_owned(), text });
    }

    /// Records a refusal by a rule at the field that it concerns, each of several in its turn.
    pub fn refuse(&mut self, field: &str, refusal: &Refusal) {
        if refusal.all.is_empty() {
            self.add_error(field, refusal.text.clone());
        }
        for one in &refusal.all {
            self.add_error(field, one.text.clone());
        }
    }

    /// Every error, in the order found.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Whether nothing is wrong so far.
    pub fn is_valid(&self) -> bool {
        self.errors.is_empty()
    }

    /// An error as the summary writes it: with the field's label before it, where that is known.
    pub fn summary(&self, error: &FieldError, frame: &Frame) -> String {
        let text = frame.text(&error.text);
        match self.labels.iter().find(|(field, _)| *field == error.field) {
            Some((_, label)) => format!("{}: {text}", frame.t(label)),
            None => text.to_owned(),
        }
    }
}
