//! What each letter says: typed data in, a [`Document`] in one language form out.
//!
//! One folder per letter. A letter is a type that holds its facts and implements
//! [`Letter`]; every sentence is written in bokmål, nynorsk and English side by side
//! with [`text!`], so that a letter without one of them does not compile, and a fact
//! that one form forgets is a compiler warning.
//!
//! The office stores a letter as kind, version and JSON, and gets the document back
//! through [`render`] when it is to be printed: a version, once used, never changes.
//! Numbers and paragraphs of the law come in as data from the rule set of the case.
//!
//! Nothing here reads a clock or knows what a PDF or an e-mail is; [`Press`] and [`Post`] are
//! the ports through which the office asks for them.

#[macro_use]
mod forms;

mod assignment;
mod blocks;
mod committee;
mod course;
mod decision_appeal;
mod document;
mod grade_scale;
mod head;
mod labels;
mod letter;
mod plain_text;
mod port;
mod post;
mod registry;
mod right;

pub mod exclusion;
pub mod legal_wording;
pub mod misconduct;

pub mod appeal_received;
pub mod appeal_refused_late;
pub mod appeal_registered;
pub mod appeal_result;
pub mod date_wish_request;
pub mod diploma_missing;
pub mod exam_rescheduled;
pub mod examiner_contract;
pub mod examiner_cover;
pub mod examiner_not_needed;
pub mod examiner_orientation;
pub mod examiner_reminder;
pub mod examiner_request;
pub mod exchange_receipt;
pub mod exclusion_admission_refused;
pub mod exclusion_appeal_forwarded;
pub mod exclusion_applicant_message;
pub mod exclusion_changed;
pub mod exclusion_deleted;
pub mod exclusion_exam_refused;
pub mod exclusion_exam_withdrawn;
pub mod exclusion_information;
pub mod exclusion_information_changed;
pub mod exclusion_recognition_refused;
pub mod exclusion_registered;
pub mod explanation_given;
pub mod grade_protocol;
pub mod invigilator_engagement;
pub mod invigilator_schedule;
pub mod misconduct_appeal_decision;
pub mod misconduct_decision;
pub mod misconduct_notice;
pub mod misconduct_report;
pub mod oral_examiner_notice;
pub mod oral_notice;
pub mod oral_protocol;
pub mod recognition_advance_decision;
pub mod recognition_decision;
pub mod regrade_cover;
pub mod regrade_proof;
pub mod results_announced;
pub mod room_folder;
pub mod term_notice;

#[cfg(test)]
mod required_elements;
pub mod samples;
#[cfg(test)]
mod tests;

pub use assignment::Assignment;
pub use committee::CommitteeMember;
pub use course::{Course, Season, Term};
pub use decision_appeal::DecisionAppeal;
pub use document::{Block, Document, PrintedSignature, Step};
pub use forms::{Count, Deadline, Form, Moment, Period, PeriodUnit};
pub use head::{Addressee, Head, Sender, Signature};
pub use labels::{Labels, labels};
pub use letter::Letter;
pub use plain_text::plain_text;
pub use port::{PdfFuture, Press, PressError};
pub use post::{Notice, Post, PostError, PostFuture};
pub use registry::{Kind, RenderError, kinds, render};
pub use right::Right;
pub use rules::{Language, Reason, Text};
