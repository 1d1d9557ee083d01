//! Reads and writes of appeals.

use super::blind::Identity;
use super::case::{Case, CaseCommittee};
use super::lodge::Lodge;
use super::{Prepared, State};
use crate::archive::{self, Direction, NewEntry};
use crate::explanation::Graded;
use crate::people::{PersonName, PlaceCode};
use crate::{
    Act, AppealId, CommitteeId, Error, MemberId, PackageId, PersonId, ProtocolId, RegistrationId,
    Result, ResultId, UnitId,
};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::{Grade, Reason, RuleSet, Text};
use sqlx::PgConnection;
use uuid::Uuid;

/// A case as stored.
pub(super) struct Row {
    pub(super) result: ResultId,
    pub(super) case_number: String,
    pub(super) lodged_on: Date,
    pub(super) channel: String,
    pub(super) registered_at: Timestamp,
    pub(super) work_handed_in: bool,
    pub(super) grounds: String,
    pub(super) state: String,
    pub(super) late_excused: Option<bool>,
    pub(super) late_assessment: Option<String>,
    pub(super) because: serde_json::Value,
    pub(super) rule_set: String,
    pub(super) outcome_grade: Option<String>,
    pub(super) needs: Option<String>,
    pub(super) decided_at: Option<Timestamp>,
}

pub(super) async fn lock(conn: &mut PgConnection, id: AppealId) -> sqlx::Result<()> {
    sqlx::query_file!("src/appeal/lock.sql", id.0).fetch_optional(conn).await?;
    Ok(())
}

pub(super) async fn load(conn: &mut PgConnection, id: AppealId) -> sqlx::Result<Option<Row>> {
    let row = sqlx::query_file!("src/appeal/load.sql", id.0).fetch_optional(conn).await?;
    Ok(row.map(|row| Row {
        result: ResultId(row.result_id),
        case_number: row.case_number,
        lodged_on: row.lodged_on.to_jiff(),
        channel: row.channel,
        registered_at: row.registered_at.to_jiff(),
        work_handed_in: row.work_handed_in,
        grounds: row.grounds,
        state: row.state,
        late_excused: row.late_excused,
        late_assessment: row.late_assessment,
        because: row.because,
        rule_set: row.rule_set,
        outcome_grade: row.outcome_grade,
        needs: row.needs,
        decided_at: row.decided_at.map(|at| at.to_jiff()),
    }))
}

/// The appeal against this result, if there is one.
pub(crate) async fn of_result(
    conn: &mut PgConnection,
    result: ResultId,
) -> sqlx::Result<Option<AppealId>> {
    let row = sqlx::query_file!("src/appeal/of_result.sql", result.0).fetch_optional(conn).await?;
    Ok(row.map(|row| AppealId(row.id)))
}

/// The next number of the year's series; a number is never used twice.
pub(super) async fn next_case_number(conn: &mut PgConnection, year: i16) -> sqlx::Result<String> {
    let row = sqlx::query_file!("src/appeal/next_case_number.sql").fetch_one(conn).await?;
    Ok(format!("{year}/{}", row.number))
}

fn json(because: &[Reason]) -> Result<serde_json::Value> {
    serde_json::to_value(because).map_err(|error| Error::Internal(error.into()))
}

