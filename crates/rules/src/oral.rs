//! Oral, practical and performing exams: who sets the day, when each candidate comes where, and what a
//! plan of it must keep to.
//!
//! The subject group sets the day, and teacher education has a rule of its own (003 p. 7). How long before
//! rooms are reserved and candidates told is the institution's practice; the breaks of those who examine are
//! the Working Environment Act's (aml. § 10-9 (1)), and no institution sets them.

mod date;
mod facts;
mod lot;
mod place;
mod plan;
#[cfg(test)]
mod tests;

pub use date::{DateSetBy, OralDate, OralDateAnswer, OralDateFacts};
pub use facts::{Away, Candidate, OralFacts, Place, Session, Span};
pub use lot::lot;
pub use place::{Left, OralPlaces, Placed, PlacesAnswer};
pub use plan::{Broken, OralPlan, PlanAnswer};

use crate::Law;
use crate::calendar::LegalPeriod;
use serde::Deserialize;

/// The section `[oral]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OralLaw {
    /// Who sets the day.
    pub date_set_by: Law<DateSetBy>,
    /// Who sets it in courses of teacher education, which has a rule of its own.
    pub teacher_education_date_set_by: Law<DateSetBy>,
    /// How long before the first day its rooms are reserved, where that is laid down.
    pub room_before: Option<LegalPeriod>,
    /// How long before the first day each candidate is told, where that is laid down.
    pub notice_before: Option<LegalPeriod>,
    /// How many minutes lie between a candidate's oral and another exam on the same day, at least.
    pub minutes_between_exams: Law<u32>,
    /// The breaks of those who examine.
    pub breaks: BreakLaw,
}

/// The breaks of an employee's day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreakLaw {
    /// The paragraph.
    pub law: String,
    /// More minutes than this in a day have a break.
    pub one_over_minutes: u32,
    /// From so many minutes on, the breaks have a length.
    pub long_from_minutes: u32,
    /// How many minutes they are together then, at least.
    pub long_minutes: u32,
}
