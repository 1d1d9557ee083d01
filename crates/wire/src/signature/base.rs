//! The text that is signed (RFC 9421 section 2.5).

/// One line for each component with its value, and the parameters last. Values hold no line break:
/// they are values of header fields, or derived from the request.
pub fn signature_base(lines: &[(&str, &str)], parameters: &str) -> String {
    let mut base = String::new();
    for (component, value) in lines {
        base.extend([*component, ": ", *value, "\n"]);
    }
    base.extend(["\"@signature-params\": ", parameters]);
    base
}
