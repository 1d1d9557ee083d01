//! To the student: the appeal against a grade has come in, and who grades anew.

mod words;

pub mod samples;

pub(crate) use words::due;

use crate::{Block, CommitteeMember, Course, Head, Letter, Term, legal_wording::LegalWording};
use jiff::civil::Date;
use rules::{Reason, Text};
use serde::{Deserialize, Serialize};

/// The facts of the letter that confirms an appeal and names the new committee.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealReceived {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The course appealed.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// The date on the appeal.
    pub appeal_dated: Date,
    /// The day the appeal came in.
    pub appeal_received: Date,
    /// Who appointed the new committee, e.g. the department board.
    pub appointed_by: Text,
    /// The day the new committee was appointed.
    pub appointed_on: Date,
    /// Who sits in the new committee.
    pub committee: Vec<CommitteeMember>,
    /// The wording of the provision on new committees, quoted in the letter.
    pub wording: LegalWording,
    /// The paragraph that lets the grade go up or down.
    pub up_or_down_law: String,
    /// The paragraph that makes the new grade final.
    pub final_law: String,
    /// When the new grade is due.
    pub answer: AnswerDue,
    /// Where the law asks for another look at a large change.
    pub further_assessment: Option<FurtherAssessment>,
    /// The paragraph by which all parts of a multi-part examination are graded anew.
    pub all_parts_law: Option<String>,
    /// The paragraph by which a changed written grade means a new oral examination.
    pub new_oral_law: Option<String>,
    /// What holds when the work was handed in by a group.
    pub group: Option<GroupAppeal>,
}

/// When the answer to an appeal is due.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "due", rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerDue {
    /// The regulation sets a day.
    By {
        /// The last day.
        date: Date,
        /// The paragraph.
        law: String,
        /// How the day was computed.
        because: Vec<Reason>,
    },
    /// The Act says: without undue delay.
    WithoutUndueDelay {
        /// The paragraph.
        law: String,
        /// When the institution expects to answer.
        expected: Option<Date>,
    },
}

/// The rule that a large change is looked at again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurtherAssessment {
    /// From how many grades of difference.
    pub grades: u32,
    /// The paragraph.
    pub law: String,
}

/// Whom an appeal on group work concerns.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "group", rename_all = "snake_case", deny_unknown_fields)]
pub enum GroupAppeal {
    /// Each member appeals alone, and a change holds for that member only.
    Individual {
        /// The paragraph.
        law: String,
    },
    /// All members signed, and a change holds for all of them.
    AllSigned {
        /// The paragraph.
        law: String,
    },
}

impl Letter for AppealReceived {
    const KIND: &'static str = "appeal_received";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Vi har fått klagen din på karakteren i {course}, {term}",
            nn: "Vi har fått klaga di på karakteren i {course}, {term}",
            en: "We have received your appeal against the grade in {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        words::body(self)
    }
}
