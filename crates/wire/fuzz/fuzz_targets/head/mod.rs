//! Bytes as a request or a response: a first line, fields until a blank line, and the body.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

/// The first line, the fields that HTTP lets through, and the body.
pub fn split(data: &[u8]) -> (&[u8], HeaderMap, Bytes) {
    let mut rest = data;
    let first = line(&mut rest);
    let mut fields = HeaderMap::new();
    loop {
        let field = line(&mut rest);
        let Some(colon) = field.iter().position(|byte| *byte == b':') else { break };
        let name = HeaderName::from_bytes(&field[..colon]);
        let value = HeaderValue::from_bytes(field[colon + 1..].trim_ascii());
        if let (Ok(name), Ok(value)) = (name, value) {
            fields.append(name, value);
        }
    }
    (first, fields, Bytes::copy_from_slice(rest))
}

fn line<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let line = &rest[..end];
    *rest = rest.get(end + 1..).unwrap_or_default();
    line
}
