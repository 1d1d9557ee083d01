//! Reads and writes of results, many at a time.

use super::grade;
use crate::{AppealId, ExplanationId, PersonId, ProtocolId, RegistrationId, ResultId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use rules::{Grade, Term, Text};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// What counts for a registration now.
pub struct InForce {
    /// The grade.
    pub grade: Grade,
    /// Whether it was set after an appeal: then it is final.
    pub is_final: bool,
    /// Whether it is under appeal.
    pub appealed: bool,
}

/// The results in force of these registrations, held until the act ends: who lodges an appeal
/// or settles one waits, and is seen.
pub async fn lock_in_force(
    conn: &mut PgConnection,
    registrations: &[RegistrationId],
) -> sqlx::Result<HashMap<RegistrationId, InForce>> {
    let ids: Vec<Uuid> = registrations.iter().map(|registration| registration.0).collect();
    sqlx::query!(
        "select id from result where registration_id = any($1) and superseded_by is null
        order by id for update",
        &ids
    )
    .fetch_all(&mut *conn)
    .await?;
    let rows = sqlx::query_file!("src/grading/appealed.sql", &ids).fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            let (is_final, appealed) = (row.is_final, row.appealed);
            let counts = InForce { grade: grade(&row.grade)?, is_final, appealed };
            Ok((RegistrationId(row.registration_id), counts))
        })
        .collect()
}

/// How many results a protocol has announced: as many students are written to.
pub async fn count_results(conn: &mut PgConnection, id: ProtocolId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from result where protocol_id = $1"#, id.0)
        .fetch_one(conn)
        .await
}

/// Marks the results in force of these registrations as superseded by the new ones. The
/// new ones follow in the same act.
pub async fn supersede_results(
    conn: &mut PgConnection,
    ids: &[ResultId],
    graded: &[(RegistrationId, Grade)],
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let registrations: Vec<Uuid> = graded.iter().map(|(registration, _)| registration.0).collect();
    sqlx::query_file!("src/grading/supersede_results.sql", &ids, &registrations)
        .execute(conn)
        .await?;
    Ok(())
}

/// Writes the results of a protocol.
pub async fn insert_results(
    conn: &mut PgConnection,
    ids: &[ResultId],
    graded: &[(RegistrationId, Grade)],
    protocol: ProtocolId,
    origin: &str,
    now: Timestamp,
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let registrations: Vec<Uuid> = graded.iter().map(|(registration, _)| registration.0).collect();
    let grades: Vec<String> = graded.iter().map(|(_, grade)| grade.code().to_owned()).collect();
    sqlx::query_file!(
        "src/grading/insert_results.sql",
        &ids,
        &registrations,
        &grades,
        protocol.0,
        origin,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A result as its owner sees it.
pub struct OwnResultRow {
    /// The result.
    pub id: ResultId,
    /// The exam it is of.
    pub exam: crate::ExamId,
    /// The course code.
    pub code: String,
    /// The name of the course.
    pub name: Text,
    /// The term.
    pub term: Term,
    /// Why the sitting is held, as a word.
    pub kind: String,
    /// The registration it is of.
    pub registration: RegistrationId,
    /// The protocol it was announced with.
    pub protocol: ProtocolId,
    /// The grade.
    pub grade: Grade,
    /// `ordinary`, `rectification` or `appeal`.
    pub origin: String,
    /// Since when it counts, or counted.
    pub announced_at: Timestamp,
    /// Whether a later one has taken its place.
    pub superseded: bool,
    /// Whether there is a grading guide to read (N-09).
    pub has_guide: bool,
    /// The explanation asked for last.
    pub explanation: Option<ExplanationId>,
    /// The appeal lodged last.
    pub appeal: Option<AppealId>,
    /// Whether there is none but such as have been withdrawn.
    pub may_appeal: bool,
    /// Whether the exam is annulled.
    pub annulled: bool,
}

/// Everything announced to a person, the newest first.
pub async fn own_results(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<OwnResultRow>> {
    let rows = sqlx::query_file!("src/grading/own_results.sql", person.0).fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            Ok(OwnResultRow {
                id: ResultId(row.id),
                exam: crate::ExamId(row.exam_id),
                code: row.code,
                name: Text::new(row.name_nb, row.name_nn, row.name_en),
                // The CHECK of the column holds it to the form of terms.
                term: Term::parse(&row.term).map_err(|error| sqlx::Error::Decode(error.into()))?,
                kind: row.kind,
                registration: RegistrationId(row.registration_id),
                protocol: ProtocolId(row.protocol_id),
                grade: grade(&row.grade)?,
                origin: row.origin,
                announced_at: row.announced_at.to_jiff(),
                superseded: row.superseded,
                has_guide: row.has_guide,
                explanation: row.explanation.map(ExplanationId),
                appeal: row.appeal.map(AppealId),
                may_appeal: row.may_appeal,
                annulled: row.annulled,
            })
        })
        .collect()
}

/// A result to be told of in a letter.
pub struct ResultForLetter {
    /// The result.
    pub id: ResultId,
    /// Whose it is.
    pub person: PersonId,
    /// The grade.
    pub grade: Grade,
}

/// The next results of a protocol whose owners have no letter about them yet.
pub async fn results_for_letters(
    conn: &mut PgConnection,
    protocol: ProtocolId,
    limit: i64,
) -> sqlx::Result<Vec<ResultForLetter>> {
    let rows = sqlx::query_file!("src/grading/results_for_letters.sql", protocol.0, limit);
    rows.fetch_all(conn)
        .await?
        .into_iter()
        .map(|row| {
            let (id, person) = (ResultId(row.id), PersonId(row.person_id));
            Ok(ResultForLetter { id, person, grade: grade(&row.grade)? })
        })
        .collect()
}
