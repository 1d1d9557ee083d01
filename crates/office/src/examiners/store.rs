//! Reads and writes of examiners, proposals and committees.

use super::{ExaminerFields, NewCommittee, Seat};
use crate::people::PersonName;
use crate::{CommitteeId, ExamId, MemberId, PersonId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::Text;
use sqlx::PgConnection;
use uuid::Uuid;

/// An examiner as the register knows him.
pub struct Examiner {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: PersonName,
    /// Where mail goes.
    pub email: String,
    /// The academic title.
    pub title: Text,
    /// Where he works.
    pub workplace: String,
    /// Whether he comes from outside.
    pub external: bool,
    /// Whether he is employed at a university or university college.
    pub employed_at_university: bool,
    /// The CV on file.
    pub cv_file: Option<Uuid>,
    /// Since when he is approved.
    pub approved_on: Option<Date>,
    /// The unit whose board approved him.
    pub approved_by: Option<Text>,
}

/// What the rule asks of an examiner besides his seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Approved by a board.
    pub approved: bool,
    /// Employed at a university or university college.
    pub employed_at_university: bool,
    /// A CV is on file.
    pub cv: bool,
}

struct ExaminerRecord {
    person_id: Uuid,
    given_name: String,
    family_name: String,
    protected_address: bool,
    email: String,
    title_nb: String,
    title_nn: String,
    title_en: String,
    workplace: String,
    external: bool,
    employed_at_university: bool,
    cv_file_id: Option<Uuid>,
    approved_on: Option<jiff_sqlx::Date>,
    board_nb: Option<String>,
    board_nn: Option<String>,
    board_en: Option<String>,
}

impl From<ExaminerRecord> for Examiner {
    fn from(row: ExaminerRecord) -> Self {
        let board = row.board_nb.zip(row.board_nn).zip(row.board_en);
        Self {
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            email: row.email,
            title: Text::new(row.title_nb, row.title_nn, row.title_en),
            workplace: row.workplace,
            external: row.external,
            employed_at_university: row.employed_at_university,
            cv_file: row.cv_file_id,
            approved_on: row.approved_on.map(jiff_sqlx::Date::to_jiff),
            approved_by: board.map(|((nb, nn), en)| Text::new(nb, nn, en)),
        }
    }
}

/// A page of the register: `find` narrows by name or workplace, empty finds all.
pub async fn examiners(
    conn: &mut PgConnection,
    find: &str,
    limit: u32,
    offset: u32,
) -> sqlx::Result<Vec<Examiner>> {
    let rows = sqlx::query_file_as!(
        ExaminerRecord,
        "src/examiners/examiners.sql",
        find,
        None::<Uuid>,
        i64::from(limit),
        i64::from(offset)
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Examiner::from).collect())
}

/// How many such examiners there are.
pub async fn count_examiners(conn: &mut PgConnection, find: &str) -> sqlx::Result<u32> {
    let count = sqlx::query_file_scalar!("src/examiners/count_examiners.sql", find);
    Ok(u32::try_from(count.fetch_one(conn).await?).unwrap_or(u32::MAX))
}

/// One examiner, or `None`.
pub async fn examiner(conn: &mut PgConnection, id: PersonId) -> sqlx::Result<Option<Examiner>> {
    let row =
        sqlx::query_file_as!(ExaminerRecord, "src/examiners/examiners.sql", "", Some(id.0), 1, 0);
    Ok(row.fetch_optional(conn).await?.map(Examiner::from))
}

/// The standing of an examiner, held until the act ends.
pub async fn lock_examiner(
    conn: &mut PgConnection,
    id: PersonId,
) -> sqlx::Result<Option<Standing>> {
    sqlx::query_as!(
        Standing,
        r#"select approved_on is not null as "approved!", employed_at_university,
            cv_file_id is not null as "cv!"
        from examiner where person_id = $1 for update"#,
        id.0
    )
    .fetch_optional(conn)
    .await
}

/// The person known by this address, and whether she is an examiner; `None` where nobody
/// or more than one is.
pub async fn person_by_email(
    conn: &mut PgConnection,
    email: &str,
) -> sqlx::Result<Option<(PersonId, bool)>> {
    let rows = sqlx::query!(
        r#"select id, exists (select from examiner where person_id = id) as "examiner!"
        from person where lower(email) = lower($1) limit 2"#,
        email
    )
    .fetch_all(conn)
    .await?;
    Ok(match rows.as_slice() {
        [one] => Some((PersonId(one.id), one.examiner)),
        _ => None,
    })
}

