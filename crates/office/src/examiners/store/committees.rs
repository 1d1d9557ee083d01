//! Reads and writes of proposals and committees.

use super::Standing;
use crate::examiners::{NewCommittee, Seat};
use crate::{CommitteeId, ExamId, MemberId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

/// A committee as appointed.
pub struct CommitteeRow {
    /// The opaque id.
    pub id: CommitteeId,
    /// When it was appointed.
    pub appointed_on: Date,
    /// The number of the board's case.
    pub case_ref: String,
}

/// The committee that grades the exam first.
pub async fn ordinary(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<Option<CommitteeRow>> {
    let row = sqlx::query!(
        "select id, appointed_on, case_ref from committee where exam_id = $1 and kind = 'ordinary'",
        exam.0
    );
    Ok(row.fetch_optional(conn).await?.map(|row| CommitteeRow {
        id: CommitteeId(row.id),
        appointed_on: row.appointed_on.to_jiff(),
        case_ref: row.case_ref,
    }))
}

/// The seats of a committee in their order.
pub async fn seats(conn: &mut PgConnection, id: CommitteeId) -> sqlx::Result<Vec<Seat>> {
    let rows = sqlx::query!(
        "select person_id, position, external, supervisor from committee_member
        where committee_id = $1 order by position",
        id.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Seat {
            person: PersonId(row.person_id),
            position: row.position,
            external: row.external,
            supervisor: row.supervisor,
        })
        .collect())
}

/// When a member was appointed, and in which of the board's cases.
pub struct SeatAppointed {
    /// Which seat.
    pub position: i32,
    /// The day.
    pub on: Date,
    /// The number of the case.
    pub case_ref: String,
}

/// How each seat of a committee came to be filled.
pub async fn appointed(
    conn: &mut PgConnection,
    id: CommitteeId,
) -> sqlx::Result<Vec<SeatAppointed>> {
    let rows = sqlx::query_file!("src/examiners/appointed.sql", id.0);
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| SeatAppointed {
            position: row.position,
            on: row.appointed_on.to_jiff(),
            case_ref: row.case_ref,
        })
        .collect())
}

