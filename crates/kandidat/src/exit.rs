//! How a command ends: 0 done, 1 the answer is no, 2 bad input, 3 something outside failed.

use std::io::Write;
use std::process::ExitCode;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// The question was understood and the answer is no: exit 1.
    No(String),
    /// The input cannot be used: exit 2. The text names what and where.
    BadInput(String),
    /// Something outside failed, such as a disk or a database: exit 3.
    Outside(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Outside(error)
    }
}

/// Says in one line on stderr what went wrong, if anything did, and gives the exit code.
pub fn code(result: Result<(), Failure>) -> ExitCode {
    let (line, code) = match result {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::No(line)) => (line, 1),
        Err(Failure::BadInput(line)) => (line, 2),
        Err(Failure::Outside(error)) => (format!("{error:#}"), 3),
    };
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    // Nothing more can be said if stderr is closed; the exit code still tells.
    let _ = writeln!(std::io::stderr(), "{line}");
    ExitCode::from(code)
}
