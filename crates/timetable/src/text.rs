//! Files as lines and numbers, with the place kept for messages.

use crate::InputError;

/// More exams of one student are a fault of the file, and their pairs more than memory holds.
pub(crate) const MOST_OWN: usize = 500;

/// A file's name, used in messages alone, and its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// As the user called it.
    pub name: &'a str,
    /// All of it.
    pub bytes: &'a [u8],
}

/// One line that is not blank, with its number from one, without space around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    file: &'a str,
    pub number: usize,
    pub text: &'a str,
}

impl<'a> Source<'a> {
    /// The lines that are not blank. LF, CR LF, a missing last line end and the old DOS end mark are allowed.
    ///
    /// # Errors
    /// Bytes that are not UTF-8: the line where they stand.
    pub(crate) fn lines(self) -> Result<Vec<Line<'a>>, InputError> {
        let text = self.text()?;
        let numbered = text.lines().enumerate();
        let line = |(place, text): (usize, &'a str)| Line {
            file: self.name,
            number: place + 1,
            text: text
                .trim_matches(|c: char| c.is_whitespace() || c == '\u{1a}' || c == '\u{feff}'),
        };
        Ok(numbered.map(line).filter(|line| !line.text.is_empty()).collect())
    }

    /// All of it as text.
    ///
    /// # Errors
    /// Bytes that are not UTF-8: the line where they stand.
    pub(crate) fn text(self) -> Result<&'a str, InputError> {
        std::str::from_utf8(self.bytes).map_err(|error| {
            let before = self.bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            let byte = self.bytes.get(error.valid_up_to()).copied().unwrap_or_default();
            self.error(line, &format!("byte 0x{byte:02x}"), "text in UTF-8")
        })
    }

    /// An error in this file.
    pub(crate) fn error(self, line: usize, read: &str, allowed: impl Into<String>) -> InputError {
        InputError::new(self.name, line, read, allowed)
    }
}

impl<'a> Line<'a> {
    /// The line's parts between commas, without space around them; empty parts are passed over.
    pub fn by_comma(self) -> Vec<&'a str> {
        self.text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect()
    }

    /// The line's parts between white space.
    pub fn by_space(self) -> Vec<&'a str> {
        self.text.split_whitespace().collect()
    }

    /// A whole number from 0 to `most`.
    pub fn number(self, read: &str, what: &str, most: u32) -> Result<u32, InputError> {
        let allowed = || format!("{what}: a whole number from 0 to {most}");
        let parsed = read.parse::<u32>().ok().filter(|number| *number <= most);
        parsed.ok_or_else(|| self.error(read, allowed()))
    }

    /// The part at `place`, as a whole number from 0 to `most`.
    pub fn number_at(
        self,
        parts: &[&str],
        place: usize,
        what: &str,
        most: u32,
    ) -> Result<u32, InputError> {
        match parts.get(place) {
            Some(read) => self.number(read, what, most),
            None => Err(self.error(self.text, format!("{what} as value {}", place + 1))),
        }
    }

    /// An error in this line.
    pub fn error(self, read: &str, allowed: impl Into<String>) -> InputError {
        InputError::new(self.file, self.number, read, allowed)
    }
}