/// Writes a committee without its members.
pub async fn insert_committee(
    conn: &mut PgConnection,
    id: CommitteeId,
    new: &NewCommittee<'_>,
    today: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into committee (id, exam_id, kind, appeal_id, appointed_on, appointed_by, case_ref)
        values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        new.exam.0,
        new.kind.word(),
        new.appeal.map(|appeal| appeal.0),
        today.to_sqlx() as _,
        new.appointed_by.0,
        new.case_ref
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes one member.
pub async fn insert_member(
    conn: &mut PgConnection,
    committee: CommitteeId,
    seat: &Seat,
    today: Date,
    case_ref: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into committee_member
            (id, committee_id, person_id, position, external, supervisor, appointed_on, case_ref)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        MemberId::new().0,
        committee.0,
        seat.person.0,
        seat.position,
        seat.external,
        seat.supervisor,
        today.to_sqlx() as _,
        case_ref
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What decides whether a seat of an appointed committee can be given to somebody now.
pub struct SeatOpen {
    /// A protocol is sealed and not withdrawn.
    pub closed: bool,
    /// The first two hold different grades of an answer.
    pub disputed: bool,
    /// The board gave the seat when it appointed the committee, and its examiner has declined.
    pub given_back: bool,
}

/// The facts about one seat of a committee. The exam is held by callers that go on to fill it.
pub async fn seat_open(
    conn: &mut PgConnection,
    committee: CommitteeId,
    position: i32,
) -> sqlx::Result<SeatOpen> {
    sqlx::query_file_as!(SeatOpen, "src/examiners/seat_open.sql", committee.0, position)
        .fetch_one(conn)
        .await
}

/// A proposal that the board has not decided.
pub struct OpenProposal {
    /// The opaque id.
    pub id: Uuid,
    /// The committee it adds a member to.
    pub third_for: Option<CommitteeId>,
    /// When it was made.
    pub proposed_at: Timestamp,
    /// By whom.
    pub proposed_by: PersonId,
    /// The faculty board's case; empty without one.
    pub dispensation: String,
    /// The fee of an external examiner in words; empty for the state's rates.
    pub fee: String,
}

/// The proposal of an exam that waits for the board. The exam's row is locked by callers
/// that go on to decide it.
pub async fn open_proposal(
    conn: &mut PgConnection,
    exam: ExamId,
) -> sqlx::Result<Option<OpenProposal>> {
    let row = sqlx::query!(
        "select id, third_for, proposed_at, proposed_by, dispensation, fee from committee_proposal
        where exam_id = $1 and decided_at is null and withdrawn_at is null",
        exam.0
    );
    Ok(row.fetch_optional(conn).await?.map(|row| OpenProposal {
        id: row.id,
        third_for: row.third_for.map(CommitteeId),
        proposed_at: row.proposed_at.to_jiff(),
        proposed_by: PersonId(row.proposed_by),
        dispensation: row.dispensation,
        fee: row.fee,
    }))
}

/// Takes back the proposal of an exam that waits for the board, if there is one.
pub async fn withdraw_open_proposal(
    conn: &mut PgConnection,
    exam: ExamId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update committee_proposal set withdrawn_at = $2
        where exam_id = $1 and decided_at is null and withdrawn_at is null",
        exam.0,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes a proposal without its members.
pub async fn insert_proposal(
    conn: &mut PgConnection,
    exam: ExamId,
    proposal: &OpenProposal,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into committee_proposal
            (id, exam_id, third_for, proposed_at, proposed_by, dispensation, fee)
        values ($1, $2, $3, $4, $5, $6, $7)",
        proposal.id,
        exam.0,
        proposal.third_for.map(|committee| committee.0),
        proposal.proposed_at.to_sqlx() as _,
        proposal.proposed_by.0,
        proposal.dispensation,
        proposal.fee
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many candidates are signed up for an exam.
pub async fn candidates(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<u32> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from exam_registration
        where exam_id = $1 and status = 'registered'"#,
        exam.0
    );
    Ok(u32::try_from(count.fetch_one(conn).await?).unwrap_or(u32::MAX))
}

/// Writes one proposed member; answers whether he has accepted the assignment already.
pub async fn insert_proposed(
    conn: &mut PgConnection,
    proposal: Uuid,
    seat: &Seat,
) -> sqlx::Result<bool> {
    let row = sqlx::query_file!(
        "src/examiners/insert_proposed.sql",
        proposal,
        seat.person.0,
        seat.position,
        seat.supervisor
    );
    Ok(row.fetch_one(conn).await?.answered)
}

/// The seats that a proposal asks for.
pub async fn proposed(conn: &mut PgConnection, proposal: Uuid) -> sqlx::Result<Vec<Seat>> {
    let all = with_standing(conn, proposal, None).await?;
    Ok(all.into_iter().map(|(seat, _)| seat).collect())
}

/// The seats of the committee that is added to, if any, and those proposed, each with the
/// examiner's standing of this moment.
pub async fn with_standing(
    conn: &mut PgConnection,
    proposal: Uuid,
    third_for: Option<CommitteeId>,
) -> sqlx::Result<Vec<(Seat, Standing)>> {
    let rows = sqlx::query_file!(
        "src/examiners/with_standing.sql",
        proposal,
        third_for.map(|committee| committee.0)
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let seat = Seat {
                person: PersonId(row.person_id),
                position: row.position,
                external: row.external,
                supervisor: row.supervisor,
            };
            let standing = Standing {
                approved: row.approved,
                employed_at_university: row.employed_at_university,
                cv: row.cv,
            };
            (seat, standing)
        })
        .collect())
}

/// Those who sit in a committee, each with the examiner's standing of this moment.
pub async fn seated_with_standing(
    conn: &mut PgConnection,
    id: CommitteeId,
) -> sqlx::Result<Vec<(Seat, Standing)>> {
    with_standing(conn, Uuid::nil(), Some(id)).await
}

/// The faculty board's case that lets a supervisor sit in the committee; empty without one.
pub async fn dispensation(conn: &mut PgConnection, id: CommitteeId) -> sqlx::Result<String> {
    let found = sqlx::query_scalar!(
        "select dispensation from committee_proposal
        where committee_id = $1 and decided_at is not null and dispensation <> ''
        order by decided_at desc limit 1",
        id.0
    );
    Ok(found.fetch_optional(conn).await?.unwrap_or_default())
}

/// Marks a proposal as decided.
pub async fn decide_proposal(
    conn: &mut PgConnection,
    id: Uuid,
    now: Timestamp,
    by: PersonId,
    committee: CommitteeId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update committee_proposal set decided_at = $2, decided_by = $3, committee_id = $4 where id = $1",
        id,
        now.to_sqlx() as _,
        by.0,
        committee.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An exam whose committee is missing or waits for the board.
pub struct CommitteeTask {
    /// The exam.
    pub exam: ExamId,
    /// Whether a proposal waits.
    pub proposed: bool,
    /// Whether there is no committee.
    pub missing: bool,
    /// Whether somebody has not answered who is asked.
    pub unanswered: bool,
    /// When the one who has waited longest was asked.
    pub asked_at: Option<Timestamp>,
    /// Whether somebody has declined and nobody else is proposed.
    pub declined: bool,
}

/// Exams in scope whose committee is not settled: none though the exam is held from `from`
/// on, a proposal that waits, somebody who has not answered or has declined.
pub async fn committee_tasks(
    conn: &mut PgConnection,
    scope: &[String],
    from: Date,
) -> sqlx::Result<Vec<CommitteeTask>> {
    let rows = sqlx::query_file!("src/examiners/committee_tasks.sql", scope, from.to_sqlx() as _);
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| CommitteeTask {
            exam: ExamId(row.exam_id),
            proposed: row.proposed,
            missing: row.missing,
            unanswered: row.unanswered,
            asked_at: row.asked_at.map(|at| at.to_jiff()),
            declined: row.declined,
        })
        .collect())
}

