//! The domain of Kandidat: dated rule sets, decisions and named refusals.
//!
//! Everything here is a pure function of facts and a [`RuleSet`]. Nothing reads a
//! clock, a file, a network or a source of chance: the caller passes the facts in
//! and gets a [`Decision`] back that carries its own reasons and paragraphs.
//!
//! One module per routine; the name of the module is the stem that the routine's
//! pages, tables, letters and tests share. [`registry`] lists every rule; how to add
//! one stands in this crate's README.

pub mod accommodation;
pub mod appeal;
pub mod archive;
pub mod attempts;
pub mod average_grade;
pub mod board;
pub mod calendar;
pub mod cited;
pub mod committee;
mod credits;
mod decision;
mod exam;
pub mod exam_paper;
pub mod exam_plan;
pub mod exchange;
pub mod exclusion;
pub mod explanation;
pub mod formal_complaint;
pub mod grade;
pub mod grading;
pub mod invigilation;
mod key;
mod language;
pub mod misconduct;
pub mod national_id;
pub mod oral;
pub mod paper_copies;
pub mod police_certificate;
pub mod protocol;
mod reasoning;
pub mod recognition;
pub mod registration;
pub mod registry;
pub mod regrade;
mod rule;
mod rule_set;
mod term;
pub mod term_notice;
#[cfg(test)]
mod testing;

pub use credits::Credits;
pub use decision::{Decision, Reason, Refusal};
pub use exam::{Form, Level, SittingKind};
pub use grade::{Grade, GradeScale, Letter};
pub use key::Key;
pub use language::{Language, Text};
pub use national_id::{NationalId, NationalIdError, NationalIdKind};
pub use reasoning::Reasoning;
pub use rule::{BadFacts, Entry, Rule};
pub use rule_set::{
    Bound, Law, Limit, NoRuleSet, Number, ParseError, RuleSet, RuleSetId, RuleSets, Sections, Span,
};
pub use term::{DayOfYear, PerSeason, Season, Term};
