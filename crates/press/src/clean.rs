//! What happens to text before it is set: nothing invisible goes to paper, and a
//! paragraph of the law stays on one line.

use crate::world;
use letters::PressError;
use serde_json::Value;

/// Removes control characters from every text in the data; line breaks stay, since the
/// template makes paragraphs of them. The sign § gets no-break spaces on both sides.
///
/// # Errors
/// [`PressError::Document`] when a character has no glyph in the fonts of the house: a name
/// printed with a hole in it would be wrong, so a person must look at it.
pub(crate) fn clean(data: &mut Value) -> Result<(), PressError> {
    match data {
        Value::String(text) => clean_text(text),
        Value::Array(items) => items.iter_mut().try_for_each(clean),
        Value::Object(fields) => fields.values_mut().try_for_each(clean),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

fn clean_text(text: &mut String) -> Result<(), PressError> {
    text.retain(|c| c == '\n' || !c.is_control());
    if text.contains('§') {
        *text = text.replace("§ ", "§\u{a0}").replace(" §", "\u{a0}§");
    }
    let missing = text.chars().find(|&c| !c.is_whitespace() && !world::can_set(c));
    missing.map_or(Ok(()), |c| {
        let code = u32::from(c);
        Err(PressError::Document(format!("no font has the character U+{code:04X}")))
    })
}
