//! A row is changed or is to be deleted before its time: a new version that waits for control.

use super::store::{self, ExclusionRow, NewVersion, Which, told};
use super::{Cause, WRITERS, decision, everywhere, not_oneself, said};
use crate::{Act, Error, ExclusionRowId, Result};
use jiff::civil::Date;
use rules::RuleSetId;
use rules::exclusion::{ControlAction, ExclusionRowsFacts};
use std::iter;
use ui::key;

/// Another period for a row.
#[derive(Clone, Debug)]
pub struct Change {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Why, as the person is told.
    pub cause: Cause,
    /// Why, in words that stay here.
    pub justification: String,
}

/// The row, held until the act ends, when its registered versions can be followed by another.
///
/// # Errors
/// Not found: no such row, gone, or for others than those who register. Refused `not-in-force`, `change-waits`.
async fn in_force(act: &mut Act, id: ExclusionRowId) -> Result<ExclusionRow> {
    let place = everywhere(act.node());
    act.who()?.require(WRITERS, &place)?;
    let row = store::lock(act.conn(), id).await?.filter(|row| row.gone_at.is_none());
    let row = row.ok_or(Error::NotFound)?;
    not_oneself(act, row.person)?;
    if row.waiting().is_some() {
        return Err(Error::refused("change-waits", said(key("exclusion-refused-waits"))));
    }
    if row.in_force().is_none() {
        return Err(Error::refused("not-in-force", said(key("exclusion-refused-not-in-force"))));
    }
    Ok(row)
}

/// Changes the period of a row, as soon as the decision is changed, and with it that of the other rows of
/// the decision; only a wrong entry is put right in one row alone. What was controlled before stays in force
/// until another has controlled the change (Z-21), row by row.
///
/// # Errors
/// As [`delete`]; invalid: the period, a period that differs in nothing; refused as by the rule
/// `exclusion-rows`, under the rule set that the decision has kept.
pub async fn change(act: &mut Act, id: ExclusionRowId, change: &Change) -> Result<()> {
    let row = in_force(act, id).await?;
    let Some(now) = row.in_force() else { return Err(Error::NotFound) };
    let together = with_its_decision(act, &row, change.cause).await?;
    if (now.from, now.to) == (change.from, change.to) {
        return Err(Error::field("to", said(key("exclusion-error-no-change"))));
    }
    if change.to < act.today() {
        return Err(Error::field("to", said(key("exclusion-error-period-over"))));
    }
    if change.justification.trim().is_empty() {
        return Err(Error::field("justification", said(key("common-error-required"))));
    }
    let period = (change.from, change.to);
    asked(act, &row, period)?;
    let why = (change.cause, &*change.justification);
    for row in iter::once(&row).chain(&together) {
        let of = row.in_force().map(|now| (now.from, now.to));
        if of.is_some_and(|of| of != period) {
            add(act, row, ControlAction::Change, period, why).await?;
        }
    }
    Ok(())
}

/// The other rows in force of a row's decision, held: what changes the decision changes all of them, since the
/// Act's table knows them together. A wrong entry may be one row's.
///
/// # Errors
/// Refused `change-waits` where something waits of one of them.
async fn with_its_decision(
    act: &mut Act,
    row: &ExclusionRow,
    cause: Cause,
) -> Result<Vec<ExclusionRow>> {
    let Some(of) = row.decision.as_ref().filter(|_| cause != Cause::EntryWrong) else {
        return Ok(Vec::new());
    };
    let which = Which { decision: Some(of.id), ..Which::default() };
    let mut together = Vec::new();
    for other in store::rows(act.conn(), which).await?.into_iter().filter(|one| one.id != row.id) {
        let other = store::lock(act.conn(), other.id).await?;
        let Some(other) = other.filter(|one| one.gone_at.is_none()) else { continue };
        // What nobody has controlled yet is not in force: whoever controls it is told that it differs.
        if other.in_force().is_none() {
            continue;
        }
        if other.waiting().is_some() {
            return Err(Error::refused("change-waits", said(key("exclusion-refused-waits"))));
        }
        together.push(other);
    }
    Ok(together)
}

/// Asks the rule `exclusion-rows` about another period, under the rule set that the decision has kept.
pub(super) fn asked(act: &Act, row: &ExclusionRow, (from, to): (Date, Date)) -> Result<()> {
    let of = row.decision.as_ref().ok_or(Error::NotFound)?;
    let law = act.node().rule_set(&RuleSetId(of.rule_set.clone()))?;
    let facts = ExclusionRowsFacts {
        legal_basis: of.legal_basis,
        from: from.into(),
        to: to.into(),
        aggravated: of.aggravated,
        programmes: of.programmes.clone(),
        classifications: of.classifications.clone(),
        // Which rows there are is settled; the period alone is asked about.
        types: None,
        justification: None,
    };
    decision::asked(&facts, law)?;
    Ok(())
}

/// Asks for a row to be deleted before its time, and with it the other rows of its decision; only a wrong
/// entry is deleted alone. Each stays in force until another has controlled that.
///
/// # Errors
/// Refused `own-case` to the person whom it concerns, `change-waits`, `not-in-force`. Not found: no such
/// row, gone, or for others than those who register.
/// Invalid: the reason left out.
pub async fn delete(act: &mut Act, id: ExclusionRowId, cause: Cause, because: &str) -> Result<()> {
    let row = in_force(act, id).await?;
    let Some(now) = row.in_force() else { return Err(Error::NotFound) };
    if because.trim().is_empty() {
        return Err(Error::field("justification", said(key("common-error-required"))));
    }
    let together = with_its_decision(act, &row, cause).await?;
    add(act, &row, ControlAction::Delete, (now.from, now.to), (cause, because)).await?;
    for row in &together {
        let Some(now) = row.in_force() else { continue };
        add(act, row, ControlAction::Delete, (now.from, now.to), (cause, because)).await?;
    }
    Ok(())
}

pub(super) async fn add(
    act: &mut Act,
    row: &ExclusionRow,
    action: ControlAction,
    (from, to): (Date, Date),
    (cause, because): (Cause, &str),
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    let version = NewVersion {
        row: row.id,
        version: row.last_version() + 1,
        action,
        from,
        to,
        programme: row.in_force().and_then(|version| version.programme.as_deref()),
        justification: Some(because.trim()),
        cause: Some(cause),
    };
    store::insert_version(act.conn(), &version, now, by).await?;
    Ok(())
}

/// Takes back what one has registered oneself and nobody has controlled. Of a case that was decided here it
/// is on the desk again, and the system owner reads of it in the log.
///
/// # Errors
/// Refused `not-yours`. Invalid: the reason left out. Conflict: it waits no more. Not found: no such
/// version, or for others than those who register.
pub async fn withdraw(
    act: &mut Act,
    id: ExclusionRowId,
    version: i32,
    because: &str,
) -> Result<()> {
    let place = everywhere(act.node());
    act.who()?.require(WRITERS, &place)?;
    let row = store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let waiting = row.waiting_as(version)?;
    let (now, by) = (act.now(), act.person()?);
    if waiting.registered_by != Some(by) {
        return Err(Error::refused("not-yours", said(key("exclusion-refused-not-yours"))));
    }
    if because.trim().is_empty() {
        return Err(Error::field("because", said(key("common-error-required"))));
    }
    let why = because.trim();
    store::end(act.conn(), (id, version), store::Ended::Withdrawn, why, now, by).await?;
    let what = told::What::Withdrawn;
    told::alert(act.conn(), (id.0, version), what, row.person, now).await?;
    Ok(())
}
