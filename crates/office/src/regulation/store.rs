//! Reads and writes of an institution's own regulation.

use crate::{ExamId, PersonId, RegulationId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// An edit as stored.
pub(crate) struct Edit {
    pub(crate) id: RegulationId,
    pub(crate) valid_from: Date,
    pub(crate) rule_set: String,
    pub(crate) content: String,
    pub(crate) case_ref: String,
    pub(crate) proposed_by: PersonId,
    pub(crate) decided: bool,
}

/// An edit about to be proposed.
pub(super) struct NewEdit<'a> {
    pub(super) id: RegulationId,
    pub(super) valid_from: Date,
    pub(super) rule_set: &'a str,
    pub(super) content: &'a str,
    pub(super) hash: &'a str,
    pub(super) case_ref: &'a str,
}

async fn find(conn: &mut PgConnection, id: Option<RegulationId>) -> sqlx::Result<Option<Edit>> {
    let row = sqlx::query!(
        "select id, valid_from, rule_set, content, case_ref, proposed_at, proposed_by, decided_at
        from regulation_edit where id = $1 or ($1::uuid is null and decided_at is null)",
        id.map(|id| id.0)
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Edit {
        id: RegulationId(row.id),
        valid_from: row.valid_from.to_jiff(),
        rule_set: row.rule_set,
        content: row.content,
        case_ref: row.case_ref,
        proposed_by: PersonId(row.proposed_by),
        decided: row.decided_at.is_some(),
    }))
}

/// The proposal that waits, if there is one.
pub(crate) async fn waiting(conn: &mut PgConnection) -> sqlx::Result<Option<Edit>> {
    find(conn, None).await
}

/// One edit, held until the act ends.
pub(super) async fn lock(conn: &mut PgConnection, id: RegulationId) -> sqlx::Result<Option<Edit>> {
    sqlx::query!("select id from regulation_edit where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    find(conn, Some(id)).await
}

pub(super) async fn insert(
    conn: &mut PgConnection,
    edit: &NewEdit<'_>,
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into regulation_edit
            (id, valid_from, rule_set, content, hash, case_ref, proposed_at, proposed_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        edit.id.0,
        edit.valid_from.to_sqlx() as _,
        edit.rule_set,
        edit.content,
        edit.hash,
        edit.case_ref,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn decide(
    conn: &mut PgConnection,
    id: RegulationId,
    approved: bool,
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update regulation_edit set decided_at = $2, decided_by = $3, approved = $4 where id = $1",
        id.0,
        now.to_sqlx() as _,
        by.0,
        approved
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn put_in_force(conn: &mut PgConnection, edit: &Edit) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into regulation (valid_from, rule_set) values ($1, $2)",
        edit.valid_from.to_sqlx() as _,
        edit.rule_set
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether a regulation already counts from this day or a later one.
pub(super) async fn in_force_from(conn: &mut PgConnection, day: Date) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from regulation where valid_from >= $1) as "there!""#,
        day.to_sqlx() as _
    )
    .fetch_one(conn)
    .await
}

/// The regulations and their first days, the latest first.
pub(super) async fn in_force(conn: &mut PgConnection) -> sqlx::Result<Vec<(Date, String)>> {
    let rows = sqlx::query!("select valid_from, rule_set from regulation order by valid_from desc");
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.valid_from.to_jiff(), row.rule_set)).collect())
}

/// The exams from a day on, and those that have no day yet.
pub(super) async fn exams_from(conn: &mut PgConnection, from: Date) -> sqlx::Result<Vec<ExamId>> {
    let ids = sqlx::query_scalar!(
        "select id from exam where exam_date is null or exam_date >= $1 order by id",
        from.to_sqlx() as _
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(ExamId).collect())
}
