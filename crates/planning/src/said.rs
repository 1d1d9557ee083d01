//! Shortcuts to what is said.

use office::Error;
use rules::Text;
use ui::ToArg;
use ui::messages::text;

/// A message in all three language forms.
pub fn said(key: &str) -> Text {
    text(key, &[])
}

/// A fault at a field.
pub fn at(field: &str, key: &str, args: &[(&str, &dyn ToArg)]) -> Error {
    Error::field(field, text(key, args))
}

/// A refusal of the house.
pub fn refused(code: &str, key: &str, args: &[(&str, &dyn ToArg)]) -> Error {
    Error::refused(code, text(key, args))
}

/// Puts what a use case refused back at the fields of its form; what is no fault of the input is
/// handed on.
pub fn put_back(mut form: ui::Form, error: Error) -> office::Result<ui::Form> {
    match error {
        Error::Invalid(faults) => {
            for fault in faults {
                form.add_error(&fault.field, fault.text);
            }
        }
        Error::Refused(refused) => form.add_error("", refused.text),
        other => return Err(other),
    }
    Ok(form)
}

/// Tells that the database holds what it should not.
pub fn wrong(what: &str) -> Error {
    Error::Internal(anyhow::anyhow!("the database holds what is not {what}"))
}
