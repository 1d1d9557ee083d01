//! To the student: advance notice of a case on misconduct, and the right to be heard.

mod words;

pub mod samples;

use crate::misconduct::{Body, Matter, Possible};
use crate::{Block, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the advance notice.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MisconductNotice {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// What is suspected.
    pub matter: Matter,
    /// The unit whose letter began the case.
    pub reported_by: Text,
    /// The date of its letter.
    pub reported_on: Date,
    /// What the unit points to, in its own words and language.
    pub observed: String,
    /// The paragraph that what is suspected falls under.
    pub law: String,
    /// The body that will be asked.
    pub body: Body,
    /// What can follow, each with its longest time; never empty.
    pub possible: Vec<Possible>,
    /// What the student may do before that.
    pub rights: Rights,
}

/// The rights of the student while the case runs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// The last day for comments.
    pub comment_by: Date,
    /// The paragraph on advance notice.
    pub comment_law: String,
    /// The paragraph on being assisted.
    pub spokesperson_law: String,
    /// The paragraph by which the institution pays for it; `None` where no law says so, as in a
    /// case on annulment alone.
    pub costs_law: Option<String>,
    /// The paragraph on seeing the documents of the case.
    pub documents_law: String,
}

impl Letter for MisconductNotice {
    const KIND: &'static str = "misconduct_notice";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Forhåndsvarsel: mistanke om {what}",
            nn: "Førehandsvarsel: mistanke om {what}",
            en: "Advance notice: suspicion of {what}";
            what = self.matter.short()
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        words::body(self)
    }

    fn attachments(&self) -> Vec<Text> {
        vec![text!(
            nb: "Sakens dokumenter",
            nn: "Dokumenta i saka",
            en: "The documents of the case"
        )]
    }
}
