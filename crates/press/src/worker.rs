//! A press worker: reads documents, writes PDFs, and retires before it grows too big.

use crate::wire::{Answer, read_request, write_answer};
use letters::{Document, PressError};
use std::io::{self, Read, Write};

/// When a worker retires. Typst keeps memory that no eviction gives back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Resident memory after which it retires, in bytes; read on Linux only.
    pub memory_bytes_max: u64,
    /// Letters after which it retires.
    pub letters_max: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory_bytes_max: 400 << 20, letters_max: 500 }
    }
}

/// Answers requests until the input ends or a limit is reached.
///
/// # Errors
/// When input or output breaks, or a frame is not one. The parent then starts a new worker.
pub fn run(input: &mut impl Read, output: &mut impl Write, limits: Limits) -> io::Result<()> {
    for done in 1.. {
        let Some(request) = read_request(input)? else { break };
        let answer = answer(&request);
        let retires = done >= limits.letters_max || resident_bytes() >= limits.memory_bytes_max;
        write_answer(output, &answer, retires)?;
        if retires {
            break;
        }
    }
    Ok(())
}

fn answer(request: &[u8]) -> Answer {
    // The message of the parser could quote the letter, so it is not passed on.
    let Ok(document) = serde_json::from_slice::<Document>(request) else {
        return Answer::Refused("the request is not a document".to_owned());
    };
    match crate::pdf(&document) {
        Ok(pdf) => Answer::Pdf(pdf),
        Err(PressError::Document(why)) => Answer::Refused(why),
        Err(other) => Answer::Refused(other.to_string()),
    }
}

/// Resident memory of this process in bytes; 0 where the system does not tell.
fn resident_bytes() -> u64 {
    /// Linux counts in pages, which are this long on all machines we run on.
    const PAGE_BYTES: u64 = 4096;
    std::fs::read_to_string("/proc/self/statm")
        .ok()
        .and_then(|statm| statm.split(' ').nth(1)?.parse::<u64>().ok())
        .map_or(0, |pages| pages * PAGE_BYTES)
}
