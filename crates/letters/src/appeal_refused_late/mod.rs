//! To the student: the appeal came too late and is refused; why, and how to complain.

mod words;

pub mod samples;

pub use crate::DecisionAppeal;
use crate::{Block, Course, Head, Letter, Term};
use jiff::civil::Date;
use rules::{Reason, Text};
use serde::{Deserialize, Serialize};

/// The facts of the letter that refuses a late appeal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealRefusedLate {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The course appealed.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// The day the appeal came in.
    pub received: Date,
    /// The last day for the appeal.
    pub deadline: Date,
    /// The paragraph that sets the deadline.
    pub law: String,
    /// How the last day was computed, step by step; never empty.
    pub because: Vec<Reason>,
    /// The paragraph on late appeals that may be heard all the same.
    pub late_law: String,
    /// Why that paragraph does not help here, written by the case officer.
    pub late_assessed: Text,
    /// How the refusal itself can be appealed against.
    pub decision_appeal: DecisionAppeal,
}

impl Letter for AppealRefusedLate {
    const KIND: &'static str = "appeal_refused_late";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Vi avviser klagen din på karakteren i {course}, {term}",
            nn: "Vi avviser klaga di på karakteren i {course}, {term}",
            en: "We refuse your appeal against the grade in {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        words::body(self)
    }
}
