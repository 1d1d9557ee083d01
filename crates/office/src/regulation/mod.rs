//! The institution's own regulation: its numbers, set by one and approved by another.
//!
//! An edit is a whole rule set on top of the one in force on its first day: the same
//! paragraphs with other numbers ([`propose`]). It waits until another person has seen old
//! and new side by side ([`approve`]), and then counts from its day. What the Act forbids an
//! institution to set, the rules refuse. The shipped rule sets are never changed, and a case
//! that began before keeps the one it began under.

pub(crate) mod api;
mod labels;
pub(crate) mod pages;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;

pub use tasks::tasks;

use crate::access::Role;
use crate::catalogue;
use crate::people::PlaceCode;
use crate::{Act, Error, Node, RegulationId, Result};
use ::store::Entry;
use ::store::job::Job;
use jiff::civil::Date;
use rules::{Number, ParseError, Text};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use ui::key;
use utoipa::ToSchema;
use uuid::Uuid;

/// Those who propose and approve the institution's numbers: two of them for each edit.
pub(crate) const EDITORS: &[Role] = &[Role::CentralOfficer];

/// Those who read them: whoever decides by them.
pub(crate) const READERS: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::ExamCoordinator,
    Role::CentralOfficer,
    Role::DeskOfficer,
    Role::HeadOfOffice,
    Role::BoardSecretary,
];

/// The job that counts deadlines anew under a new regulation: `{ "from": … }`.
pub const RECOUNT_JOB: &str = "regulation.recount";

/// Other numbers from a day on.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRegulation {
    /// The first day they count; a day to come.
    #[schema(value_type = String, format = Date)]
    pub valid_from: Date,
    /// The case in which they were decided.
    pub case_ref: String,
    /// The numbers by field, e.g. `appeal.deadline`; those left out stay as they are.
    pub numbers: BTreeMap<String, i64>,
}

/// A message of this routine in every language form.
fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}

/// Where the institution as a whole lies.
fn everywhere(node: &Node) -> PlaceCode {
    PlaceCode(node.institution().number.clone())
}

fn editor(act: &Act) -> Result<()> {
    if act.who()?.may(EDITORS, &everywhere(act.node())) { Ok(()) } else { Err(Error::NotFound) }
}

/// Proposes other numbers from a day on.
///
/// # Errors
/// Not found for others than editors. Invalid: a day that is not to come, or for which a
/// regulation is in force already; a case left out; no number that differs; a field that is
/// no number; a number that the law forbids. Refused `proposal-waits`.
pub async fn propose(act: &mut Act, new: &NewRegulation) -> Result<RegulationId> {
    editor(act)?;
    if new.valid_from <= act.today() {
        return Err(Error::field("valid_from", said(key("regulation-error-day-past"))));
    }
    if new.case_ref.trim().is_empty() {
        return Err(Error::field("case_ref", said(key("common-error-required"))));
    }
    if store::waiting(act.conn()).await?.is_some() {
        let text = said(key("regulation-refused-waits"));
        return Err(Error::refused("proposal-waits", text));
    }
    if store::in_force_from(act.conn(), new.valid_from).await? {
        return Err(Error::field("valid_from", said(key("regulation-error-day-taken"))));
    }
    let base = act.node().rules_on(new.valid_from)?.clone();
    let old: BTreeMap<String, i64> =
        base.numbers().into_iter().map(|number| (number.field, number.value)).collect();
    let differs = |(field, value): &(&String, &i64)| old.get(*field) != Some(*value);
    let changes: Vec<(String, i64)> =
        new.numbers.iter().filter(differs).map(|(field, value)| (field.clone(), *value)).collect();
    if changes.is_empty() {
        return Err(Error::field("numbers", said(key("regulation-error-no-change"))));
    }
    let root = base.id.0.split('+').next().unwrap_or_default();
    let id = format!("{root}+{}", new.valid_from);
    let case_ref = new.case_ref.trim();
    let file = base.with_numbers(&id, new.valid_from, case_ref, &changes).map_err(told)?;
    let rules = act.node().read_rules(&file).map_err(told)?;
    let edit = store::NewEdit {
        id: RegulationId::new(),
        valid_from: new.valid_from,
        rule_set: &rules.id.0,
        content: &file,
        hash: rules.hash(),
        case_ref,
    };
    let (now, by) = (act.now(), act.person()?);
    store::insert(act.conn(), &edit, now, by).await?;
    Ok(edit.id)
}

