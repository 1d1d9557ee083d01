//! Reads and writes of standpoints, agreements, protocols and results.

mod hold;
mod preliminary;
mod protocols;
mod results;
mod work;

pub use hold::{
    Because, end_annulment, end_hold, exam_of, held_by_exclusion, insert_annulment, insert_hold,
    is_announced, persons_of, withheld,
};
pub use preliminary::{
    PreliminaryRow, insert_preliminary, own_preliminary, preliminary, withdraw_preliminary,
};
pub use protocols::{
    Step, insert_protocol, insert_signature, lock_protocol, open_rectification, protocol,
    protocol_of, protocols_of_exam, record_step,
};
pub use results::{
    InForce, ResultForLetter, count_results, insert_results, lock_in_force, own_results,
    results_for_letters, supersede_results,
};
pub use work::{
    ExamWork, SeatRow, answers_kept, appeal_disputes, exam_work, insert_reminder, is_reminded,
    lock_not_handed_over, seats_of, set_handed_over, waits_for_answers,
};

use super::{Agreed, Candidate, PanelMember};
use crate::examiners::CommitteeKind;
use crate::people::PersonName;
use crate::{AppealId, CommitteeId, ExamId, MemberId, PersonId, RegistrationId, StandpointId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use rules::{Grade, Language};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// A grade that the database's CHECK has already held to the two scales.
fn grade(code: &str) -> sqlx::Result<Grade> {
    Grade::from_code(code).ok_or_else(|| sqlx::Error::Decode("unknown grade".into()))
}

/// A committee without its exam and members.
pub struct CommitteeRow {
    /// The exam.
    pub exam: ExamId,
    /// What it is for.
    pub kind: CommitteeKind,
    /// The appeal, unless it grades the exam.
    pub appeal: Option<AppealId>,
    /// Whether that appeal has been withdrawn.
    pub withdrawn: bool,
}

/// One committee, or `None`.
pub async fn committee(
    conn: &mut PgConnection,
    id: CommitteeId,
) -> sqlx::Result<Option<CommitteeRow>> {
    let row = sqlx::query!(
        r#"select exam_id, kind, appeal_id,
            coalesce(appeal.state = 'withdrawn', false) as "withdrawn!"
        from committee left join appeal on appeal.id = appeal_id
        where committee.id = $1"#,
        id.0
    );
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    Ok(Some(CommitteeRow {
        exam: ExamId(row.exam_id),
        kind: CommitteeKind::stored(&row.kind)?,
        appeal: row.appeal_id.map(AppealId),
        withdrawn: row.withdrawn,
    }))
}

/// Holds a committee until the act ends: what is given, sealed and agreed takes turns. The
/// appeal that it is for, if any, is not withdrawn or decided meanwhile.
pub async fn lock_committee(conn: &mut PgConnection, id: CommitteeId) -> sqlx::Result<()> {
    sqlx::query!("select id from committee where id = $1 for no key update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    sqlx::query!(
        "select id from appeal where id = (select appeal_id from committee where id = $1) for share",
        id.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(())
}

/// The members of a committee in the order of their seats.
pub async fn members(conn: &mut PgConnection, id: CommitteeId) -> sqlx::Result<Vec<PanelMember>> {
    let rows = sqlx::query_file!("src/grading/members.sql", id.0).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| PanelMember {
            id: MemberId(row.id),
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            workplace: row.workplace,
            position: row.position,
            external: row.external,
            has_answers: row.has_answers,
        })
        .collect())
}

/// The candidates of a committee in order of number, without standpoints.
pub async fn candidates(conn: &mut PgConnection, id: CommitteeId) -> sqlx::Result<Vec<Candidate>> {
    let rows = sqlx::query_file!("src/grading/candidates.sql", id.0).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Candidate {
            registration: RegistrationId(row.registration_id),
            number: row.number,
            delivered: row.delivered,
            absence: row.absence,
            standpoints: HashMap::new(),
            agreement: None,
        })
        .collect())
}

/// How many candidates of an ordinary committee's exam are registered without a number.
pub async fn without_number(conn: &mut PgConnection, id: CommitteeId) -> sqlx::Result<u32> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!"
        from committee
        join exam_registration as registration on registration.exam_id = committee.exam_id
        where committee.id = $1 and committee.kind = 'ordinary'
            and registration.status = 'registered' and registration.candidate_number is null"#,
        id.0
    );
    Ok(u32::try_from(count.fetch_one(conn).await?).unwrap_or(u32::MAX))
}

