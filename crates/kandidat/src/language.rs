//! The language form a command answers in.

use rules::Language;

/// Reads `--language`.
///
/// # Errors
/// A tag that is none of nb, nn and en.
pub fn language(tag: &str) -> Result<Language, String> {
    Language::from_tag(tag).ok_or_else(|| "allowed: nb, nn, en".to_owned())
}
