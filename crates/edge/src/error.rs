//! What can go wrong in a use case, and what the user is told.
//!
//! A refusal is the domain's "no" and carries its name and reasons. Everything that is
//! our own fault is logged once, where the answer is made, under a reference number and
//! without personal data.

use rules::{Reason, Refusal, Text};

/// Why a use case did not do what it was asked to.
#[derive(thiserror::Error)]
pub enum Error {
    /// There is no such thing, or this person may not know of it: both read the same.
    #[error("not found")]
    NotFound,
    /// The rules say no.
    #[error("refused: {}", .0.code)]
    Refused(Box<Refused>),
    /// The input cannot be read: every fault at its field.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// This very act is already done: the second click of a double click.
    #[error("the act is already done")]
    AlreadyDone,
    /// Somebody else changed the same thing meanwhile.
    #[error("changed meanwhile")]
    Conflict(Text),
    /// The database is away or too slow; nothing was stored.
    #[error("the database is away")]
    Unavailable(#[source] sqlx::Error),
    /// The API was asked without a login.
    #[error("sign in first")]
    SignInFirst,
    /// Our own fault.
    #[error("internal error")]
    Internal(#[source] anyhow::Error),
}

/// A refusal with the reasons that led to it.
pub struct Refused {
    /// The name of the refusal, e.g. `too-late`.
    pub code: String,
    /// The sentence for the person refused.
    pub text: Text,
    /// Everything that is missing, where there is more than one thing.
    pub all: Vec<Refusal>,
    /// The steps and their paragraphs.
    pub because: Vec<Reason>,
}

/// One fault in the input, at its field.
pub use ui::FieldError;

impl Error {
    /// A refusal by the house rather than by a rule set, without further reasons.
    pub fn refused(code: &str, text: Text) -> Self {
        Self::because(Refusal::new(code, text), Vec::new())
    }

    /// A rule's refusal with its reasons.
    pub fn because(refusal: Refusal, because: Vec<Reason>) -> Self {
        let Refusal { code, text, all, longest_to: _ } = refusal;
        Self::Refused(Box::new(Refused { code, text, all, because }))
    }

    /// One fault at one field.
    pub fn field(field: &str, text: Text) -> Self {
        Self::Invalid(vec![FieldError { field: field.to_owned(), text }])
    }
}

/// The text shows neither values nor names: an error may end up in a log.
impl std::fmt::Debug for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Invalid(fields) => {
                let names: Vec<_> = fields.iter().map(|fault| &fault.field).collect();
                write!(f, "Invalid({names:?})")
            }
            Self::Unavailable(source) => write!(f, "Unavailable({source:?})"),
            Self::Internal(source) => write!(f, "Internal({source:?})"),
            other => write!(f, "{other}"),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => {
                Self::Unavailable(error)
            }
            sqlx::Error::Database(ref database)
                if database.code().is_some_and(|code| is_passing(&code)) =>
            {
                Self::Unavailable(error)
            }
            other => Self::Internal(other.into()),
        }
    }
}

/// Whether a code of PostgreSQL tells of a bad moment of the database rather than of a fault in
/// what was asked: connection lost (08), no room or memory (53), shut down, cancelled or too slow
/// (57), a disk that fails (58), a row that others hold too long, two transactions in each
/// other's way, and a server that only reads.
fn is_passing(code: &str) -> bool {
    const CLASSES: [&str; 4] = ["08", "53", "57", "58"];
    const CODES: [&str; 4] = ["55P03", "40001", "40P01", "25006"];
    CLASSES.iter().any(|class| code.starts_with(class)) || CODES.contains(&code)
}

/// What a use case returns.
pub type Result<T> = std::result::Result<T, Error>;

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::ActAlreadyDone { .. } => Self::AlreadyDone,
            store::Error::ActBusy { .. } => Self::Conflict(Text::new(
                "Dette er alt sendt en gang og blir utført akkurat nå. Vent litt, og se etter på siden før du sender på nytt.",
                "Dette er alt sendt ein gong og blir utført akkurat no. Vent litt, og sjå etter på sida før du sender på nytt.",
                "This has been sent already and is being carried out right now. Wait a moment, and look at the page before you send it again.",
            )),
            store::Error::Database(source) => source.into(),
            other => Self::Internal(other.into()),
        }
    }
}
