//! Reads and writes of who is told of a case's exclusion by letter.

use crate::exclusion::ByLetter;
use sqlx::PgConnection;
use uuid::Uuid;

/// Those who are noted with a case, by name.
pub(in crate::exclusion) async fn of_case(
    conn: &mut PgConnection,
    case: Uuid,
) -> sqlx::Result<Vec<ByLetter>> {
    let rows = sqlx::query!(
        "select number, name, left_out_because, letter_id from misconduct_told
        where misconduct_id = $1 order by name",
        case
    );
    let read = rows.fetch_all(conn).await?.into_iter().map(|row| ByLetter {
        number: row.number,
        name: row.name,
        left_out: row.left_out_because,
        noted: true,
        told: row.letter_id.is_some(),
    });
    Ok(read.collect())
}

/// Notes one more.
pub(in crate::exclusion) async fn insert(
    conn: &mut PgConnection,
    case: Uuid,
    new: &ByLetter,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into misconduct_told (misconduct_id, name, number, left_out_because)
        values ($1, $2, $3, $4)",
        case,
        new.name,
        new.number,
        new.left_out
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that the Directorate of Health is told.
pub(in crate::exclusion) async fn insert_directorate(
    conn: &mut PgConnection,
    case: Uuid,
    name: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into misconduct_told (misconduct_id, name, directorate) values ($1, $2, true)",
        case,
        name
    )
    .execute(conn)
    .await?;
    Ok(())
}
