//! To the student: what the body has decided in a case on misconduct.

mod words;

pub mod samples;

use crate::exclusion::RegisterNotice;
use crate::misconduct::{Body, Intent, Matter, Ordered, Vote};
use crate::{Block, DecisionAppeal, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the letter with the decision.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MisconductDecision {
    /// Sender, addressee, references, signatures; the department gets a copy.
    pub head: Head,
    /// What the case was about.
    pub matter: Matter,
    /// The body that decided.
    pub body: Body,
    /// The day of its meeting.
    pub met_on: Date,
    /// Its own number of the case, e.g. `14/26`.
    pub case_number: String,
    /// How it voted.
    pub vote: Vote,
    /// Why it came to this, as the body wrote it.
    pub grounds: Text,
    /// What it came to.
    pub outcome: Outcome,
}

/// What the body came to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// It was not found to be so: the case is closed.
    NotFound,
    /// It was found to be so.
    Found(Box<Found>),
}

/// A finding and what follows from it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// With what intent it was done; `None` where the Act does not ask.
    pub intent: Option<Intent>,
    /// The paragraph that it falls under.
    pub law: String,
    /// What is decided; empty where the finding has no consequence.
    pub ordered: Vec<Ordered>,
    /// A diploma or transcript that must come back because of an annulment.
    pub give_back: Option<GiveBack>,
    /// Who else is told of the decision.
    pub told: Told,
    /// The institutions that are not connected to the register, which are told by letter.
    #[serde(default)]
    pub by_letter: Vec<Text>,
    /// What is entered in the register, word by word; `None` where nothing is.
    pub registered: Option<RegisterNotice>,
    /// How the decision can be appealed against.
    pub appeal: DecisionAppeal,
}

/// Documents of results that must be handed back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiveBack {
    /// The last day.
    pub by: Date,
    /// The paragraph.
    pub law: String,
}

/// Who else is told of the decision.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Nobody outside the institution.
    Nobody,
    /// The other institutions, by letter.
    Institutions,
    /// The institutions concerned, through the register.
    Register,
    /// The institutions concerned, through the register, and the Directorate of Health.
    RegisterAndDirectorateOfHealth,
}

impl Letter for MisconductDecision {
    const KIND: &'static str = "misconduct_decision";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        match self.outcome {
            Outcome::NotFound => text!(
                nb: "Avsluttet sak om mistanke om {what}",
                nn: "Avslutta sak om mistanke om {what}",
                en: "Closed: the case on suspicion of {what}";
                what = self.matter.short()
            ),
            Outcome::Found(_) => text!(
                nb: "Vedtak i sak om {what}",
                nn: "Vedtak i sak om {what}",
                en: "Decision in a case on {what}";
                what = self.matter.short()
            ),
        }
    }

    fn body(&self) -> Vec<Block<Text>> {
        words::body(self)
    }
}
