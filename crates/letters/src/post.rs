//! The port through which the office tells somebody by e-mail that a letter waits.

use jiff::Timestamp;
use std::{future::Future, pin::Pin};
use uuid::Uuid;

/// A short e-mail that says that a letter waits, and nothing of what it says.
pub struct Notice {
    /// What it is about; the same notice sent again keeps it, so that it counts once.
    pub id: Uuid,
    /// The address of the one who is told.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// The text, plain.
    pub body: String,
    /// When it was written.
    pub at: Timestamp,
}

/// A notice under way.
pub type PostFuture<'a> = Pin<Box<dyn Future<Output = Result<(), PostError>> + Send + 'a>>;

/// Delivers notices.
pub trait Post: Send + Sync {
    /// Hands the notice over; `Ok` when the other side has taken responsibility for it.
    fn deliver<'a>(&'a self, notice: &'a Notice) -> PostFuture<'a>;
}

/// Why a notice was not taken. No message quotes the address or what the other side wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    /// The address will not be served; trying again does not help.
    #[error("the address is refused with {code}")]
    Refused {
        /// The answer of the mail server (500-599), 0 for what is no address.
        code: u16,
    },
    /// The mail server is away, or asks to come back; trying again may help.
    #[error("the mail server is away: {0}")]
    Away(String),
}
