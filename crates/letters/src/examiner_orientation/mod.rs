//! To an examiner: how grading is done here, by when, and who announces it.

mod words;

pub mod samples;

use crate::{Block, Head, Letter, Period};
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the orientation that every examiner gets.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExaminerOrientation {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// Who appoints examiners and committees.
    pub appointed_by: Text,
    /// Where courses, plans and guidelines are described.
    pub web: String,
    /// The time limits for grading.
    pub deadlines: Vec<GradingLimit>,
    /// What late grading leads to, where the regulation says so.
    pub late: Option<LateGrading>,
    /// How long answers must be kept by the examiner, counted from the announcement.
    pub keep_answers: Period,
    /// What happens when examiners disagree.
    pub disagreement: Disagreement,
    /// How an average grade is computed, where the regulation says so.
    pub average: Option<AverageGrade>,
    /// What holds for master’s theses.
    pub thesis: Option<Thesis>,
    /// The paragraph on cheating under which missing sources are reported.
    pub sources_law: String,
}

/// A time limit for grading.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradingLimit {
    /// What is graded.
    pub what: Text,
    /// How long it may take.
    pub within: Period,
    /// Counted from what, e.g. the examination date.
    pub from: Text,
    /// The paragraph.
    pub law: String,
}

/// What late grading leads to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LateGrading {
    /// How late it must be.
    pub after: Period,
}

/// What happens when examiners disagree.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum Disagreement {
    /// A third, external examiner; two of three standpoints decide.
    ThirdExternal {
        /// The paragraph.
        law: String,
    },
    /// The institution's own rule.
    Local {
        /// The rule in plain words.
        text: Text,
        /// The paragraph.
        law: String,
    },
}

/// How an average grade is computed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AverageGrade {
    /// The number that each grade counts, best first.
    pub points: Vec<(String, u32)>,
    /// The paragraph.
    pub law: String,
}

/// What holds for master’s theses.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thesis {
    /// How many examiners.
    pub examiners: u32,
    /// The paragraph on examiners of theses.
    pub law: String,
    /// Who may let the supervisor be internal examiner in special cases.
    pub dispensation_by: Text,
}

impl Letter for ExaminerOrientation {
    const KIND: &'static str = "examiner_orientation";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Til deg som er sensor hos oss",
            nn: "Til deg som er sensor hos oss",
            en: "For our examiners"
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        words::body(self)
    }
}
