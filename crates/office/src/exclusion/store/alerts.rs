//! Reads of the log of alerts.

use crate::{ExclusionAlertId, PersonId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

/// An entry in the log of alerts.
pub(crate) struct Alert {
    pub(crate) id: ExclusionAlertId,
    pub(crate) at: Timestamp,
    pub(crate) row: Uuid,
    pub(crate) what: String,
    /// Whose row it was; nobody's once it is gone.
    pub(crate) person: Option<PersonId>,
    pub(crate) kind: Option<String>,
    pub(crate) seen_at: Option<Timestamp>,
}

/// How many of the newest alerts are shown.
const ALERTS_SHOWN: i64 = 500;

/// The log of alerts, the newest first.
pub(crate) async fn all(conn: &mut PgConnection) -> sqlx::Result<Vec<Alert>> {
    let rows = sqlx::query!(
        r#"select alert.id, alert.at, alert.row_id, alert.what, alert.person_id, alert.seen_at,
            coalesce(own.kind, told.kind) as kind
        from exclusion_alert alert
        left join exclusion_row own on own.id = alert.row_id
        left join exclusion_told_row told on told.row_id = alert.row_id
        order by alert.at desc, alert.id limit $1"#,
        ALERTS_SHOWN
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| Alert {
        id: ExclusionAlertId(row.id),
        at: row.at.to_jiff(),
        row: row.row_id,
        what: row.what,
        person: row.person_id.map(PersonId),
        kind: row.kind,
        seen_at: row.seen_at.map(|at| at.to_jiff()),
    });
    Ok(read.collect())
}

/// Whether an alert is about this person: of a step that she took here, of a version that she stands for and
/// that came to nothing, or of a row about herself. Not without such an alert.
pub(crate) async fn is_own(
    conn: &mut PgConnection,
    id: ExclusionAlertId,
    person: PersonId,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exclusion_alert_is_own(alert, $2) as "own!" from exclusion_alert alert
        where alert.id = $1"#,
        id.0,
        person.0
    )
    .fetch_optional(conn)
    .await
    .map(|own| own.unwrap_or(false))
}

/// Notes who has seen an alert, once: whether it was not noted before; `None` without such an alert.
pub(crate) async fn see(
    conn: &mut PgConnection,
    id: ExclusionAlertId,
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<Option<bool>> {
    let row = sqlx::query_scalar!(
        r#"with before as (select id, seen_at from exclusion_alert where id = $1 for update),
            noted as (update exclusion_alert set seen_at = $2, seen_by = $3
                where id = $1 and seen_at is null)
        select seen_at is null as "new!" from before"#,
        id.0,
        now.to_sqlx() as _,
        by.0
    );
    row.fetch_optional(conn).await
}
