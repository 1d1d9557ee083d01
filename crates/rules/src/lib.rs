//! The domain of Kandidat: dated rule sets, decisions and named refusals.
//!
//! Everything here is a pure function of facts and a [`RuleSet`]. Nothing reads a
//! clock, a file, a network or a source of chance: the caller passes the facts in
//! and gets a [`Decision`] back that carries its own reasons and paragraphs.
//!
//! One module per routine; the name of the module is the stem that the routine's
//! pages, tables, letters and tests share.

pub mod attempts;
pub mod average_grade;
mod credits;
mod decision;
pub mod grade;
mod key;
mod language;
pub mod national_id;
mod rule_set;

pub use credits::Credits;
pub use decision::{Decision, Reason, Refusal};
pub use grade::{Grade, GradeScale, Letter};
pub use key::Key;
pub use language::{Language, Text};
pub use national_id::{NationalId, NationalIdError, NationalIdKind};
pub use rule_set::{Law, RuleSetId};
