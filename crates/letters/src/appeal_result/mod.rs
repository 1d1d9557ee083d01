//! To the student: the answer to the appeal, with the final grade.

mod words;

pub mod samples;

use crate::appeal_received::FurtherAssessment;
use crate::{Block, Course, Head, Letter, Moment, Right, Term};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the letter that answers an appeal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealResult {
    /// Sender, addressee, references, signatures, copies.
    pub head: Head,
    /// The course appealed.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// The date on the appeal.
    pub appeal_dated: Date,
    /// The day the new committee was appointed.
    pub appointed_on: Date,
    /// The day on which all of the new committee had signed.
    pub signed_on: Date,
    /// The grade appealed against.
    pub first_grade: Text,
    /// The grade after the appeal.
    pub new_grade: Text,
    /// Which way the grade went.
    pub outcome: Outcome,
    /// The paragraph that makes the grade final.
    pub final_law: String,
    /// Set when a large change was looked at again before the grade became final.
    pub further_assessment: Option<FurtherAssessment>,
    /// Set when the written grade changed and the oral examination must be held anew.
    pub new_oral: Option<NewOral>,
    /// The right to complain of formal errors, where it still runs.
    pub formal_complaint: Option<Right>,
}

/// Which way a grade went.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The same grade.
    Unchanged,
    /// A better grade.
    Raised,
    /// A worse grade.
    Lowered,
}

/// The new oral examination.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewOral {
    /// The paragraph that demands it.
    pub law: String,
    /// When and where, once it is known.
    pub when: Option<OralAppointment>,
}

/// Time and place of an oral examination.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OralAppointment {
    /// Norwegian local time.
    pub at: Moment,
    /// Building and room.
    pub place: String,
}

impl Letter for AppealResult {
    const KIND: &'static str = "appeal_result";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Svar på klagen din på karakteren i {course}, {term}",
            nn: "Svar på klaga di på karakteren i {course}, {term}",
            en: "Answer to your appeal against the grade in {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        words::body(self)
    }
}