/// What the rules have against a number, said at its field.
fn told(error: ParseError) -> Error {
    let text = match error.code {
        "below-the-law" => key("regulation-error-below"),
        "above-the-law" => key("regulation-error-above"),
        "fixed-by-law" => key("regulation-error-fixed"),
        _ => key("regulation-error-number"),
    };
    Error::field(&error.field, said(text))
}

/// The proposal that waits, held until the act ends, when its day is still to come.
async fn waiting(act: &mut Act, id: RegulationId) -> Result<store::Edit> {
    editor(act)?;
    let edit = store::lock(act.conn(), id).await?;
    edit.filter(|edit| !edit.decided).ok_or(Error::NotFound)
}

/// Approves a proposal: its numbers count from its day. Deadlines that are stored already
/// and fall under it are counted anew by a job.
///
/// # Errors
/// Not found for others than editors, and when it is decided already; refused
/// `same-person` for one's own, `day-passed`.
pub async fn approve(act: &mut Act, id: RegulationId) -> Result<()> {
    let edit = waiting(act, id).await?;
    let by = act.person()?;
    if edit.proposed_by == by {
        return Err(Error::refused("same-person", said(key("regulation-refused-same-person"))));
    }
    if edit.valid_from <= act.today() {
        return Err(Error::refused("day-passed", said(key("regulation-refused-day-passed"))));
    }
    let now = act.now();
    store::decide(act.conn(), id, true, now, by).await?;
    store::put_in_force(act.conn(), &edit).await?;
    act.enqueue(RECOUNT_JOB, json!({ "from": edit.valid_from }), now).await
}

/// Rejects a proposal, or takes one's own back.
///
/// # Errors
/// Not found for others than editors, and when it is decided already.
pub async fn reject(act: &mut Act, id: RegulationId) -> Result<()> {
    waiting(act, id).await?;
    let (now, by) = (act.now(), act.person()?);
    store::decide(act.conn(), id, false, now, by).await?;
    Ok(())
}

#[derive(Deserialize)]
struct Since {
    from: Date,
}

/// Runs [`RECOUNT_JOB`]: the deadlines of exams from that day on are counted anew.
///
/// # Errors
/// The database is away.
pub async fn recount_job(node: &Node, job: &Job) -> Result<()> {
    let Since { from } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let exams = store::exams_from(act.conn(), from).await?;
    catalogue::keep_deadlines(&mut act, &exams).await?;
    let entry = Entry::new("regulation.recount", "institution", Uuid::nil());
    act.commit(entry.fact("exams", exams.len())).await
}

/// A number that an edit changes.
pub(crate) struct Change {
    /// As it is.
    pub(crate) old: Number,
    /// As it is to be.
    pub(crate) new: Number,
}

/// What an edit changes, beside what is in force on its first day.
///
/// # Errors
/// Our own fault when a stored file is not read.
pub(crate) fn changes(node: &Node, edit: &store::Edit) -> Result<Vec<Change>> {
    let rules = node.read_rules(&edit.content).map_err(|error| Error::Internal(error.into()))?;
    let base = node.rules_on(edit.valid_from)?;
    let pairs = base.numbers().into_iter().zip(rules.numbers());
    Ok(pairs.filter(|(old, new)| old != new).map(|(old, new)| Change { old, new }).collect())
}
