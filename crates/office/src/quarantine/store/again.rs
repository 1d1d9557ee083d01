//! Refusals whose exclusion has been changed since.

use crate::access::Principal;
use crate::people::PlaceCode;
use crate::{PersonId, RefusalId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// A refusal to consider again.
pub(crate) struct Changed {
    pub(crate) id: RefusalId,
    pub(crate) number: String,
    pub(crate) place: PlaceCode,
}

/// The version of the exclusion that nobody has looked at again; none where it is what it was, was taken back, or
/// has been set aside.
pub(crate) async fn version(conn: &mut PgConnection, id: RefusalId) -> sqlx::Result<Option<i32>> {
    sqlx::query_scalar!(
        r#"select version as "version!" from quarantine_changed where refusal_id = $1"#,
        id.0
    )
    .fetch_optional(conn)
    .await
}

/// Those of the units of whoever looks; never her own.
pub(crate) async fn all(conn: &mut PgConnection, who: &Principal) -> sqlx::Result<Vec<Changed>> {
    let rows = sqlx::query!(
        "select refusal.id, refusal.case_number, unit.place_code
        from quarantine_changed changed
        join quarantine_refusal refusal on refusal.id = changed.refusal_id
        join unit on unit.id = refusal.unit_id
        where in_scope(unit.place_code, $1) and refusal.person_id <> $2
        order by refusal.refused_on, refusal.id",
        &who.scope(crate::quarantine::HANDLERS),
        who.person.0
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    let changed = rows.map(|row| Changed {
        id: RefusalId(row.id),
        number: row.case_number,
        place: PlaceCode(row.place_code),
    });
    Ok(changed.collect())
}

/// Notes who has looked at it again, in this version of the exclusion.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (id, version): (RefusalId, i32),
    by: PersonId,
    today: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into quarantine_looked_again (refusal_id, row_version, looked_by, looked_on)
        values ($1, $2, $3, $4)",
        id.0,
        version,
        by.0,
        today.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}
