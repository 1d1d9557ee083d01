//! To an institution that does not get it through the register, and to the unit that reported:
//! a student is excluded.

mod words;

pub mod samples;

use crate::misconduct::{Body, Intent, Matter, Measure, Ordered};
use crate::{Block, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the letter about an exclusion.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionInformation {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The student's name.
    pub student: String,
    /// To whom it goes, and so how much it says.
    pub recipient: Recipient,
    /// The body that decided.
    pub body: Body,
    /// The day of its meeting.
    pub met_on: Date,
    /// Its own number of the case.
    pub case_number: String,
    /// What the case was about.
    pub matter: Matter,
    /// With what intent it was done; `None` where the Act does not ask.
    pub intent: Option<Intent>,
    /// The paragraph of the finding.
    pub law: String,
    /// What was decided; never empty.
    pub ordered: Vec<Ordered>,
    /// Whether the decision can still change.
    pub appeal: AppealState,
}

/// Who gets the letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "recipient", rename_all = "snake_case", deny_unknown_fields)]
pub enum Recipient {
    /// An institution that is not connected to the register. It is told who and for what, and not
    /// of which exam or at which place.
    Institution {
        /// The national id, by which it finds the person.
        national_id: String,
        /// The paragraph by which it is told.
        told_law: String,
    },
    /// The unit that reported. It knows the case and needs no national id.
    ReportingUnit {
        /// The date of its report.
        reported_on: Date,
    },
}

/// Where the decision stands with regard to an appeal.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealState {
    /// The student can still appeal.
    Open,
    /// The student has appealed.
    Appealed,
    /// It can no longer change.
    Final,
}

impl Letter for ExclusionInformation {
    const KIND: &'static str = "exclusion_information";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Orientering om vedtak om {measure}",
            nn: "Orientering om vedtak om {measure}",
            en: "Information on a decision on {measure}";
            measure = Measure::of(&self.ordered).named()
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        words::body(self)
    }
}
