//! Grading: standpoints by candidate number, one grade by the rule `grade`, a protocol that
//! is sealed, signed, received and announced.
//!
//! Examiners see candidate numbers, and another examiner's standpoint only once both stand.
//! A protocol is never edited: an error is put right by a rectification, a protocol of its
//! own. Announcing belongs to the administration alone (M-06), in one act, and stores the
//! results, and once for all the deadlines that run from it. The same serves an ordinary committee and
//! those of an appeal, whose only candidate is the package's number.

mod agreement;
mod announcement;
pub(crate) mod api;
mod deadline;
mod exam_api;
mod exam_pages;
mod examining_api;
pub(crate) mod examining_pages;
mod excluded;
mod formal_complaint;
mod grades;
mod hand_over;
mod hold;
mod letters;
pub(crate) mod pages;
mod panel;
mod preliminary;
mod preliminary_api;
mod protocol;
mod protocol_api;
mod protocol_pages;
mod rectification;
mod reminder;
mod results;
mod stand;
mod standpoint;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
pub(crate) mod tests;

pub use agreement::{record_agreement, sign_agreement};
pub use announcement::{announce, keep, publish};
pub use deadline::{DEADLINE_JOB, deadline_job, keep_deadline};
pub use excluded::{EXCLUDED_JOB, excluded_job};
pub(crate) use excluded::{hold_excluded, let_go_excluded};
pub(crate) use formal_complaint::formal_complaint;
pub use grades::{GradeState, state};
pub use hand_over::{HandOver, hand_over};
pub use hold::{annul, hold, release, restore};
pub(crate) use letters::{InCase, grade_shown, grade_text, guide_at, protocol_in_case};
pub use letters::{LETTERS_JOB, letters_job};
pub use panel::{Agreed, Candidate, Panel, PanelMember};
pub use preliminary::{publish_preliminary, withdraw_preliminary};
pub use protocol::{Content, Protocol, Row, receive, seal, sign, withdraw};
pub use rectification::{Correction, Rectification, rectify};
pub(crate) use reminder::{Due, outstanding, remind_committee};
pub use reminder::{Owes, REMIND_JOB, remind_job};
pub use results::{OwnResult, own_results};
pub use standpoint::{GivenGrade, give_standpoints};
pub use tasks::tasks;

use crate::access::Role;
use rules::Text;

/// Those who follow the grading of an exam.
pub(crate) const GRADING_VIEWERS: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::ExamCoordinator,
    Role::CentralOfficer,
    Role::HeadOfOffice,
    Role::BoardSecretary,
];

/// The department's own control of the grade list (M-01).
pub(crate) const CONTROLLERS: &[Role] = &[Role::ExamOfficer];

/// The administration that receives protocols and announces results (M-06).
pub(crate) const ANNOUNCERS: &[Role] = &[Role::FacultyOfficer];

/// A message of this routine in every language form.
fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}
