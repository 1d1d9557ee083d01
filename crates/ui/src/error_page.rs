//! What a person reads when something cannot be shown or done.

use crate::Frame;
use askama::Template;

/// One field that another person has changed in the meantime.
#[derive(Clone)]
pub struct Change {
    /// The field's label, in the person's language.
    pub label: String,
    /// What it was when this person opened the page.
    pub before: String,
    /// What it is now.
    pub now: String,
}

/// What went wrong.
pub enum ErrorKind {
    /// 404: there is no such page, or the person may not know that there is.
    NotFound,
    /// 401: the session ended while a form was being filled in.
    SignedOut {
        /// The names and values that were sent, to be sent again after signing in; empty when
        /// there were files among them.
        sent: Vec<(String, String)>,
    },
    /// 409: a form of an earlier session, sent by somebody who has signed in since.
    SignedInAgain {
        /// The names and values that were sent, to be sent in this session.
        sent: Vec<(String, String)>,
    },
    /// 409: someone else changed it first.
    Conflict {
        /// What is different now.
        changes: Vec<Change>,
        /// Where the present state is shown.
        href: String,
    },
    /// 500: our fault; the reference leads to the log.
    Unexpected {
        /// The reference to name to the people who run the system.
        reference: String,
    },
    /// 503: the database cannot be reached.
    Unavailable {
        /// The names and values of the form that was sent, so that it can be sent again; empty
        /// when nothing was sent.
        sent: Vec<(String, String)>,
        /// Whether files were sent, which only their sender can send again.
        files: bool,
    },
}

impl ErrorKind {
    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::SignedOut { .. } => 401,
            Self::Conflict { .. } | Self::SignedInAgain { .. } => 409,
            Self::Unexpected { .. } => 500,
            Self::Unavailable { .. } => 503,
        }
    }
}

/// The page for an [`ErrorKind`], in the frame.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// The frame.
    pub frame: Frame,
    /// What went wrong.
    pub kind: ErrorKind,
}