#[allow(clippy::too_many_arguments, reason = "one row, written in one place")]
pub(super) async fn insert(
    act: &mut Act,
    id: AppealId,
    case_number: &str,
    graded: &Graded,
    new: &Lodge,
    state: State,
    because: &[Reason],
    law: &RuleSet,
) -> Result<()> {
    let (now, by, because) = (act.now(), act.person()?, json(because)?);
    sqlx::query_file!(
        "src/appeal/insert.sql",
        id.0,
        graded.registration.0,
        graded.result.0,
        case_number,
        new.lodged_on.to_sqlx() as _,
        new.channel.code(),
        now.to_sqlx() as _,
        by.0,
        new.work_handed_in,
        new.grounds,
        state.code(),
        because,
        law.id.0,
        law.hash(),
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(super) async fn set_state(
    act: &mut Act,
    id: AppealId,
    state: State,
    because: &[Reason],
) -> Result<()> {
    let (by, because) = (act.person()?, json(because)?);
    sqlx::query_file!("src/appeal/set_state.sql", id.0, state.code(), because, by.0)
        .execute(act.conn())
        .await?;
    Ok(())
}

pub(super) async fn set_late(act: &mut Act, case: &Case, state: State) -> Result<()> {
    let (by, because) = (act.person()?, json(&case.because)?);
    let refused = (state == State::Refused).then_some("too-late");
    sqlx::query_file!(
        "src/appeal/set_late.sql",
        case.id.0,
        state.code(),
        because,
        by.0,
        case.late_excused,
        case.late_assessment,
        refused,
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(super) async fn diploma_returned(act: &mut Act, graded: &Graded) -> Result<()> {
    let today = act.today();
    sqlx::query_file!(
        "src/appeal/diploma_returned.sql",
        graded.person.0,
        graded.announced_on.to_sqlx() as _,
        today.to_sqlx() as _
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// A diploma that is out.
pub(super) struct Diploma {
    pub(super) title: String,
    pub(super) issued_on: Date,
}

pub(super) async fn diploma(
    conn: &mut PgConnection,
    graded: &Graded,
) -> sqlx::Result<Option<Diploma>> {
    let row = sqlx::query_file!(
        "src/appeal/diploma.sql",
        graded.person.0,
        graded.announced_on.to_sqlx() as _
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Diploma { title: row.title, issued_on: row.issued_on.to_jiff() }))
}

/// A member of a committee, by name.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) title: Text,
    pub(crate) workplace: String,
    pub(crate) external: bool,
}

/// The members of a committee in the order of their seats.
pub(crate) async fn members(
    conn: &mut PgConnection,
    committee: CommitteeId,
) -> sqlx::Result<Vec<Member>> {
    let rows = sqlx::query_file!("src/appeal/members.sql", committee.0).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Member {
            person: PersonId(row.person_id),
            name: format!("{} {}", row.given_name, row.family_name),
            title: Text::new(row.title_nb, row.title_nn, row.title_en),
            workplace: row.workplace,
            external: row.external,
        })
        .collect())
}

/// An approved examiner of the register, or `None`.
pub(super) async fn examiner(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Option<Member>> {
    Ok(examiners(conn, Some(person)).await?.pop())
}

/// The approved examiners of the register, or the one asked for.
pub(super) async fn examiners(
    conn: &mut PgConnection,
    one: Option<PersonId>,
) -> sqlx::Result<Vec<Member>> {
    let rows = sqlx::query_file!("src/appeal/examiners.sql", one.map(|person| person.0))
        .fetch_all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Member {
            person: PersonId(row.person_id),
            name: format!("{} {}", row.given_name, row.family_name),
            title: Text::new(row.title_nb, row.title_nn, row.title_en),
            workplace: row.workplace,
            external: row.external,
        })
        .collect())
}

/// A package as stored.
pub(crate) struct PackageRow {
    pub(crate) id: PackageId,
    pub(crate) candidate_number: String,
    pub(crate) built_at: Timestamp,
    pub(crate) sent_at: Option<Timestamp>,
    pub(crate) proof_sha256: String,
}

/// The committees of a case with members and package, the first one first.
pub(super) async fn committees(
    conn: &mut PgConnection,
    appeal: AppealId,
) -> sqlx::Result<Vec<CaseCommittee>> {
    let rows =
        sqlx::query_file!("src/appeal/committees.sql", appeal.0).fetch_all(&mut *conn).await?;
    let mut committees = Vec::new();
    for row in rows {
        let id = CommitteeId(row.id);
        let package = match (row.package_id, row.candidate_number, row.built_at, row.proof_sha256) {
            (Some(id), Some(candidate_number), Some(built_at), Some(proof_sha256)) => {
                Some(PackageRow {
                    id: PackageId(id),
                    candidate_number,
                    built_at: built_at.to_jiff(),
                    sent_at: row.sent_at.map(|at| at.to_jiff()),
                    proof_sha256,
                })
            }
            _ => None,
        };
        committees.push(CaseCommittee {
            id,
            kind: row.kind,
            appointed_on: row.appointed_on.to_jiff(),
            members: members(conn, id).await?,
            package,
        });
    }
    Ok(committees)
}

pub(super) async fn seat(
    act: &mut Act,
    case: &Case,
    kind: &str,
    members: &[Member],
    case_ref: &str,
) -> Result<CommitteeId> {
    let (id, today) = (CommitteeId::new(), act.today());
    sqlx::query_file!(
        "src/appeal/insert_committee.sql",
        id.0,
        case.graded.exam.0,
        kind,
        case.id.0,
        today.to_sqlx() as _,
        case.graded.unit.0,
        case_ref,
    )
    .execute(act.conn())
    .await?;
    for (position, member) in (1i32..).zip(members) {
        sqlx::query_file!(
            "src/appeal/insert_member.sql",
            MemberId::new().0,
            id.0,
            member.person.0,
            position,
            member.external,
            today.to_sqlx() as _,
        )
        .execute(act.conn())
        .await?;
    }
    Ok(id)
}

/// A file at hand in the case that may be sent.
pub(super) struct AtHand {
    pub(super) id: Uuid,
    pub(super) kind: String,
    pub(super) language: String,
    pub(super) media_type: String,
}

/// Everything at hand in the case: files, and the kinds of what is no file.
pub(super) struct Everything {
    pub(super) files: Vec<AtHand>,
    pub(super) other: Vec<String>,
}

pub(super) async fn at_hand(conn: &mut PgConnection, case: &Case) -> sqlx::Result<Everything> {
    let files =
        sqlx::query_file!("src/appeal/files.sql", case.graded.registration.0, case.graded.exam.0)
            .fetch_all(conn)
            .await?;
    let files = files.into_iter().map(|row| AtHand {
        id: row.file_id,
        kind: row.kind,
        language: row.language,
        media_type: row.media_type,
    });
    let always = ["identity", "candidate_number", "grade", "standpoints", "protocol", "appeal"];
    let mut other: Vec<String> = always.map(str::to_owned).to_vec();
    if case.graded.explanation.is_some() {
        other.push("explanation".to_owned());
    }
    if !case.grounds.is_empty() {
        other.push("grounds".to_owned());
    }
    Ok(Everything { files: files.collect(), other })
}

/// By what the student could be recognised in a text.
pub(super) async fn identity(conn: &mut PgConnection, case: &Case) -> sqlx::Result<Identity> {
    let row =
        sqlx::query_file!("src/appeal/identity.sql", case.graded.person.0).fetch_one(conn).await?;
    let full = format!("{} {}", row.given_name, row.family_name);
    let turned = format!("{}, {}", row.family_name, row.given_name);
    let words = [Some(full), Some(turned), row.student_number, row.national_id];
    Ok(Identity {
        words: words.into_iter().flatten().collect(),
        candidate_number: case.graded.candidate_number.map(|number| number.to_string()),
    })
}

/// How often a drawn number may be taken before something is wrong.
const DRAWS_MAX: u32 = 100;

/// A number nobody has had: neither in this exam nor in any package.
pub(super) async fn fresh_number(conn: &mut PgConnection, case: &Case) -> Result<String> {
    for _ in 0..DRAWS_MAX {
        let number: u32 = rand::random_range(100_000..1_000_000);
        let drawn = number.to_string();
        let row = sqlx::query_file!("src/appeal/number_taken.sql", drawn, case.graded.exam.0)
            .fetch_one(&mut *conn)
            .await?;
        if !row.taken {
            return Ok(drawn);
        }
    }
    Err(Error::Internal(anyhow::anyhow!("no free number for a package")))
}

/// One thing in the case: sent as a file, or withheld.
pub(super) struct NewItem {
    pub(super) kind: String,
    pub(super) file: Option<NewFile>,
    /// Sent: what was done to the copy. Withheld: why.
    pub(super) why: Text,
}

/// A stripped copy.
pub(super) struct NewFile {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) size_bytes: i32,
    pub(super) sha256: String,
}

