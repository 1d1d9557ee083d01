//! The frames between the office and a press worker.
//!
//! Request: length (four bytes, little endian), then a [`letters::Document`] as JSON.
//! Answer: one byte that says what it is, one byte that is 1 when the worker retires after
//! it, length, then the PDF or the reason for the refusal as UTF-8.

use std::io::{self, Read, Write};

/// The longest request, in bytes.
pub const REQUEST_BYTES_MAX: u32 = 4 << 20;
/// The longest answer, in bytes.
pub const ANSWER_BYTES_MAX: u32 = 64 << 20;
/// The length of what stands before the payload of an answer, in bytes.
pub const ANSWER_HEAD_BYTES: usize = 6;

/// What a worker answers.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// The PDF.
    Pdf(Vec<u8>),
    /// Why the document cannot be set.
    Refused(String),
}

/// The first six bytes of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AnswerHead {
    /// Whether the payload is a PDF.
    pub is_pdf: bool,
    /// Whether the worker ends after this answer.
    pub retires: bool,
    /// The length of the payload, at most [`ANSWER_BYTES_MAX`].
    pub length: u32,
}

impl AnswerHead {
    /// Reads the head of an answer; `None` when a worker would not have written it.
    pub fn parse(bytes: [u8; ANSWER_HEAD_BYTES]) -> Option<Self> {
        let [kind, retires, a, b, c, d] = bytes;
        let length = u32::from_le_bytes([a, b, c, d]);
        let valid = kind <= 1 && retires <= 1 && length <= ANSWER_BYTES_MAX;
        valid.then_some(Self { is_pdf: kind == 0, retires: retires == 1, length })
    }
}

/// Reads one request; `None` when the input has ended between two requests.
///
/// # Errors
/// When the input ends inside a request or announces one that is too long.
pub fn read_request(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    if input.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut length[1..])?;
    let length = u32::from_le_bytes(length);
    if length > REQUEST_BYTES_MAX {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the request is too long"));
    }
    let mut json = vec![0; length as usize];
    input.read_exact(&mut json)?;
    Ok(Some(json))
}

/// Writes one answer.
///
/// # Errors
/// When the output is closed or the answer is too long.
pub fn write_answer(output: &mut impl Write, answer: &Answer, retires: bool) -> io::Result<()> {
    let (kind, payload) = match answer {
        Answer::Pdf(pdf) => (0, pdf.as_slice()),
        Answer::Refused(why) => (1, why.as_bytes()),
    };
    let length = u32::try_from(payload.len())
        .ok()
        .filter(|&length| length <= ANSWER_BYTES_MAX)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "the answer is too long"))?;
    output.write_all(&[kind, u8::from(retires)])?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(payload)?;
    output.flush()
}
