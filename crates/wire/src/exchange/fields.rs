//! Header fields that stand there once.

use http::HeaderMap;

/// The value of a field that stands there once, in visible ASCII and blanks.
pub(super) fn once<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}