/// The exam of a committee of an appeal; `None` for the committee that graded first.
pub async fn exam_of_appeal(
    conn: &mut PgConnection,
    id: CommitteeId,
) -> sqlx::Result<Option<ExamId>> {
    let exam = sqlx::query_scalar!(
        "select exam_id from committee where id = $1 and kind <> 'ordinary'",
        id.0
    );
    Ok(exam.fetch_optional(conn).await?.map(ExamId))
}

/// Whether the protocol of a committee is closed; holds the committee, so that it stays so or
/// not until the act ends.
pub async fn lock_closed(conn: &mut PgConnection, id: CommitteeId) -> sqlx::Result<bool> {
    sqlx::query!("select id from committee where id = $1 for no key update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    let closed = sqlx::query_scalar!(
        r#"select exists (select from protocol where committee_id = $1 and withdrawn_at is null) as "closed!""#,
        id.0
    );
    closed.fetch_one(conn).await
}

/// Who sits in the exam's first committee, or in another one that was appointed after an appeal
/// about the same answer.
pub async fn sat_before(
    conn: &mut PgConnection,
    exam: ExamId,
    id: CommitteeId,
) -> sqlx::Result<Vec<PersonId>> {
    let people = sqlx::query_scalar!(
        "select distinct person_id from committee_member
        join committee on committee.id = committee_id
        where committee.exam_id = $1 and committee.id <> $2
            and (committee.appeal_id is null or committee.appeal_id in (
                select earlier.id from committee as asked
                join appeal as this on this.id = asked.appeal_id
                join appeal as earlier on earlier.registration_id = this.registration_id
                where asked.id = $2
            ))",
        exam.0,
        id.0
    );
    Ok(people.fetch_all(conn).await?.into_iter().map(PersonId).collect())
}

/// Whether the person assesses an answer of this exam anew, in a case that is open.
pub async fn assesses_anew(
    conn: &mut PgConnection,
    exam: ExamId,
    person: PersonId,
) -> sqlx::Result<bool> {
    sqlx::query_file_scalar!("src/examiners/assesses_anew.sql", exam.0, person.0)
        .fetch_one(conn)
        .await
}

/// What decides whether a committee of an appeal gets a third examiner.
pub struct ThirdCase {
    /// The rule set that the appeal has kept.
    pub rule_set: String,
    /// Who appeals.
    pub appellant: uuid::Uuid,
    /// Whether the appeal has been withdrawn.
    pub withdrawn: bool,
    /// Whether its two examiners hold different grades.
    pub disputed: bool,
}

/// The case of a committee of an appeal, held until the act ends; `None` for others. The
/// committee is locked before.
pub async fn third_case(
    conn: &mut PgConnection,
    id: CommitteeId,
) -> sqlx::Result<Option<ThirdCase>> {
    sqlx::query_file_as!(ThirdCase, "src/examiners/third.sql", id.0).fetch_optional(conn).await
}
