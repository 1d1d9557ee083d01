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
    /// The last day of this step itself, where there is one.
    pub due_on: Option<Date>,
    /// Where the step has no day of its own and can be taken now: the day of what waits for it.
    pub before: Option<Date>,
    /// Why it is here, with paragraphs.
    pub because: Vec<Reason>,
    /// Where to do it.
    pub href: String,
}

/// How many days ahead counts as soon.
const SOON_DAYS: i32 = 7;

/// How a task presses: in this order they stand on the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Its last day has passed.
    Overdue,
    /// It is due today, or can be done now and others wait for it.
    Now,
    /// It is due within a week.
    Soon,
    /// It is due later, or at no time.
    Later,
}

impl Task {
    /// How it presses today.
    pub fn urgency(&self, today: Date) -> Urgency {
        match (self.due_on, self.before) {
            (Some(due), _) => match (due - today).get_days() {
                ..0 => Urgency::Overdue,
                0 => Urgency::Now,
                1..=SOON_DAYS => Urgency::Soon,
                _ => Urgency::Later,
            },
            (None, Some(_)) => Urgency::Now,
            (None, None) => Urgency::Later,
        }
    }
}

/// What others wait for who need it by a final day: the day by which it is due once that day
/// has passed, and until then the day that waits for it.
pub fn in_the_way(last: Option<Date>, today: Date) -> (Option<Date>, Option<Date>) {
    if last.is_some_and(|last| last < today) { (last, None) } else { (None, last) }
}