/// The standpoints in force of a committee.
pub async fn standpoints(
    conn: &mut PgConnection,
    id: CommitteeId,
) -> sqlx::Result<HashMap<RegistrationId, HashMap<MemberId, Grade>>> {
    let rows = sqlx::query_file!("src/grading/standpoints.sql", id.0).fetch_all(conn).await?;
    let mut all: HashMap<_, HashMap<_, _>> = HashMap::new();
    for row in rows {
        let of = all.entry(RegistrationId(row.registration_id)).or_default();
        of.insert(MemberId(row.committee_member_id), grade(&row.grade)?);
    }
    Ok(all)
}

/// A standpoint about to be recorded.
pub struct NewStandpoint {
    /// The new id.
    pub id: StandpointId,
    /// Whose answer.
    pub registration: RegistrationId,
    /// Which grade.
    pub grade: Grade,
}

/// Records standpoints of one member; those in force for the same candidates are replaced.
pub async fn replace_standpoints(
    conn: &mut PgConnection,
    member: MemberId,
    new: &[NewStandpoint],
    now: Timestamp,
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = new.iter().map(|one| one.id.0).collect();
    let registrations: Vec<Uuid> = new.iter().map(|one| one.registration.0).collect();
    let grades: Vec<String> = new.iter().map(|one| one.grade.code().to_owned()).collect();
    sqlx::query_file!("src/grading/replace_standpoints.sql", member.0, &ids, &registrations)
        .execute(&mut *conn)
        .await?;
    sqlx::query_file!(
        "src/grading/insert_standpoints.sql",
        member.0,
        &ids,
        &registrations,
        &grades,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The agreements in force of a committee, each with its signatures. One that was made on
/// standpoints that do not stand any more settles nothing.
pub async fn agreements(
    conn: &mut PgConnection,
    id: CommitteeId,
) -> sqlx::Result<HashMap<RegistrationId, Agreed>> {
    let rows = sqlx::query_file!("src/grading/agreements.sql", id.0).fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            let signed_by = row.signed_by.into_iter().map(PersonId).collect();
            let agreed = Agreed { id: row.id, grade: grade(&row.grade)?, signed_by };
            Ok((RegistrationId(row.registration_id), agreed))
        })
        .collect()
}

/// Records an agreement on the standpoints in force, in place of an earlier one.
pub async fn replace_agreement(
    conn: &mut PgConnection,
    id: Uuid,
    committee: CommitteeId,
    registration: RegistrationId,
    grade: Grade,
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update agreement set replaced_by = $1
        where committee_id = $2 and registration_id = $3 and replaced_by is null",
        id,
        committee.0,
        registration.0
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into agreement (id, committee_id, registration_id, grade, recorded_at, recorded_by)
        values ($1, $2, $3, $4, $5, $6)",
        id,
        committee.0,
        registration.0,
        grade.code(),
        now.to_sqlx() as _,
        by.0
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query_file!("src/grading/settle_standpoints.sql", id, committee.0, registration.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// Signs an agreement.
pub async fn sign_agreement(
    conn: &mut PgConnection,
    id: Uuid,
    by: PersonId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into agreement_signature (agreement_id, person_id, signed_at) values ($1, $2, $3)",
        id,
        by.0,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The file that an examiner may download for a candidate's number: the answer, or one of
/// the package's items.
pub struct AnswerFile {
    /// The file.
    pub file: Uuid,
    /// `answer`, or the kind of the package's item.
    pub kind: String,
    /// The language form, of a paper or guide in a package.
    pub language: Option<Language>,
}

/// The files of these candidates of this committee, by number.
pub async fn answer_files(
    conn: &mut PgConnection,
    committee: CommitteeId,
    numbers: &[String],
) -> sqlx::Result<HashMap<String, Vec<AnswerFile>>> {
    let rows = sqlx::query_file!("src/grading/answer_files.sql", committee.0, numbers);
    let mut files: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows.fetch_all(conn).await? {
        let language = row.language.as_deref().map(crate::people::store::language);
        let file = AnswerFile { file: row.file_id, kind: row.kind, language };
        files.entry(row.number).or_default().push(file);
    }
    Ok(files)
}

/// The names of these candidates, for a course that is not graded blind.
pub async fn names(
    conn: &mut PgConnection,
    registrations: &[RegistrationId],
) -> sqlx::Result<HashMap<RegistrationId, (PersonId, PersonName)>> {
    let ids: Vec<Uuid> = registrations.iter().map(|id| id.0).collect();
    let rows = sqlx::query_file!("src/grading/names.sql", &ids).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let name = PersonName::new(row.given_name, row.family_name, row.protected_address);
            (RegistrationId(row.id), (PersonId(row.person_id), name))
        })
        .collect())
}
