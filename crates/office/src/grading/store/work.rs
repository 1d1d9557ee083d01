//! Reads of what is under way: an examiner's committees, and exams on their way to results.

use crate::examiners::CommitteeKind;
use crate::{CommitteeId, ExamId, MemberId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// A seat, as its holder's list shows it.
pub struct SeatRow {
    /// The committee.
    pub committee: CommitteeId,
    /// The exam.
    pub exam: ExamId,
    /// What it is for.
    pub kind: CommitteeKind,
    /// By when grading is to be ready.
    pub due_on: Option<Date>,
    /// Why by then.
    pub because: Option<serde_json::Value>,
    /// How many answers are delivered.
    pub answers: i64,
    /// How many of them the holder has given a standpoint on.
    pub given: i64,
    /// Whether the protocol is sealed.
    pub sealed: bool,
    /// Whether the holder has signed it.
    pub signed: bool,
    /// Whether it is received.
    pub received: bool,
    /// Whether the holder has got the answers.
    pub has_answers: bool,
    /// Whether the appeal that it is for has been withdrawn.
    pub withdrawn: bool,
    /// When the holder accepted the assignment.
    pub accepted_at: Option<Timestamp>,
}

/// The committees a person sits in, the most urgent first.
pub async fn seats_of(conn: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<SeatRow>> {
    let rows = sqlx::query_file!("src/grading/seats_of.sql", person.0).fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            Ok(SeatRow {
                committee: CommitteeId(row.committee_id),
                exam: ExamId(row.exam_id),
                kind: CommitteeKind::stored(&row.kind)?,
                due_on: row.due_on.map(jiff_sqlx::Date::to_jiff),
                because: row.because,
                answers: row.answers,
                given: row.given,
                sealed: row.sealed,
                signed: row.signed,
                received: row.received,
                has_answers: row.has_answers,
                withdrawn: row.withdrawn,
                accepted_at: row.accepted_at.map(|at| at.to_jiff()),
            })
        })
        .collect()
}

/// An exam on its way from answers to announced results.
pub struct ExamWork {
    /// The exam.
    pub exam: ExamId,
    /// By when grading is to be ready.
    pub due_on: Option<Date>,
    /// From when being late costs the faculty money.
    pub sanction_on: Option<Date>,
    /// Why by then.
    pub because: Option<serde_json::Value>,
    /// How many answers two examiners disagree on while nobody has been called in.
    pub disputed: i64,
    /// Of how many answers three hold three different grades and have not all signed one.
    pub unsettled: i64,
    /// The protocol on its way.
    pub protocol: Option<uuid::Uuid>,
    /// Whether every examiner has signed it.
    pub signed: bool,
    /// Whether it is received.
    pub received: bool,
    /// Whether an examiner has neither got the answers nor begun.
    pub to_hand_over: bool,
}

/// The exams in scope that were held by `today` and whose results are not announced, and
/// rectifications on their way.
pub async fn exam_work(
    conn: &mut PgConnection,
    scope: &[String],
    today: Date,
) -> sqlx::Result<Vec<ExamWork>> {
    let rows = sqlx::query_file!("src/grading/exam_work.sql", scope, today.to_sqlx() as _);
    Ok(rows
        .fetch_all(conn)
        .await?
        .into_iter()
        .map(|row| ExamWork {
            exam: ExamId(row.exam_id),
            due_on: row.due_on.map(jiff_sqlx::Date::to_jiff),
            sanction_on: row.sanction_on.map(jiff_sqlx::Date::to_jiff),
            because: row.because,
            disputed: row.disputed,
            unsettled: row.unsettled,
            protocol: row.protocol_id,
            signed: row.signed,
            received: row.received,
            to_hand_over: row.to_hand_over,
        })
        .collect())
}

/// The members of a committee who have not got the answers, locked.
pub async fn lock_not_handed_over(
    conn: &mut PgConnection,
    id: CommitteeId,
) -> sqlx::Result<Vec<MemberId>> {
    let ids = sqlx::query_scalar!(
        "select id from committee_member
        where committee_id = $1 and handed_over_at is null
        order by position for update",
        id.0
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(MemberId).collect())
}

/// Whether somebody in a committee has not got the answers.
pub async fn waits_for_answers(conn: &mut PgConnection, id: CommitteeId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
            select from committee_member where committee_id = $1 and handed_over_at is null
        ) as "waits!""#,
        id.0
    )
    .fetch_one(conn)
    .await
}

/// Whether a copy of every answer stays with the office when each examiner has got one.
pub async fn answers_kept(conn: &mut PgConnection, id: CommitteeId) -> sqlx::Result<bool> {
    sqlx::query_file_scalar!("src/grading/answers_kept.sql", id.0).fetch_one(conn).await
}

/// Notes who has got the answers, and who handed them over.
pub async fn set_handed_over(
    conn: &mut PgConnection,
    members: &[MemberId],
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<()> {
    let members: Vec<uuid::Uuid> = members.iter().map(|id| id.0).collect();
    sqlx::query!(
        "update committee_member set handed_over_at = $2, handed_over_by = $3 where id = any($1)",
        &members,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The committees of appeals in scope whose two examiners disagree, with their exams.
pub async fn appeal_disputes(
    conn: &mut PgConnection,
    scope: &[String],
) -> sqlx::Result<Vec<(CommitteeId, ExamId)>> {
    let rows = sqlx::query_file!("src/grading/appeal_disputes.sql", scope).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (CommitteeId(row.id), ExamId(row.exam_id))).collect())
}

/// Whether a committee has been reminded on a day.
pub async fn is_reminded(conn: &mut PgConnection, id: CommitteeId, on: Date) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
            select from grading_reminder where committee_id = $1 and reminded_on = $2
        ) as "reminded!""#,
        id.0,
        on.to_sqlx() as _
    )
    .fetch_one(conn)
    .await
}

/// Notes that a committee was reminded on a day.
pub async fn insert_reminder(
    conn: &mut PgConnection,
    id: CommitteeId,
    on: Date,
    letters: usize,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into grading_reminder (committee_id, reminded_on, letters, sent_at)
        values ($1, $2, $3, $4)",
        id.0,
        on.to_sqlx() as _,
        i32::try_from(letters).unwrap_or(i32::MAX),
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}
