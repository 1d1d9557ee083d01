//! To the student: what the national board has decided on the appeal in a misconduct case.

mod words;

pub mod samples;

use crate::exclusion::RegisterNotice;
use crate::misconduct::{Body, Matter, Ordered, Vote};
use crate::{Block, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the letter with the decision on the appeal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MisconductAppealDecision {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// What the case is about.
    pub matter: Matter,
    /// The body whose decision was appealed against.
    pub first_body: Body,
    /// The day of that decision.
    pub first_decided_on: Date,
    /// The body that decided on the appeal.
    pub body: Body,
    /// The day of its meeting.
    pub met_on: Date,
    /// Its own number of the case.
    pub case_number: String,
    /// How it voted.
    pub vote: Vote,
    /// Why it came to this, as the body wrote it.
    pub grounds: Text,
    /// What it came to.
    pub outcome: AppealOutcome,
    /// Whether the first decision stands in the national register.
    pub was_registered: bool,
    /// Whether others had been told of the first decision, and are told of this one.
    pub others_told: bool,
    /// The paragraph that makes this final.
    pub final_law: String,
    /// How the decision can be brought before a court; `None` where the law
    /// has no rule of its own for it, as when only an annulment stands.
    pub court: Option<Court>,
}

/// What came of the appeal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case", deny_unknown_fields)]
pub enum AppealOutcome {
    /// The first decision stands.
    Upheld,
    /// It is changed to this.
    Changed {
        /// What holds from now on; never empty.
        ordered: Vec<Ordered>,
        /// What the register holds from now on; `None` where it holds nothing.
        registered: Option<RegisterNotice>,
    },
    /// It is reversed, and nothing of it is left.
    Reversed,
}

/// Going to court.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Court {
    /// For how many months from the day the final decision reached the student.
    pub months: u32,
    /// The paragraph.
    pub law: String,
}

impl Letter for MisconductAppealDecision {
    const KIND: &'static str = "misconduct_appeal_decision";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Avgjørelse på klagen din i sak om {what}",
            nn: "Avgjerd på klaga di i sak om {what}",
            en: "Decision on your appeal in a case on {what}";
            what = self.matter.short()
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        words::body(self)
    }
}
