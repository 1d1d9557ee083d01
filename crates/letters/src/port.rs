//! The port through which the office asks for a PDF, without knowing how it is made.

use crate::Document;
use std::{future::Future, pin::Pin};

/// A PDF in the making.
pub type PdfFuture<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, PressError>> + Send + 'a>>;

/// Makes PDF files of documents.
pub trait Press: Send + Sync {
    /// The document as PDF/A-2a and PDF/UA-1; the same document gives the same bytes.
    fn pdf<'a>(&'a self, document: &'a Document) -> PdfFuture<'a>;
}

/// Why no PDF came. None of the messages carries text of the letter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PressError {
    /// The document cannot be set; trying again does not help.
    #[error("the document cannot be set as PDF: {0}")]
    Document(String),
    /// The worker process could not be started.
    #[error("the press worker could not be started: {0}")]
    Start(String),
    /// The worker process ended or broke the protocol; trying again may help.
    #[error("the press worker failed: {0}")]
    Worker(String),
    /// No answer within the time limit; the worker was ended, trying again may help.
    #[error("the press worker did not answer within {seconds} s")]
    Timeout {
        /// The limit, in whole seconds.
        seconds: u64,
    },
}

impl PressError {
    /// Whether the same document may succeed when tried again.
    pub const fn is_worth_retrying(&self) -> bool {
        !matches!(self, Self::Document(_))
    }
}