/// Writes a person who is known by nothing but what the register asks.
pub async fn insert_person(
    conn: &mut PgConnection,
    id: PersonId,
    fields: &ExaminerFields,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into person (id, given_name, family_name, email, language) values ($1, $2, $3, $4, $5)",
        id.0,
        fields.given_name.trim(),
        fields.family_name.trim(),
        fields.email.trim(),
        fields.language.tag()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Enters a person in the register.
pub async fn insert_examiner(
    conn: &mut PgConnection,
    id: PersonId,
    fields: &ExaminerFields,
) -> sqlx::Result<()> {
    sqlx::query_file!(
        "src/examiners/insert_examiner.sql",
        id.0,
        fields.title_nb.trim(),
        fields.title_nn.trim(),
        fields.title_en.trim(),
        fields.workplace.trim(),
        fields.external,
        fields.employed_at_university
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts a CV on file; false where there is no such examiner.
pub async fn set_cv(conn: &mut PgConnection, id: PersonId, file: Uuid) -> sqlx::Result<bool> {
    let done = sqlx::query!("update examiner set cv_file_id = $2 where person_id = $1", id.0, file);
    Ok(done.execute(conn).await?.rows_affected() == 1)
}

/// Records an approval.
pub async fn set_approved(
    conn: &mut PgConnection,
    id: PersonId,
    on: Date,
    by: UnitId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update examiner set approved_on = $2, approved_by = $3 where person_id = $1",
        id.0,
        on.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The unit at a place.
pub async fn unit_at(conn: &mut PgConnection, place: &str) -> sqlx::Result<Option<UnitId>> {
    let id = sqlx::query_scalar!("select id from unit where place_code = $1", place);
    Ok(id.fetch_optional(conn).await?.map(UnitId))
}

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
        new.kind,
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
    id: MemberId,
    committee: CommitteeId,
    seat: &Seat,
    today: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into committee_member
            (id, committee_id, person_id, position, external, supervisor, appointed_on)
        values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        committee.0,
        seat.person.0,
        seat.position,
        seat.external,
        seat.supervisor,
        today.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
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
}

/// The proposal of an exam that waits for the board. The exam's row is locked by callers
/// that go on to decide it.
pub async fn open_proposal(
    conn: &mut PgConnection,
    exam: ExamId,
) -> sqlx::Result<Option<OpenProposal>> {
    let row = sqlx::query!(
        "select id, third_for, proposed_at, proposed_by, dispensation from committee_proposal
        where exam_id = $1 and decided_at is null and withdrawn_at is null",
        exam.0
    );
    Ok(row.fetch_optional(conn).await?.map(|row| OpenProposal {
        id: row.id,
        third_for: row.third_for.map(CommitteeId),
        proposed_at: row.proposed_at.to_jiff(),
        proposed_by: PersonId(row.proposed_by),
        dispensation: row.dispensation,
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
    id: Uuid,
    exam: ExamId,
    third_for: Option<CommitteeId>,
    now: Timestamp,
    by: PersonId,
    dispensation: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into committee_proposal (id, exam_id, third_for, proposed_at, proposed_by, dispensation)
        values ($1, $2, $3, $4, $5, $6)",
        id,
        exam.0,
        third_for.map(|committee| committee.0),
        now.to_sqlx() as _,
        by.0,
        dispensation.trim()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes one proposed member.
pub async fn insert_proposed(
    conn: &mut PgConnection,
    proposal: Uuid,
    seat: &Seat,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into committee_proposal_member (proposal_id, person_id, position, supervisor)
        values ($1, $2, $3, $4)",
        proposal,
        seat.person.0,
        seat.position,
        seat.supervisor
    )
    .execute(conn)
    .await?;
    Ok(())
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
}

/// Exams in scope, held from `from` on, that have no committee or a proposal that waits.
pub async fn committee_tasks(
    conn: &mut PgConnection,
    scope: &[String],
    from: Date,
) -> sqlx::Result<Vec<CommitteeTask>> {
    let rows = sqlx::query_file!("src/examiners/committee_tasks.sql", scope, from.to_sqlx() as _);
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| CommitteeTask { exam: ExamId(row.exam_id), proposed: row.proposed })
        .collect())
}
