//! Entries a second that the verifier of an exported record reads, against hashing the same bytes.

use std::hint::black_box;
use std::time::Instant;

use anyhow::Result;
use sha2::{Digest, Sha256};
use store::audit::{Head, Line, Trailer, verify_export};

use crate::figure::Figure;

/// Some weeks of an office of 20 000 students; what is aimed at is to read them in a second.
const ENTRIES: u32 = 50_000;

/// Verifies a record in memory: neither the disk nor the database is measured.
pub fn run() -> Result<()> {
    let record = record()?;
    let begun = Instant::now();
    black_box(Sha256::digest(&record));
    let floor = f64::from(ENTRIES) / begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    verify_export(&record[..], &[])?;
    let value = f64::from(ENTRIES) / begun.elapsed().as_secs_f64();
    let what = format!("verify a record of {ENTRIES} entries, entries");
    Figure { what: &what, value, floor_is: "SHA-256 of its bytes", floor, unit: "/s" }.print();
    Ok(())
}

/// An export of invented entries, of the length that acts of grading have.
fn record() -> Result<Vec<u8>> {
    let (mut text, mut head) = (Vec::new(), Head::empty());
    for subject in 0..ENTRIES {
        let body = format!(
            r#"{{"act":"019ab2f4-9c1e-7d21-8f00-{subject:012x}","at":"2026-06-08T10:00:00Z","actor":"person 019ab2f4-9c1e-7d21-8f00-0123456789ab","action":"assessment.set","kind":"registration","subject":"019ab2f4-9c1e-7d21-8f01-{subject:012x}","facts":{{"exam":"019ab2f4-9c1e-7d21-8f02-0123456789ab"}}}}"#
        );
        head = head.then(&body);
        serde_json::to_writer(&mut text, &Line { seq: head.seq, hash: head.hex(), body })?;
        text.push(b'\n');
    }
    serde_json::to_writer(&mut text, &Trailer { entries: head.seq, head: head.hex() })?;
    text.push(b'\n');
    Ok(text)
}
