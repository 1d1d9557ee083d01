//! `kandidat press-worker`, hidden: sets letters for the process that started it.

use crate::exit::Failure;
use anyhow::Context;

/// Reads framed documents on standard input and writes their PDF files on standard output,
/// until the input ends or the worker has grown too large and retires.
///
/// # Errors
/// The pipes to the parent break.
pub fn run() -> Result<(), Failure> {
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let limits = press::worker::Limits::default();
    press::worker::run(&mut input, &mut output, limits).context("speaking with the parent")?;
    Ok(())
}
