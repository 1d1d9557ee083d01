//! The rows that this institution has decided and that are in force, for what they do to study rights.

use super::store::{self, ExclusionRow};
use crate::{Act, ExclusionRowId, Node, PersonId, Result};
use rules::exclusion::Row;
use rules::{Key, RuleSet, RuleSetId};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

/// The job that is left whenever a version is controlled, for the routines above whose facts follow from
/// rows: `{ "row": … }`.
pub const CONTROLLED_JOB: &str = "exclusion.controlled";

/// The job that is left beside it when the version is of a case that was prepared here, for what others
/// are told of it then and not before: `{ "case": … }`.
pub const CASE_CONTROLLED_JOB: &str = "exclusion.case_controlled";

/// The job that is left when a row is deleted before its time, by the register's word or here, for the
/// routines above whose cases rest on it: `{ "row": … }`.
pub const TAKEN_BACK_JOB: &str = "exclusion.taken_back";

/// Leaves [`TAKEN_BACK_JOB`].
pub(super) async fn taken_back(act: &mut Act, row: Uuid) -> Result<()> {
    let now = act.now();
    act.enqueue(TAKEN_BACK_JOB, json!({ "row": row }), now).await
}

/// A row in force as the rules read it, with those that count for it; none that is not in force.
pub(super) fn in_force<'n>(
    own: &ExclusionRow,
    node: &'n Node,
) -> Result<Option<(Row, &'n RuleSet)>> {
    let (Some(version), Some(decision)) = (own.in_force(), &own.decision) else { return Ok(None) };
    let row = Row {
        kind: own.kind,
        classification: own.classification,
        programme: version.programme.clone(),
        institution: Key::new(&node.institution().number),
        from: version.from.into(),
        to: version.to.into(),
        legal_basis: Some(decision.legal_basis),
    };
    Ok(Some((row, node.rule_set(&RuleSetId(decision.rule_set.clone()))?)))
}

/// The rows in force of a person that this institution has decided, each with its id.
///
/// # Errors
/// The database is away.
pub async fn own_rows<'n>(
    conn: &mut PgConnection,
    node: &'n Node,
    person: PersonId,
) -> Result<Vec<(Uuid, Row, &'n RuleSet)>> {
    let mut found = Vec::new();
    for own in store::rows_of(conn, &[person]).await? {
        found.extend(in_force(&own, node)?.map(|(row, law)| (own.id.0, row, law)));
    }
    Ok(found)
}

/// A row of this institution with whose it is; none that is not in force.
///
/// # Errors
/// The database is away.
pub async fn own_row<'n>(
    conn: &mut PgConnection,
    node: &'n Node,
    row: Uuid,
) -> Result<Option<(PersonId, Row, &'n RuleSet)>> {
    let Some(own) = store::row(conn, ExclusionRowId(row)).await? else { return Ok(None) };
    let found = in_force(&own, node)?;
    Ok(own.person.zip(found).map(|(person, (row, law))| (person, row, law)))
}
