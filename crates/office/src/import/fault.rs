//! What is wrong with a file.

use std::fmt;

/// One bad row: where it stands, what stands there and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// The field.
    pub field: String,
    /// What stands there.
    pub value: String,
    /// What may stand there.
    pub allowed: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, field, value, allowed } = self;
        write!(f, "{file} line {line}, {field}: {value:?} is not accepted; allowed: {allowed}")
    }
}

/// Why an import wrote nothing.
#[derive(Debug)]
pub enum ImportError {
    /// Every bad row, in the order of files and lines.
    Faults(Vec<Fault>),
    /// The database.
    Office(crate::Error),
}

impl From<crate::Error> for ImportError {
    fn from(error: crate::Error) -> Self {
        Self::Office(error)
    }
}

impl From<sqlx::Error> for ImportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Office(error.into())
    }
}
