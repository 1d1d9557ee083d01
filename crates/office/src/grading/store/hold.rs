//! Reads and writes of grades that wait and exams that are annulled.

use crate::{ExamId, PersonId, RegistrationId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Why a grade waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because<'a> {
    /// Its answer is under suspicion, in the case of this number.
    Misconduct(&'a str),
    /// An exclusion bars the candidate from the exam, and nobody has decided of that.
    Exclusion,
}

impl<'a> Because<'a> {
    /// The word in the database, and the number of the case.
    const fn stored(self) -> (&'static str, &'a str) {
        match self {
            Self::Misconduct(number) => ("misconduct", number),
            Self::Exclusion => ("exclusion", ""),
        }
    }
}

/// Holds a grade, unless it is held for this reason.
pub async fn insert_hold(
    conn: &mut PgConnection,
    id: RegistrationId,
    because: Because<'_>,
    now: Timestamp,
) -> sqlx::Result<()> {
    let (because, case_number) = because.stored();
    sqlx::query!(
        "insert into result_hold (id, registration_id, because, case_number, began_at)
        values ($1, $2, $3, $4, $5)
        on conflict (registration_id, because) where ended_at is null do nothing",
        Uuid::now_v7(),
        id.0,
        because,
        case_number,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends a hold for this reason; false when there is none.
pub async fn end_hold(
    conn: &mut PgConnection,
    id: RegistrationId,
    because: Because<'_>,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update result_hold set ended_at = $2
        where registration_id = $1 and because = $3 and ended_at is null",
        id.0,
        now.to_sqlx() as _,
        because.stored().0
    );
    Ok(done.execute(conn).await?.rows_affected() == 1)
}

/// Annuls an exam.
pub async fn insert_annulment(
    conn: &mut PgConnection,
    id: RegistrationId,
    case_number: &str,
    law: &str,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into result_annulment (id, registration_id, case_number, law, annulled_at)
        values ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        id.0,
        case_number,
        law,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends an annulment.
pub async fn end_annulment(
    conn: &mut PgConnection,
    id: RegistrationId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update result_annulment set reversed_at = $2
        where registration_id = $1 and reversed_at is null",
        id.0,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of these registrations of which nothing is announced: held or annulled.
pub async fn withheld(
    conn: &mut PgConnection,
    registrations: &[RegistrationId],
) -> sqlx::Result<HashSet<RegistrationId>> {
    let ids: Vec<Uuid> = registrations.iter().map(|registration| registration.0).collect();
    let rows = sqlx::query_scalar!(
        r#"select registration_id as "id!" from result_hold
        where registration_id = any($1) and ended_at is null
        union
        select registration_id from result_annulment
        where registration_id = any($1) and reversed_at is null"#,
        &ids
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(RegistrationId).collect())
}

/// Whether a result of the registration is in force.
pub async fn is_announced(conn: &mut PgConnection, id: RegistrationId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
            select from result where registration_id = $1 and superseded_by is null
        ) as "announced!""#,
        id.0
    )
    .fetch_one(conn)
    .await
}

/// The exam of a registration.
pub async fn exam_of(conn: &mut PgConnection, id: RegistrationId) -> sqlx::Result<Option<ExamId>> {
    let exam = sqlx::query_scalar!("select exam_id from exam_registration where id = $1", id.0);
    Ok(exam.fetch_optional(conn).await?.map(ExamId))
}

/// The registrations whose grade waits because of an exclusion.
pub async fn held_by_exclusion(conn: &mut PgConnection) -> sqlx::Result<Vec<RegistrationId>> {
    let ids = sqlx::query_scalar!(
        "select registration_id from result_hold
        where because = 'exclusion' and ended_at is null order by began_at, registration_id"
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(RegistrationId).collect())
}

/// Whose each of these registrations is.
pub async fn persons_of(
    conn: &mut PgConnection,
    registrations: &[RegistrationId],
) -> sqlx::Result<HashMap<RegistrationId, PersonId>> {
    let ids: Vec<Uuid> = registrations.iter().map(|registration| registration.0).collect();
    let rows = sqlx::query!("select id, person_id from exam_registration where id = any($1)", &ids);
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows.map(|row| (RegistrationId(row.id), PersonId(row.person_id))).collect())
}
