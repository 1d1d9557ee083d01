//! What is registered of a case that was decided here, brought in line with what its decision orders.

use super::store::{self, Ended, ExclusionRow, NewRow, NewVersion, Which, told};
use super::{Cause, Decision, change, decision, writer};
use crate::{Act, ExclusionRowId, Result};
use jiff::civil::Date;
use rules::exclusion::{ControlAction, ExclusionLaw, ProposedRow};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// What the decision of a case orders now.
pub(crate) enum Ordered {
    /// What the board decided, and nobody has changed, with the rows that it gives.
    Decided(Decision, Vec<ProposedRow>),
    /// What was left of it after an appeal, with the same rows: the period alone differs.
    Changed(Decision, Vec<ProposedRow>),
    /// Nothing: it was reversed, or no exclusion is left of it.
    Nothing,
}

/// What is still to be registered of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// The decision, or a row that it gives, is not registered.
    Registration,
    /// Another period is registered than the one that holds.
    Change,
    /// What was reversed is still registered.
    Deletion,
}

impl Missing {
    /// The word in the API.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Change => "change",
            Self::Deletion => "deletion",
        }
    }
}

/// What another person has controlled of a case as far as it has effect elsewhere, when nothing of it
/// waits: from then on other institutions may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counts {
    /// It is in force, from the first of these days to the last.
    InForce(Date, Date),
    /// It was in force and is deleted.
    Deleted,
}

impl Counts {
    /// What counts of the rows of a case; `None` while something waits, and where nothing has effect
    /// elsewhere.
    pub(crate) fn of(rows: &[ExclusionRow], law: &ExclusionLaw) -> Option<Self> {
        let there = |row: &&ExclusionRow| {
            law.transfers(row.kind) && (row.controlled().is_some() || row.waiting().is_some())
        };
        let rows: Vec<_> = rows.iter().filter(there).collect();
        if rows.is_empty() || rows.iter().any(|row| row.waiting().is_some()) {
            return None;
        }
        let in_force = || rows.iter().filter_map(|row| row.in_force());
        let (from, to) = (in_force().map(|one| one.from).min(), in_force().map(|one| one.to).max());
        Some(from.zip(to).map_or(Self::Deleted, |(from, to)| Self::InForce(from, to)))
    }
}

/// What would hold of a row if whatever waits were controlled: its period, unless it is to be deleted.
fn to_come(row: &ExclusionRow) -> Option<(Date, Date)> {
    let version = row.waiting().or_else(|| row.in_force())?;
    (version.action != ControlAction::Delete).then_some((version.from, version.to))
}

impl Ordered {
    /// What the rows of the case do not say yet, controlled or waiting. A row that somebody has
    /// deleted before its time is not registered again.
    pub(crate) fn missing(&self, rows: &[ExclusionRow], today: Date) -> Option<Missing> {
        let mut to_come = rows.iter().filter_map(to_come);
        match self {
            Self::Nothing => to_come.next().map(|_| Missing::Deletion),
            Self::Decided(decision, _) | Self::Changed(decision, _) if decision.to < today => None,
            Self::Decided(_, given) | Self::Changed(_, given)
                if !without(given, rows).is_empty() =>
            {
                Some(Missing::Registration)
            }
            Self::Decided(..) => None,
            Self::Changed(decision, _) => {
                let other = to_come.any(|period| period != (decision.from, decision.to));
                other.then_some(Missing::Change)
            }
        }
    }

    /// The period that holds.
    fn period(&self) -> Option<(Date, Date)> {
        match self {
            Self::Decided(decision, _) | Self::Changed(decision, _) => {
                Some((decision.from, decision.to))
            }
            Self::Nothing => None,
        }
    }
}

/// Of the rows that a decision gives, those of which none is there that ever counted or waits to; what was
/// refused or taken back never was. One that two persons have deleted before its time was.
fn without(given: &[ProposedRow], rows: &[ExclusionRow]) -> Vec<ProposedRow> {
    let is = |row: &ExclusionRow, given: &ProposedRow| {
        let of = row.controlled().or_else(|| row.waiting());
        (row.kind, row.classification) == (given.kind, given.classification)
            && of.is_some_and(|version| version.programme == given.programme)
    };
    given.iter().filter(|given| !rows.iter().any(|row| is(row, given))).cloned().collect()
}

