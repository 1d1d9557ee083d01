//! One thing to do, as a work list shows it.

use jiff::civil::Date;
use rules::Reason;

/// One row of a work list: what is to be done, by whom, by when, and why.
#[derive(Clone)]
pub struct TaskItem {
    /// What is to be done, as a short sentence.
    pub step: String,
    /// What it concerns, e.g. course and term.
    pub about: String,
    /// The unit that owns it.
    pub unit: String,
    /// The role or person who does it.
    pub owner: String,
    /// Those who take part beside the owner, each with their unit.
    pub together: Vec<String>,
    /// The last day; `None` when no rule sets one.
    pub due_on: Option<Date>,
    /// Where it is done.
    pub href: String,
    /// Why it is to be done and why by then, with paragraphs.
    pub because: Vec<Reason>,
}
