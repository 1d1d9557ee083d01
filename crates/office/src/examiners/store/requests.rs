//! Reads and writes of what examiners are asked and answer.

use crate::people::PersonName;
use crate::{CommitteeId, ExamId, PersonId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

/// A request as the one who is asked sees it.
pub struct Request {
    /// The proposal it is part of.
    pub proposal: Uuid,
    /// The exam.
    pub exam: ExamId,
    /// When one was asked.
    pub proposed_at: Timestamp,
    /// The fee in words, for an external examiner; empty for the state's rates.
    pub fee: String,
    /// Whether one comes from outside.
    pub external: bool,
    /// Whether one is called in because two disagree.
    pub third: bool,
    /// When one answered.
    pub answered_at: Option<Timestamp>,
    /// What.
    pub accepted: Option<bool>,
    /// Whether the board has given one the seat.
    pub appointed: bool,
    /// Whether the board has decided.
    pub decided: bool,
}

/// What one is asked and has answered, the latest first.
pub async fn requests(conn: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<Request>> {
    find(conn, person, None).await
}

/// One request to this person, or `None`.
pub async fn request(
    conn: &mut PgConnection,
    person: PersonId,
    proposal: Uuid,
) -> sqlx::Result<Option<Request>> {
    Ok(find(conn, person, Some(proposal)).await?.pop())
}

async fn find(
    conn: &mut PgConnection,
    person: PersonId,
    proposal: Option<Uuid>,
) -> sqlx::Result<Vec<Request>> {
    let rows = sqlx::query_file!("src/examiners/requests.sql", person.0, proposal);
    Ok(rows
        .fetch_all(conn)
        .await?
        .into_iter()
        .map(|row| Request {
            proposal: row.proposal_id,
            exam: ExamId(row.exam_id),
            proposed_at: row.proposed_at.to_jiff(),
            fee: row.fee,
            external: row.external,
            third: row.third,
            answered_at: row.answered_at.map(|at| at.to_jiff()),
            accepted: row.accepted,
            appointed: row.appointed,
            decided: row.decided,
        })
        .collect())
}

/// What somebody who was asked has answered.
#[derive(Clone)]
pub struct Asked {
    /// Who.
    pub person: PersonId,
    /// In which proposal.
    pub proposal: Uuid,
    /// For which seat.
    pub position: i32,
    /// Whether the examiner comes from outside.
    pub external: bool,
    /// When the answer came.
    pub answered_at: Option<Timestamp>,
    /// What it was.
    pub accepted: Option<bool>,
    /// Why not.
    pub reason: String,
    /// Whether the office has entered a yes that came in another way.
    pub entered: bool,
}

/// Who has been asked for an exam, and what they answered, the latest last.
pub async fn asked(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<Vec<Asked>> {
    let rows = sqlx::query_file!("src/examiners/asked.sql", exam.0).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Asked {
            person: PersonId(row.person_id),
            proposal: row.proposal_id,
            position: row.position,
            external: row.external,
            answered_at: row.answered_at.map(|at| at.to_jiff()),
            accepted: row.accepted,
            reason: row.reason,
            entered: row.entered,
        })
        .collect())
}

/// Somebody who sits in a committee, has not got the answers, and has not said yes.
pub struct NotAccepted {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: PersonName,
    /// In which proposal one was asked.
    pub proposal: Uuid,
    /// Whether one has said no.
    pub declined: bool,
}

/// Who sits in a committee and waits for the answers without having accepted the assignment, in
/// the order of the seats.
pub async fn not_accepted(
    conn: &mut PgConnection,
    committee: CommitteeId,
) -> sqlx::Result<Vec<NotAccepted>> {
    let rows = sqlx::query_file!("src/examiners/not_accepted.sql", committee.0);
    Ok(rows
        .fetch_all(conn)
        .await?
        .into_iter()
        .map(|row| NotAccepted {
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            proposal: row.proposal_id,
            declined: row.accepted == Some(false),
        })
        .collect())
}

/// Records a yes that came in another way, and who enters it.
pub async fn set_entered(
    conn: &mut PgConnection,
    proposal: Uuid,
    person: PersonId,
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update committee_proposal_member set answered_at = $3, accepted = true, entered_by = $4
        where proposal_id = $1 and person_id = $2 and answered_at is null",
        proposal,
        person.0,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Records an answer.
pub async fn set_answered(
    conn: &mut PgConnection,
    proposal: Uuid,
    person: PersonId,
    now: Timestamp,
    accepted: bool,
    reason: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update committee_proposal_member set answered_at = $3, accepted = $4, reason = $5
        where proposal_id = $1 and person_id = $2",
        proposal,
        person.0,
        now.to_sqlx() as _,
        accepted,
        reason
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The open proposal of a third for a committee whose two agree by now, if there is one.
pub async fn third_without_dispute(
    conn: &mut PgConnection,
    committee: CommitteeId,
) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_file_scalar!("src/examiners/third_without_dispute.sql", committee.0)
        .fetch_optional(conn)
        .await
}

/// Gives the seat back that the board has given; false once the answers are handed over.
pub async fn vacate(
    conn: &mut PgConnection,
    proposal: Uuid,
    person: PersonId,
) -> sqlx::Result<bool> {
    let done = sqlx::query_file!("src/examiners/vacate.sql", proposal, person.0);
    Ok(done.execute(conn).await?.rows_affected() == 1)
}
