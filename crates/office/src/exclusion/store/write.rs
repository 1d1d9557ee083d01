//! Writes of this institution's own exclusions.

use super::{Ended, word};
use crate::exclusion::{Cause, Decision};
use crate::{Error, ExclusionDecisionId, ExclusionRowId, PersonId, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::exclusion::{Classification, ControlAction, ExclusionType};
use sqlx::PgConnection;
use uuid::Uuid;

/// A row about to be registered.
pub(in crate::exclusion) struct NewRow {
    pub(in crate::exclusion) id: ExclusionRowId,
    pub(in crate::exclusion) decision: ExclusionDecisionId,
    pub(in crate::exclusion) person: PersonId,
    pub(in crate::exclusion) kind: ExclusionType,
    pub(in crate::exclusion) classification: Classification,
}

/// A version about to be registered.
pub(in crate::exclusion) struct NewVersion<'a> {
    pub(in crate::exclusion) row: ExclusionRowId,
    pub(in crate::exclusion) version: i32,
    pub(in crate::exclusion) action: ControlAction,
    pub(in crate::exclusion) from: Date,
    pub(in crate::exclusion) to: Date,
    pub(in crate::exclusion) programme: Option<&'a str>,
    pub(in crate::exclusion) justification: Option<&'a str>,
    pub(in crate::exclusion) cause: Option<Cause>,
}

pub(in crate::exclusion) async fn insert_decision(
    conn: &mut PgConnection,
    id: ExclusionDecisionId,
    new: &Decision,
    (rule_set, hash): (&str, &str),
    now: Timestamp,
) -> sqlx::Result<()> {
    let classifications: Vec<String> =
        new.classifications.iter().map(|one| one.code().to_owned()).collect();
    sqlx::query!(
        "insert into exclusion_decision
            (id, person_id, legal_basis, rule_set, rule_set_hash, decided_on, aggravated,
             programmes, classifications, under_appeal, journal_number, case_id, registered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id.0,
        new.person.0,
        new.legal_basis.code(),
        rule_set,
        hash,
        new.decided_on.to_sqlx() as _,
        new.aggravated,
        &new.programmes,
        &classifications,
        new.under_appeal,
        new.journal_number.as_deref(),
        new.case,
        now.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::exclusion) async fn insert_row(
    conn: &mut PgConnection,
    new: &NewRow,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_row (id, decision_id, person_id, kind, classification)
        values ($1, $2, $3, $4, $5)",
        new.id.0,
        new.decision.0,
        new.person.0,
        new.kind.code(),
        new.classification.code(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::exclusion) async fn insert_version(
    conn: &mut PgConnection,
    new: &NewVersion<'_>,
    now: Timestamp,
    by: PersonId,
) -> Result<()> {
    sqlx::query!(
        "insert into exclusion_row_version
            (row_id, version, action, from_on, to_on, programme, justification, registered_by,
             registered_at, cause)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        new.row.0,
        new.version,
        word(new.action),
        new.from.to_sqlx() as _,
        new.to.to_sqlx() as _,
        new.programme,
        new.justification,
        by.0,
        now.to_sqlx() as _,
        new.cause.map(Cause::code),
    )
    .execute(conn)
    .await
    .map_err(role_ended)?;
    Ok(())
}

/// The database's word for a role that is not held at this moment.
const NO_ROLE: &str = "42501";

/// The role was ended after the request came and before it was done: a refusal and no fault.
fn role_ended(error: sqlx::Error) -> Error {
    let code = error.as_database_error().and_then(|error| error.code());
    if code.as_deref() == Some(NO_ROLE) {
        return Error::refused(
            "role-missing",
            crate::exclusion::said(ui::key("exclusion-refused-role-ended")),
        );
    }
    error.into()
}

pub(in crate::exclusion) async fn control(
    conn: &mut PgConnection,
    (row, version): (ExclusionRowId, i32),
    now: Timestamp,
    by: PersonId,
) -> Result<()> {
    sqlx::query!(
        "update exclusion_row_version set controlled_at = $3, controlled_by = $4
        where row_id = $1 and version = $2",
        row.0,
        version,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await
    .map_err(role_ended)?;
    Ok(())
}

pub(in crate::exclusion) async fn end(
    conn: &mut PgConnection,
    (row, version): (ExclusionRowId, i32),
    ended: Ended,
    because: &str,
    now: Timestamp,
    by: PersonId,
) -> Result<()> {
    sqlx::query!(
        "update exclusion_row_version set ended = $3, ended_because = $4, ended_at = $5, ended_by = $6
        where row_id = $1 and version = $2",
        row.0,
        version,
        ended.code(),
        because,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await
    .map_err(role_ended)?;
    Ok(())
}

/// Lets a row go: whose it was, by whom and why is erased, and of its decision too with the last
/// row.
pub(in crate::exclusion) async fn erase(
    conn: &mut PgConnection,
    id: ExclusionRowId,
    now: Timestamp,
) -> sqlx::Result<()> {
    let decision = sqlx::query_scalar!("select decision_id from exclusion_row where id = $1", id.0);
    let decision = decision.fetch_optional(&mut *conn).await?.flatten();
    sqlx::query!(
        "update exclusion_row set gone_at = $2, person_id = null, decision_id = null where id = $1",
        id.0,
        now.to_sqlx() as _
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update exclusion_row_version set programme = null, justification = null, registered_by = null,
            controlled_by = null, ended_by = null, ended_because = null
        where row_id = $1",
        id.0
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update exclusion_decision
        set person_id = null, journal_number = null, case_id = null, programmes = '{}'
        where id = $1
            and not exists (select from exclusion_row where decision_id = exclusion_decision.id)",
        decision
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "delete from exclusion_case_officer where decision_id = $1
            and not exists (select from exclusion_row where decision_id = $1)",
        decision
    )
    .execute(&mut *conn)
    .await?;
    super::told::forget(conn, id.0).await
}

pub(in crate::exclusion) async fn set_under_appeal(
    conn: &mut PgConnection,
    id: ExclusionDecisionId,
    under_appeal: bool,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update exclusion_decision set under_appeal = $2 where id = $1 and person_id is not null",
        id.0,
        under_appeal
    );
    Ok(done.execute(conn).await?.rows_affected() == 1)
}

/// Notes at the decisions of a case whether they are under appeal.
pub(in crate::exclusion) async fn case_under_appeal(
    conn: &mut PgConnection,
    case: Uuid,
    under_appeal: bool,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exclusion_decision set under_appeal = $2
        where case_id = $1 and person_id is not null and under_appeal <> $2",
        case,
        under_appeal
    )
    .execute(conn)
    .await?;
    Ok(())
}
