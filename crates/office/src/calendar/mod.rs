//! Deadlines as stored facts: Rust computes them by a rule, SQL filters by them.
//!
//! Whoever changes a fact that a deadline follows from computes it anew in the same act
//! and stores it here with its reasons and the rule set (id and hash) it was computed under.

pub(crate) mod store;

pub use store::get;

use crate::{Act, Result};
use jiff::civil::Date;
use rules::{Reason, RuleSet};
use uuid::Uuid;

/// What a deadline belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The kind of thing: the stem of its routine, e.g. `result`, `exam`, `appeal`.
    pub kind: &'static str,
    /// The thing.
    pub id: Uuid,
}

/// A deadline as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The last day, inclusive to 23:59:59 in Oslo. `None`: open, because an answer that
    /// restarts the clock is pending.
    pub due_on: Option<Date>,
    /// The steps and their paragraphs.
    pub because: Vec<Reason>,
    /// The name of the rule set it was computed under.
    pub rule_set: String,
}

/// A deadline that a rule has just computed.
pub struct Computed<'a> {
    /// What it belongs to.
    pub subject: Subject,
    /// The rule's name, e.g. `withdrawal-deadline`.
    pub kind: &'static str,
    /// The last day; `None` as of [`Deadline::due_on`].
    pub due_on: Option<Date>,
    /// The steps and their paragraphs.
    pub because: Vec<Reason>,
    /// The rules that it was computed under.
    pub law: &'a RuleSet,
}

/// Stores deadlines that rules have just computed, each in place of an earlier one; all of them at once,
/// however many they are.
///
/// # Errors
/// The database is away.
pub async fn set_all(act: &mut Act, computed: &[Computed<'_>]) -> Result<()> {
    store::set_all(act, computed).await
}

/// Stores a deadline that a rule has just computed, in place of an earlier one.
///
/// `kind` is the rule's name, e.g. `appeal-deadline`.
///
/// # Errors
/// The database is away.
pub async fn set(
    act: &mut Act,
    subject: Subject,
    kind: &'static str,
    due_on: Option<Date>,
    because: &[Reason],
    law: &RuleSet,
) -> Result<()> {
    store::set(act, subject, kind, due_on, because, law).await
}
