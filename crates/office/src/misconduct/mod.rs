//! Misconduct: from the report of a suspicion to the decision of the board (uhl. chapter 12; the
//! Act of 2005 §§ 4-7 and 4-8).
//!
//! The way of a case: [`report`] takes down what an invigilator or a committee has seen, and
//! [`mark`] what in the answer is taken from where. The head of the unit signs it ([`sign`]), and so
//! it goes to the central department, which takes it up ([`take`]) and writes to the student
//! ([`notify`]): what is suspected, what can follow, and by when to comment. The student comments
//! ([`comment`]), lets somebody assist ([`represent`]) and sees the documents. The board meets and
//! decides ([`decide`]); the student appeals ([`appeal`]), the department forwards it ([`forward`]) and
//! enters what the national board came to ([`settle`]), which counts once another person has controlled it
//! ([`control`]). An exclusion that was decided is registered by
//! itself, or by whoever registers exclusions ([`register`]), and so is what an appeal makes of it. Once
//! another person has controlled that, the institutions that the register does not reach are told by letter
//! ([`inform_job`]).
//!
//! Unsuitability and police certificates have boards and ways of their own, and are none of these.

pub(crate) mod api;
mod appeal;
mod appeal_letter;
mod appeal_pages;
mod basis;
pub(crate) mod case;
mod close;
mod comment;
mod decide;
mod decide_pages;
mod decided_api;
mod decision_letter;
mod filing;
mod letter;
mod matter;
mod notice;
mod outcome;
mod outcome_api;
mod outcome_pages;
mod overlap;
mod overlap_pages;
pub(crate) mod pages;
mod registered;
mod registered_pages;
mod removal_pages;
mod report;
mod report_pages;
mod sign;
mod staff_pages;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;
mod told;

pub use appeal::{Appeal, appeal, forward};
pub use case::State;
pub use close::{CLOSE_JOB, POSTED_JOB, close_job, posted_job};
pub use comment::{Comment, Represent, RepresentativeKind, comment, represent};
pub use decide::{Decide, Intent, NotTold, Ruling, Seat, decide};
pub use matter::{Chose, Matter, Source, Suspected, UsedFor};
pub use notice::{Notify, notify};
pub use outcome::{Outcome, Settle, Vote, control, send_back, settle};
pub use registered::register;
pub use report::{Mark, Report, Reporter, mark, report};
pub use sign::{sign, take};
pub use tasks::tasks;
pub use told::{INFORM_JOB, inform_job};

use crate::access::Role;

/// Those who write up a report.
pub const REPORTERS: &[Role] = &[Role::ExamOfficer, Role::FacultyOfficer];

/// Those who sign it for the unit.
pub(crate) const SIGNERS: &[Role] = &[Role::HeadOfOffice];

/// Those who handle the case; the board's secretary is one of them.
pub(crate) const HANDLERS: &[Role] = &[Role::CentralOfficer];

/// Those who see the cases of a unit.
pub(crate) const VIEWERS: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::CentralOfficer,
    Role::HeadOfOffice,
    Role::RecordsOfficer,
];
