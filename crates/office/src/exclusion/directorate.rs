//! The Directorate of Health is told of an exclusion from studies that lead to an authorisation (uhl. § 12-6 (3)):
//! of a case that was prepared here by the case's own letter, of a decision that was registered directly by a
//! letter whose number in the archive is entered.

use super::store::{self, ExclusionRow, Which, directorate as stored};
use super::{WRITERS, everywhere, not_oneself, said};
use crate::{Act, Error, ExclusionRowId, Node, PersonId, Result};
use jiff::civil::Date;
use rules::RuleSetId;
use rules::exclusion::Classification;
use serde::Deserialize;
use sqlx::PgConnection;
use std::collections::HashSet;
use ui::key;
use utoipa::ToSchema;

/// A letter to the Directorate.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExclusionDirectorateTold)]
pub struct Told {
    /// Its number in the archive.
    pub archive_number: String,
    /// The day on which it was sent.
    #[schema(value_type = String, format = Date)]
    pub told_on: Date,
}

/// The paragraph by which the Directorate is to be told of a row in force that was registered directly; none for
/// studies that lead to no authorisation.
pub(super) fn law(node: &Node, row: &ExclusionRow) -> Result<Option<String>> {
    let Some(decision) = row.decision.as_ref().filter(|of| of.case.is_none()) else {
        return Ok(None);
    };
    if row.classification != Classification::Hesos || row.in_force().is_none() {
        return Ok(None);
    }
    let rules = node.rule_set(&RuleSetId(decision.rule_set.clone()))?;
    let basis = rules.sections.exclusion.as_ref();
    let basis = basis.and_then(|section| section.basis.get(&decision.legal_basis));
    Ok(basis.and_then(|basis| basis.health_authority.as_ref()).map(|law| law.law.clone()))
}

/// The row of each decision of which the Directorate is still to be told, with the paragraph: those of others than
/// this person.
///
/// # Errors
/// The database is away.
pub(super) async fn untold(
    conn: &mut PgConnection,
    node: &Node,
    reader: PersonId,
) -> Result<Vec<(ExclusionRow, String)>> {
    let told = stored::told(&mut *conn).await?;
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for row in store::rows(conn, Which::default()).await? {
        let decision = row.decision.as_ref().map(|decision| decision.id);
        let known = decision.is_none_or(|id| told.contains(&id) || seen.contains(&id));
        if known || row.person == Some(reader) {
            continue;
        }
        if let Some(law) = law(node, &row)? {
            seen.extend(decision);
            found.push((row, law));
        }
    }
    Ok(found)
}

/// Whether the Directorate is still to be told of a row's decision, with the paragraph.
///
/// # Errors
/// The database is away.
pub(super) async fn of_row(
    conn: &mut PgConnection,
    node: &Node,
    row: &ExclusionRow,
) -> Result<Option<String>> {
    let Some(decision) = &row.decision else { return Ok(None) };
    if stored::told(conn).await?.contains(&decision.id) {
        return Ok(None);
    }
    law(node, row)
}

/// Enters the letter by which the Directorate was told.
///
/// # Errors
/// Refused `own-case`, `nothing-to-tell` where the Act does not ask for it, or it is done. Not found: no such row,
/// or for others than those who register. Invalid: no number, or a day to come or before the decision.
pub async fn directorate_told(act: &mut Act, id: ExclusionRowId, new: Told) -> Result<()> {
    act.who()?.require(WRITERS, &everywhere(act.node()))?;
    let row = store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    not_oneself(act, row.person)?;
    let node = act.node().clone();
    let due = of_row(act.conn(), &node, &row).await?;
    let Some(decision) = row.decision.as_ref().filter(|_| due.is_some()) else {
        return Err(Error::refused(
            "nothing-to-tell",
            said(key("exclusion-refused-nothing-to-tell")),
        ));
    };
    if new.archive_number.trim().is_empty() {
        return Err(Error::field("archive_number", said(key("common-error-required"))));
    }
    let (first, last) = (decision.decided_on, act.today());
    if !(first..=last).contains(&new.told_on) {
        let args: [(&str, &dyn ui::ToArg); 2] = [("first", &first), ("last", &last)];
        return Err(Error::field("told_on", ui::messages::text("exclusion-error-told-day", &args)));
    }
    let (by, now, of) = (act.person()?, act.now(), decision.id);
    Ok(stored::insert(act.conn(), of, &new, (by, now)).await?)
}
