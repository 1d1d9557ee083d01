//! To the student, the day the appeal is registered: it is here, and what happens next.
//!
//! The committee is named in a letter of its own, `appeal_received`, which waits for the board.

mod words;

pub mod samples;

use crate::appeal_received::AnswerDue;
use crate::{Block, Course, Head, Letter, Term};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the receipt for an appeal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealRegistered {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The course appealed.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// The day the appeal came in.
    pub received: Date,
    /// What happens next.
    pub next: Next,
}

/// What happens to an appeal that is registered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "next", rename_all = "snake_case", deny_unknown_fields)]
pub enum Next {
    /// It is taken up: a new committee is appointed.
    TakenUp {
        /// The paragraph that lets the grade go up or down.
        up_or_down_law: String,
        /// When the new grade is due.
        answer: AnswerDue,
    },
    /// It came late: an officer first judges whether it can be heard.
    Late {
        /// The last day for the appeal.
        deadline: Date,
        /// The paragraph that sets the deadline.
        law: String,
        /// The paragraph on late appeals that may be heard all the same.
        late_law: String,
    },
}

impl Letter for AppealRegistered {
    const KIND: &'static str = "appeal_registered";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Klagen din på karakteren i {course}, {term}, er registrert",
            nn: "Klaga di på karakteren i {course}, {term}, er registrert",
            en: "Your appeal against the grade in {course}, {term}, has been registered";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        words::body(self)
    }
}
