//! What is known already of what a file of the national admission names.

use crate::admission::national::{Row, Starts};
use crate::{PersonId, StudyStartId};
use sqlx::PgConnection;
use std::collections::HashSet;

/// What is known.
pub(in crate::admission) struct Known {
    /// Applications that are here already.
    pub(in crate::admission) references: HashSet<String>,
    /// Codes of programmes.
    pub(in crate::admission) programmes: HashSet<String>,
    /// When their studies begin.
    pub(in crate::admission) starts: Starts,
}

pub(in crate::admission) async fn known(
    conn: &mut PgConnection,
    references: &[String],
    codes: &[String],
) -> sqlx::Result<Known> {
    let references = sqlx::query_scalar!(
        r#"select reference as "reference!" from application where reference = any($1)"#,
        references
    )
    .fetch_all(&mut *conn)
    .await?;
    let rows = sqlx::query!(
        r#"select g.code as "code!", s.id as "id?", s.starts_on as "starts_on?"
        from programme g left join study_start s on s.programme_id = g.id
        where g.code = any($1)"#,
        codes
    )
    .fetch_all(conn)
    .await?;
    let programmes = rows.iter().map(|row| row.code.clone()).collect();
    let starts = rows
        .into_iter()
        .filter_map(|row| Some(((row.code, row.starts_on?.to_jiff()), StudyStartId(row.id?))));
    Ok(Known { references: references.into_iter().collect(), programmes, starts: starts.collect() })
}

/// The person with the national id of a line; made where the office does not know her. What the office
/// knows of her stays.
pub(in crate::admission) async fn person(
    conn: &mut PgConnection,
    row: &Row,
) -> sqlx::Result<PersonId> {
    let id = sqlx::query_scalar!(
        "insert into person (id, national_id, given_name, family_name, email, postal_address,
            language)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (national_id) do update set national_id = excluded.national_id
        returning id",
        PersonId::new().0,
        row.national_id,
        row.given_name,
        row.family_name,
        row.email,
        &row.address,
        row.language.tag(),
    )
    .fetch_one(conn)
    .await?;
    Ok(PersonId(id))
}
