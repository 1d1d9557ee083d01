//! What is said when a file cannot be used.

/// A file that cannot be used: where, what was read, and what would have been allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: read {read}, allowed: {allowed}")]
pub struct InputError {
    /// As it was called by the one who gave it.
    pub file: String,
    /// Counts from one; 0 means the file as a whole.
    pub line: usize,
    /// What stood there, shortened.
    pub read: String,
    /// What could have stood there.
    pub allowed: String,
}

/// Longer values are cut before they are repeated in a message.
const SHOWN: usize = 60;

impl InputError {
    /// An error at `line` of `file`; `read` is shortened to what a message can carry.
    #[must_use]
    pub fn new(file: &str, line: usize, read: &str, allowed: impl Into<String>) -> Self {
        let mut shown: String = read.chars().take(SHOWN).flat_map(char::escape_debug).collect();
        if read.chars().nth(SHOWN).is_some() {
            shown.push('…');
        }
        if shown.is_empty() {
            "nothing".clone_into(&mut shown);
        }
        Self { file: file.to_owned(), line, read: shown, allowed: allowed.into() }
    }
}
