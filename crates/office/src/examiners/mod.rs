//! Examiners and committees: who may grade, and who grades which exam.
//!
//! The register says of each examiner whether he comes from outside, whether a CV is
//! needed and on file, and which board has approved him (L-04, L-05); it is the institution's, but his
//! address and CV are read by the units that engage him alone. A committee is
//! proposed by the exam officer and appointed by the board's secretary (B-04, L-06); the
//! rule `committee` is asked, and every reason is given when it says no. Whoever is proposed
//! is asked, and answers on a page of his own; who accepts is bound by the grading deadline.

pub(crate) mod api;
mod blind;
mod call_in;
mod call_in_pages;
mod committee;
mod committee_pages;
mod dispute_over;
mod engaged;
mod kind;
pub(crate) mod letters;
mod one_api;
pub(crate) mod pages;
mod register;
mod request;
mod request_pages;
mod seated;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;

pub(crate) use blind::require_blind;
pub use call_in::{CallIn, call_in};
pub use committee::{
    Appointment, NewCommittee, Proposal, ProposedMember, Seat, appoint, judge, propose, seat,
    withdraw_proposal,
};
pub(crate) use dispute_over::note_dispute_over;
pub use dispute_over::{DISPUTE_OVER_JOB, dispute_over_job};
pub use kind::CommitteeKind;
pub use register::{ExaminerFields, add_examiner, approve, keep_cv};
pub(crate) use request::require_accepted;
pub use request::{RequestAnswer, answer_request};
pub(crate) use seated::{judge_seated, require_seated};
pub use tasks::tasks;

use crate::access::Role;
use rules::Text;

/// Those who see the register and the committees.
pub(crate) const EXAMINER_VIEWERS: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::ExamCoordinator,
    Role::CentralOfficer,
    Role::HeadOfOffice,
    Role::BoardSecretary,
    Role::CourseResponsible,
];

/// Those who keep the register.
pub(crate) const EXAMINER_KEEPERS: &[Role] =
    &[Role::ExamOfficer, Role::FacultyOfficer, Role::BoardSecretary];

/// Those who propose committees.
pub(crate) const PROPOSERS: &[Role] = &[Role::ExamOfficer];

/// Those who write up what the board has decided.
pub(crate) const BOARD: &[Role] = &[Role::BoardSecretary];

/// A message of this routine in every language form.
fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}
