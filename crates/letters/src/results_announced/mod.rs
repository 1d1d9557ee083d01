//! To the student: the grade, and what can be asked and appealed by when.

mod words;

pub mod samples;

use crate::{Block, Course, Head, Letter, Period, Right, Term};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the letter that announces a grade.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultsAnnounced {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The course.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// The grade.
    pub grade: Text,
    /// The day the grade was announced.
    pub announced: Date,
    /// How an explanation can be asked for.
    pub explanation: ExplanationRight,
    /// Whether and until when the grade can be appealed against.
    pub appeal: AppealRight,
    /// The right to complain of formal errors, where it runs from a known day.
    pub formal_complaint: Option<Right>,
    /// Where the grading guide can be read.
    pub grading_guide: Option<String>,
    /// Where requests and appeals are sent, e.g. a web address or a desk.
    pub ask_at: Text,
}

/// How an explanation of the grade can be asked for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "explanation", rename_all = "snake_case", deny_unknown_fields)]
pub enum ExplanationRight {
    /// Until a day.
    Until {
        /// The right and its last day.
        right: Right,
        /// How long after the request the explanation is given.
        given_within: Period,
    },
    /// At once, directly to the examiner: oral, practical and performing examinations.
    Immediately {
        /// The paragraph.
        law: String,
    },
}

/// Whether a grade can be appealed against.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "appeal", rename_all = "snake_case", deny_unknown_fields)]
pub enum AppealRight {
    /// Until a day.
    Until {
        /// The right and its last day.
        right: Right,
        /// The paragraph that lets the grade go up or down.
        up_or_down_law: String,
    },
    /// Not at all: what was assessed cannot be assessed again.
    None {
        /// The paragraph.
        law: String,
    },
}

impl Letter for ResultsAnnounced {
    const KIND: &'static str = "results_announced";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Karakteren din i {course}, {term}",
            nn: "Karakteren din i {course}, {term}",
            en: "Your grade in {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        words::body(self)
    }
}