impl NewItem {
    /// Something that the committee must not have, by this provision.
    pub(super) fn withheld(kind: &str, provision: &str) -> Self {
        let because = ui::messages::text("appeal-withheld-why", &[("law", &provision)]);
        Self { kind: kind.to_owned(), file: None, why: because }
    }
}

pub(super) async fn insert_package(
    act: &mut Act,
    id: PackageId,
    prepared: &Prepared,
    committee: CommitteeId,
    appeal: AppealId,
    proof_sha256: &str,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query_file!(
        "src/appeal/insert_package.sql",
        id.0,
        appeal.0,
        committee.0,
        prepared.number,
        now.to_sqlx() as _,
        by.0,
        proof_sha256,
    )
    .execute(act.conn())
    .await?;
    for item in &prepared.items {
        let file = item.file.as_ref();
        sqlx::query_file!(
            "src/appeal/insert_item.sql",
            Uuid::new_v4(),
            id.0,
            item.kind,
            file.is_some(),
            file.map(|file| file.id),
            file.map(|file| file.name.as_str()),
            file.map(|file| file.size_bytes),
            file.map(|file| file.sha256.as_str()),
            item.why.nb,
            item.why.nn,
            item.why.en,
        )
        .execute(act.conn())
        .await?;
    }
    Ok(())
}