/// The rows of every case that was decided here, or of one.
pub(crate) async fn rows_of_cases(
    conn: &mut PgConnection,
    case: Option<Uuid>,
) -> Result<HashMap<Uuid, Vec<ExclusionRow>>> {
    let rows = store::rows(conn, Which { case, ..Which::default() }).await?;
    let mut all: HashMap<Uuid, Vec<ExclusionRow>> = HashMap::new();
    for row in rows {
        if let Some(case) = row.decision.as_ref().and_then(|decision| decision.case) {
            all.entry(case).or_default().push(row);
        }
    }
    Ok(all)
}

/// Registers what is missing of a case; it waits for another person's control. What waited and does
/// not hold any more is overtaken, what is in force stays so until the control (Q-30, Z-21).
///
/// # Errors
/// Refused `role-missing`, and as [`propose`] and [`change`](super::change) by the rule
/// `exclusion-rows`.
pub(crate) async fn follow(
    act: &mut Act,
    case: Uuid,
    ordered: &Ordered,
    because: &str,
) -> Result<Option<Missing>> {
    writer(act)?;
    let rows = rows_of_cases(act.conn(), Some(case)).await?.remove(&case).unwrap_or_default();
    let mut held = Vec::with_capacity(rows.len());
    for row in rows {
        held.extend(store::lock(act.conn(), row.id).await?);
    }
    let missing = ordered.missing(&held, act.today());
    if missing.is_none() {
        return Ok(None);
    }
    if let Ordered::Decided(decision, given) | Ordered::Changed(decision, given) = ordered {
        let there = held.iter().find_map(|row| row.decision.as_ref()).map(|of| of.id);
        let rows = without(given, &held);
        if !rows.is_empty() {
            decision::register(act, decision, (there, &rows)).await?;
        }
    }
    if !matches!(ordered, Ordered::Decided(..)) {
        for row in &held {
            bring(act, row, ordered.period(), because).await?;
        }
    }
    Ok(missing)
}

/// Brings one row to the period, or to its end.
async fn bring(
    act: &mut Act,
    row: &ExclusionRow,
    period: Option<(Date, Date)>,
    because: &str,
) -> Result<()> {
    let to_come = to_come(row);
    if to_come.is_none() || to_come == period {
        return Ok(());
    }
    if let Some(period) = period {
        change::asked(act, row, period)?;
    }
    let cause = if period.is_some() { Cause::DecisionChanged } else { Cause::Reversed };
    let why = (cause, because);
    if let Some(waiting) = row.waiting() {
        let (now, by) = (act.now(), act.person()?);
        let one = (row.id, waiting.version);
        store::end(act.conn(), one, Ended::Overtaken, because, now, by).await?;
        let of = (row.id.0, waiting.version);
        told::alert(act.conn(), of, told::What::Overtaken, row.person, now).await?;
    }
    match (row.in_force(), period) {
        (Some(now), Some(period)) if (now.from, now.to) == period => Ok(()),
        (Some(_), Some(period)) => change::add(act, row, ControlAction::Change, period, why).await,
        (Some(now), None) => {
            change::add(act, row, ControlAction::Delete, (now.from, now.to), why).await
        }
        (None, Some(period)) => anew(act, row, period).await,
        (None, None) => Ok(()),
    }
}

/// A row that never was in force begins anew with the period that holds.
async fn anew(act: &mut Act, old: &ExclusionRow, (from, to): (Date, Date)) -> Result<()> {
    let (Some(decision), Some(person)) = (&old.decision, old.person) else { return Ok(()) };
    let new = NewRow {
        id: ExclusionRowId::random(),
        decision: decision.id,
        person,
        kind: old.kind,
        classification: old.classification,
    };
    store::insert_row(act.conn(), &new).await?;
    let last = old.versions.last();
    let version = NewVersion {
        row: new.id,
        version: 1,
        action: ControlAction::Create,
        from,
        to,
        programme: last.and_then(|last| last.programme.as_deref()),
        justification: last.and_then(|last| last.justification.as_deref()),
        cause: None,
    };
    let (now, by) = (act.now(), act.person()?);
    store::insert_version(act.conn(), &version, now, by).await?;
    decision::goes(act, new.id, to).await
}

/// Notes at what is registered of a case whether the decision is under appeal; it stays here.
///
/// # Errors
/// The database is away.
pub(crate) async fn case_under_appeal(act: &mut Act, case: Uuid, under_appeal: bool) -> Result<()> {
    Ok(store::case_under_appeal(act.conn(), case, under_appeal).await?)
}
