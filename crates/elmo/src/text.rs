//! How texts are made even before they are written or compared.

/// One line: white space at the ends is gone, and each stretch of it within is a single blank (`xs:token`).
pub(crate) fn token(given: &str) -> String {
    given.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Several lines: blanks at the ends of lines and empty lines at both ends are gone, and so is what a Windows
/// machine puts at the end of a line.
pub(crate) fn lines(given: &str) -> String {
    let even = given.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = even.split('\n').map(|line| line.trim_matches(is_space)).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// What XML counts as white space.
pub(crate) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// Whether XML 1.0 has a way to write the character.
pub(crate) fn is_allowed(character: char) -> bool {
    let below = character < ' ' && !is_space(character);
    !below && !matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

#[test]
fn a_token_is_one_line_and_lines_stay_lines() {
    assert_eq!(token(" Universitetet \n\ti  Oslo "), "Universitetet i Oslo");
    assert_eq!(lines("\r\n  one \r\ntwo\r\n\n three\n\n"), "one\ntwo\n\nthree");
    assert_eq!((token(" \t"), lines("\n \n")), (String::new(), String::new()));
}

#[test]
fn control_characters_cannot_be_written() {
    assert!("\t\n\r æ\u{7f}\u{85}\u{fffd}😀".chars().all(is_allowed));
    assert!(!"\0\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}".chars().any(is_allowed));
}
