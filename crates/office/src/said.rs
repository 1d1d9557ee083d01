//! Shortcuts to what is said, for routines that say it by the message catalogue.

use crate::Error;
use rules::Text;
use ui::ToArg;
use ui::messages::text;

/// A message in all three language forms.
pub fn said(key: &str) -> Text {
    text(key, &[])
}

/// What is wrong at a field.
pub fn at(field: &str, key: &str, args: &[(&str, &dyn ToArg)]) -> Error {
    Error::field(field, text(key, args))
}

/// A refusal of the house.
pub fn refused(code: &str, key: &str, args: &[(&str, &dyn ToArg)]) -> Error {
    Error::refused(code, text(key, args))
}