/// One line of the proof.
pub(crate) struct Item {
    pub(crate) kind: String,
    pub(crate) name: Option<String>,
    pub(crate) size_bytes: Option<i32>,
    pub(crate) sha256: Option<String>,
    pub(crate) why: Text,
}

/// What a package holds and what was withheld, the files first.
pub(crate) async fn items(conn: &mut PgConnection, package: PackageId) -> sqlx::Result<Vec<Item>> {
    let rows = sqlx::query_file!("src/appeal/items.sql", package.0).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Item {
            kind: row.kind,
            name: row.name,
            size_bytes: row.size_bytes,
            sha256: row.sha256,
            why: Text::new(row.why_nb, row.why_nn, row.why_en),
        })
        .collect())
}

pub(super) async fn set_sent(act: &mut Act, case: &Case, package: PackageId) -> Result<()> {
    let now = act.now();
    sqlx::query_file!("src/appeal/set_sent.sql", package.0, now.to_sqlx() as _)
        .execute(act.conn())
        .await?;
    if case.state == State::Accepted {
        set_state(act, case.id, State::Sent, &case.because).await?;
    }
    Ok(())
}

/// The grade that a committee has set and everyone in it has signed.
pub(super) struct Assessment {
    pub(super) protocol: ProtocolId,
    pub(super) grade: String,
    pub(super) signed_on: Date,
}

pub(super) async fn signed_assessment(
    conn: &mut PgConnection,
    committee: CommitteeId,
    registration: RegistrationId,
) -> sqlx::Result<Option<Assessment>> {
    let row = sqlx::query_file!("src/appeal/signed_assessment.sql", committee.0, registration.0)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| Assessment {
        protocol: ProtocolId(row.id),
        grade: row.grade,
        signed_on: rules::calendar::oslo_date(row.signed_at.to_jiff()),
    }))
}

pub(super) async fn set_further(act: &mut Act, case: &Case, because: &[Reason]) -> Result<()> {
    let (by, because) = (act.person()?, json(because)?);
    sqlx::query_file!("src/appeal/set_further.sql", case.id.0, because, by.0)
        .execute(act.conn())
        .await?;
    Ok(())
}

