//! From the department to the central department: a report of suspected cheating is passed on.

mod words;

pub mod samples;

use crate::misconduct::Work;
use crate::{Block, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the letter that passes on a report of suspected cheating.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MisconductReport {
    /// Sender, addressee, references, signatures: the head of department and the case officer.
    pub head: Head,
    /// The exam or coursework.
    pub work: Work,
    /// The candidate's name.
    pub candidate: String,
    /// The candidate number; `None` where numbers are not used, as in coursework.
    pub candidate_number: Option<u32>,
    /// Those who reported; never empty.
    pub reported_by: Vec<Reporter>,
    /// The date of their report.
    pub reported_on: Date,
    /// What is suspected.
    pub suspected: Suspected,
    /// What the report says was done, in its own words and language.
    pub observed: String,
    /// What the candidate chose when told of it; `None` where nobody was there to tell.
    pub chose: Option<Chose>,
    /// Whether the answer is marked with what is taken from where.
    pub marked: bool,
    /// The paragraph that may have been broken.
    pub law: String,
    /// What is enclosed: the report, the answer, what it was compared with.
    pub enclosed: Vec<Text>,
}

/// One who reported.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporter {
    /// Title or function, e.g. *chief invigilator*.
    pub title: Text,
    /// Name.
    pub name: String,
}

/// What kind of cheating is suspected.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspected {
    /// Literature or others' work taken over without saying where from.
    CopiedWithoutSource,
    /// Aids that were not permitted.
    ForbiddenAids,
    /// Co-operation that was not permitted.
    ForbiddenCooperation,
}

/// What a candidate who was told of the suspicion at the exam chose to do.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chose {
    /// To finish the exam.
    ToFinish,
    /// To stop.
    ToStop,
}

impl Letter for MisconductReport {
    const KIND: &'static str = "misconduct_report";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Melding om mistanke om fusk ved {work}",
            nn: "Melding om mistanke om fusk ved {work}",
            en: "Report of suspected cheating in {work}";
            work = self.work
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        words::body(self)
    }

    fn attachments(&self) -> Vec<Text> {
        self.enclosed.clone()
    }
}
