//! One thing to do, derived from facts.

use crate::access::Role;
use crate::people::PlaceCode;
use jiff::civil::Date;
use rules::{Reason, Text};

/// A step that somebody must take, because the facts say so. Nobody ticks it off: when
/// the facts change, it is gone.
#[derive(Clone, Debug)]
pub struct Task {
    /// The routine it belongs to: the stem of its pages, e.g. `appeal`.
    pub routine: &'static str,
    /// What to do, as an order: "Appoint a new committee".
    pub step: Text,
    /// What it concerns: course and term, a case number; never a person's name.
    pub about: String,
    /// Where it lies in the organisation.
    pub place: PlaceCode,
    /// The role that does it.
    pub owner: Role,
    /// The last day, where there is one.
    pub due_on: Option<Date>,
    /// Why it is here, with paragraphs.
    pub because: Vec<Reason>,
    /// Where to do it.
    pub href: String,
}