/// The new result takes the place of the one appealed against, in one statement.
pub(super) async fn supersede(
    act: &mut Act,
    case: &Case,
    protocol: ProtocolId,
    grade: Grade,
) -> Result<ResultId> {
    let (id, now, by) = (ResultId::new(), act.now(), act.person()?);
    let done = sqlx::query_file!(
        "src/appeal/supersede.sql",
        id.0,
        case.graded.result.0,
        grade.code(),
        protocol.0,
        now.to_sqlx() as _,
    )
    .execute(act.conn())
    .await?;
    if done.rows_affected() != 1 {
        return Err(Error::Conflict(ui::messages::text("appeal-grade-changed", &[])));
    }
    sqlx::query_file!("src/appeal/announce_protocol.sql", protocol.0, now.to_sqlx() as _, by.0)
        .execute(act.conn())
        .await?;
    Ok(id)
}

pub(super) async fn set_decided(
    act: &mut Act,
    case: &Case,
    grade: Grade,
    because: &[Reason],
) -> Result<()> {
    let (now, by, because) = (act.now(), act.person()?, json(because)?);
    sqlx::query_file!(
        "src/appeal/set_decided.sql",
        case.id.0,
        grade.code(),
        now.to_sqlx() as _,
        because,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// The faculty above a unit.
pub(super) struct Faculty {
    pub(super) id: UnitId,
    pub(super) name: Text,
}

pub(super) async fn faculty(
    conn: &mut PgConnection,
    unit: UnitId,
) -> sqlx::Result<Option<Faculty>> {
    let row = sqlx::query_file!("src/appeal/faculty.sql", unit.0).fetch_optional(conn).await?;
    Ok(row.map(|row| Faculty {
        id: UnitId(row.id),
        name: Text::new(row.name_nb, row.name_nn, row.name_en),
    }))
}

/// The office's own copy of the protocol stands in the case (O-23).
pub(super) async fn file_protocol(
    act: &mut Act,
    case: &Case,
    protocol: ProtocolId,
    _result: ResultId,
) -> Result<()> {
    let entry = NewEntry {
        case_number: &case.case_number,
        direction: Direction::Internal,
        title: &format!("Vurderingsprotokoll ved klagesensur, {}", case.graded.about()),
        description: &protocol.to_string(),
        correspondent: "",
        access_code: super::letter::PERSONAL,
        archive_code: "",
        unit: case.graded.unit,
        subject: ("appeal", case.id.0),
        file: None,
        letter: None,
    };
    archive::register(act, entry).await?;
    Ok(())
}

/// A case in a list.
pub(crate) struct Listed {
    pub(crate) id: AppealId,
    pub(crate) case_number: String,
    pub(crate) about: String,
    pub(crate) student: PersonName,
    pub(crate) lodged_on: Date,
    pub(crate) state: String,
    pub(crate) due_on: Option<Date>,
    pub(crate) because: serde_json::Value,
    pub(crate) place: PlaceCode,
    pub(crate) committees: i64,
    pub(crate) package_built: bool,
    pub(crate) package_sent: bool,
    pub(crate) signed: bool,
    /// Those who sat in the committee that set the grade.
    pub(crate) previous: Vec<String>,
}

/// The cases at the units in `scope`, the earliest deadline first.
pub(crate) async fn list(
    conn: &mut PgConnection,
    scope: &[String],
    state: &str,
    limit: u32,
    offset: u32,
) -> sqlx::Result<(Vec<Listed>, u32)> {
    let rows =
        sqlx::query_file!("src/appeal/list.sql", scope, state, i64::from(limit), i64::from(offset))
            .fetch_all(conn)
            .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows.into_iter().map(|row| Listed {
        id: AppealId(row.id),
        case_number: row.case_number,
        about: format!("{} {}", row.code, row.term),
        student: PersonName::new(row.given_name, row.family_name, row.protected_address),
        lodged_on: row.lodged_on.to_jiff(),
        state: row.state,
        due_on: row.due_on.map(|day| day.to_jiff()),
        because: row.because,
        place: PlaceCode(row.place_code),
        committees: row.committees,
        package_built: row.package_built,
        package_sent: row.package_sent,
        signed: row.signed,
        previous: row.previous,
    });
    Ok((rows.collect(), u32::try_from(total).unwrap_or(u32::MAX)))
}
