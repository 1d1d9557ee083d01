//! A row beside the rest of its decision: whoever controls sees what the Act's table gives, what of it is
//! there, and what is chosen in its place. What is left out would be seen by nobody else.

use super::line::Status;
use super::store::{self, ExclusionRow, Version, Which, programmes};
use super::{decision, transfer};
use crate::{Node, Result};
use rules::exclusion::{
    Classification, ControlAction, ExclusionRowsFacts, ExclusionType, ProposedRow, Warning,
};
use rules::{RuleSet, RuleSetId, Text};
use sqlx::PgConnection;

/// A row that the table gives, or that is there.
pub(super) struct Part {
    pub(super) kind: ExclusionType,
    pub(super) classification: Classification,
    pub(super) programme: Option<String>,
    /// Where it stands; nothing where it is not registered.
    pub(super) status: Option<Status>,
    /// Whether the table gives it.
    pub(super) proposed: bool,
}

/// The decision of a row as a whole.
#[derive(Default)]
pub(super) struct Whole {
    pub(super) parts: Vec<Part>,
    /// What to know of the rows that are there.
    pub(super) warnings: Vec<Warning>,
    /// Whether the rows that are there are of more than one period.
    pub(super) periods_differ: bool,
    /// Whether the register cannot be told of the row: it knows the person by a number that is not there.
    pub(super) stays_here: bool,
    /// What the row's programme is called here; nothing where there is none with its code.
    pub(super) programme: Option<Text>,
    /// Whether the type is one that is never proposed.
    pub(super) special: bool,
}

impl Whole {
    /// Of a row.
    ///
    /// # Errors
    /// The database is away.
    pub(super) async fn of(
        conn: &mut PgConnection,
        node: &Node,
        row: &ExclusionRow,
    ) -> Result<Self> {
        let Some(of) = &row.decision else { return Ok(Self::default()) };
        let law = node.rule_set(&RuleSetId(of.rule_set.clone()))?;
        let rows = store::rows(conn, Which { decision: Some(of.id), ..Which::default() }).await?;
        let Some(facts) = facts(row) else { return Ok(Self::default()) };
        let parts = parts(&rows, &proposed(&facts, law));
        let code = last(row).and_then(|version| version.programme.as_deref());
        let programme = match code {
            Some(code) => programmes::name(conn, code).await?,
            None => None,
        };
        let mut periods: Vec<_> =
            rows.iter().filter_map(live).map(|one| (one.from, one.to)).collect();
        let stays_here = match row.person.filter(|_| transfer::leaves(row, law)) {
            Some(person) => store::national_id(conn, person).await?.is_none(),
            None => false,
        };
        periods.sort_unstable();
        periods.dedup();
        Ok(Self {
            parts,
            warnings: warnings(&rows, facts, law),
            periods_differ: periods.len() > 1,
            stays_here,
            programme,
            special: is_special(row, law),
        })
    }
}

/// Whether a row's type stands only with a justification, and is not proposed.
pub(super) fn is_special(row: &ExclusionRow, law: &RuleSet) -> bool {
    let section = law.sections.exclusion.as_ref();
    section.is_some_and(|law| law.only_with_justification.value.contains(&row.kind))
}

/// The version that would count if what waits were controlled.
fn last(row: &ExclusionRow) -> Option<&Version> {
    row.waiting().or_else(|| row.controlled()).or_else(|| row.versions.last())
}

/// As [`last`], unless it deletes the row or never had effect.
fn live(row: &ExclusionRow) -> Option<&Version> {
    let version = row.waiting().or_else(|| row.in_force())?;
    (version.action != ControlAction::Delete).then_some(version)
}

/// What the rule `exclusion-rows` is asked of the decision, for the period of one of its rows.
fn facts(row: &ExclusionRow) -> Option<ExclusionRowsFacts> {
    let (of, version) = (row.decision.as_ref()?, last(row)?);
    Some(ExclusionRowsFacts {
        legal_basis: of.legal_basis,
        from: version.from.into(),
        to: version.to.into(),
        aggravated: of.aggravated,
        programmes: of.programmes.clone(),
        classifications: of.classifications.clone(),
        types: None,
        justification: None,
    })
}

/// What the table gives.
fn proposed(facts: &ExclusionRowsFacts, law: &RuleSet) -> Vec<ProposedRow> {
    decision::asked(facts, law).map_or_else(|_| Vec::new(), |(proposal, _)| proposal.rows)
}

/// What is to be known of the types that are there.
fn warnings(rows: &[ExclusionRow], mut facts: ExclusionRowsFacts, law: &RuleSet) -> Vec<Warning> {
    let there = rows.iter().filter(|row| live(row).is_some());
    facts.types = Some(there.map(|row| row.kind).collect());
    // That there is one is controlled with the row; here only the types are asked about.
    facts.justification = rows.iter().find_map(|row| last(row)?.justification.clone());
    decision::asked(&facts, law).map_or_else(|_| Vec::new(), |(proposal, _)| proposal.warnings)
}

/// What the table gives with where it stands, and after it what stands beside.
fn parts(rows: &[ExclusionRow], proposed: &[ProposedRow]) -> Vec<Part> {
    let programme = |row: &ExclusionRow| last(row).and_then(|version| version.programme.clone());
    let is = |row: &ExclusionRow, one: &ProposedRow| {
        (row.kind, row.classification) == (one.kind, one.classification)
            && programme(row) == one.programme
    };
    let status = |row: &ExclusionRow| Some(Status::of(row));
    let given = proposed.iter().map(|one| Part {
        kind: one.kind,
        classification: one.classification,
        programme: one.programme.clone(),
        status: rows.iter().rev().find(|row| is(row, one)).and_then(status),
        proposed: true,
    });
    let beside = rows.iter().filter(|row| !proposed.iter().any(|one| is(row, one)));
    let beside = beside.map(|row| Part {
        kind: row.kind,
        classification: row.classification,
        programme: programme(row),
        status: status(row),
        proposed: false,
    });
    given.chain(beside).collect()
}
