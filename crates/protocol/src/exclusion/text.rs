//! The free texts of a row: a programme, the name of a case officer.

/// As long as such a text may be, in characters.
pub const TEXT_CHARACTERS_MAX: usize = 200;

/// Whether it is a text that can be kept and shown: some characters, not too many, none that steers
/// whatever shows it. What turns the direction of writing round makes a name look like another.
pub fn is_text(text: &str) -> bool {
    let long = text.chars().count() > TEXT_CHARACTERS_MAX;
    !long && !text.trim().is_empty() && !text.chars().any(|one| one.is_control() || turns(one))
}

/// The characters by which Unicode steers the direction of writing (UAX 9, 2.1 to 2.6).
const fn turns(one: char) -> bool {
    matches!(one, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_some_characters_and_none_that_steers() {
        assert!(is_text("Kåre Ñandú 李"));
        assert!(is_text(&"æ".repeat(200)));
        for no in ["", " ", "a\0", "a\nb", "Per \u{202e}neloS", "\u{2066}x\u{2069}", "x\u{200f}"] {
            assert!(!is_text(no), "{no:?}");
        }
        assert!(!is_text(&"æ".repeat(201)));
    }
}
