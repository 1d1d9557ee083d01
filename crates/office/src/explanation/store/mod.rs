//! Reads and writes of requests for explanation.

pub(crate) mod graded;

use super::request::Request;
use super::{Given, Graded};
use crate::catalogue::words;
use crate::people::{PersonName, PlaceCode};
use crate::{Act, AppealId, CommitteeId, ExplanationId, PersonId, Result, ResultId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::RuleSet;
use sqlx::PgConnection;

/// A request as stored.
pub(crate) struct Requested {
    pub(crate) result: ResultId,
    pub(crate) requested_on: Date,
    pub(crate) in_time: bool,
    pub(crate) given_on: Option<Date>,
    pub(crate) form: Option<String>,
    pub(crate) principles: Option<String>,
    pub(crate) assessment: Option<String>,
    pub(crate) told: Option<String>,
}

/// An appeal against the grade that was explained.
pub(crate) struct Appealed {
    pub(crate) id: AppealId,
    /// Where it stands, as the database writes it.
    pub(crate) state: String,
    pub(crate) lodged_on: Date,
}

/// The appeal against a grade, if there is one that is not withdrawn.
pub(in crate::explanation) async fn appealed(
    conn: &mut PgConnection,
    result: ResultId,
) -> Result<Option<Appealed>> {
    let row = sqlx::query!(
        "select id, state, lodged_on from appeal where result_id = $1 and state <> 'withdrawn'",
        result.0
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| Appealed {
        id: AppealId(row.id),
        state: row.state,
        lodged_on: row.lodged_on.to_jiff(),
    }))
}

pub(in crate::explanation) async fn insert(
    act: &mut Act,
    id: ExplanationId,
    graded: &Graded,
    new: &Request,
    in_time: bool,
    law: &RuleSet,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query_file!(
        "src/explanation/insert.sql",
        id.0,
        graded.registration.0,
        graded.result.0,
        new.requested_on.to_sqlx() as _,
        new.channel.code(),
        now.to_sqlx() as _,
        by.0,
        in_time,
        law.id.0,
        law.hash(),
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(crate) async fn load(
    conn: &mut PgConnection,
    id: ExplanationId,
    lock: bool,
) -> sqlx::Result<Option<Requested>> {
    if lock {
        sqlx::query_file!("src/explanation/lock.sql", id.0).fetch_optional(&mut *conn).await?;
    }
    let row = sqlx::query_file!("src/explanation/load.sql", id.0).fetch_optional(conn).await?;
    Ok(row.map(|row| Requested {
        result: ResultId(row.result_id),
        requested_on: row.requested_on.to_jiff(),
        in_time: row.in_time,
        given_on: row.given_on.map(|day| day.to_jiff()),
        form: row.form,
        principles: row.principles,
        assessment: row.assessment,
        told: row.told,
    }))
}

/// The request for an explanation of this result, if there is one.
pub(crate) async fn of_result(
    conn: &mut PgConnection,
    result: ResultId,
) -> sqlx::Result<Option<ExplanationId>> {
    let row =
        sqlx::query_file!("src/explanation/of_result.sql", result.0).fetch_optional(conn).await?;
    Ok(row.map(|row| ExplanationId(row.id)))
}

/// Lets a request go with the grade that has taken the place of the one asked about.
pub(in crate::explanation) async fn set_result(
    conn: &mut PgConnection,
    id: ExplanationId,
    result: ResultId,
) -> sqlx::Result<()> {
    sqlx::query_file!("src/explanation/set_result.sql", id.0, result.0).execute(conn).await?;
    Ok(())
}

/// Whether the person sits in the committee.
pub(in crate::explanation) async fn graded_by(
    conn: &mut PgConnection,
    committee: CommitteeId,
    person: PersonId,
) -> sqlx::Result<bool> {
    let row = sqlx::query_file!("src/explanation/graded_by.sql", committee.0, person.0)
        .fetch_one(conn)
        .await?;
    Ok(row.sits)
}

pub(in crate::explanation) async fn set_given(
    act: &mut Act,
    id: ExplanationId,
    given_on: Date,
    given: &Given,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    let (form, principles, assessment, told) = match given {
        Given::Written { principles, assessment } => {
            ("written", Some(principles.as_str()), Some(assessment.as_str()), None)
        }
        Given::Orally { told, .. } => ("oral", None, None, Some(told.as_str())),
    };
    sqlx::query_file!(
        "src/explanation/set_given.sql",
        id.0,
        given_on.to_sqlx() as _,
        now.to_sqlx() as _,
        by.0,
        form,
        principles,
        assessment,
        told,
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// A request in a list.
pub(crate) struct Listed {
    pub(crate) id: ExplanationId,
    pub(crate) about: String,
    pub(crate) candidate_number: Option<String>,
    pub(crate) requested_on: Date,
    pub(crate) in_time: bool,
    pub(crate) due_on: Option<Date>,
    pub(crate) given_on: Option<Date>,
    pub(crate) place: PlaceCode,
    pub(crate) because: serde_json::Value,
}

struct ListedRow {
    id: uuid::Uuid,
    code: String,
    term: String,
    kind: String,
    candidate_number: Option<String>,
    requested_on: jiff_sqlx::Date,
    in_time: bool,
    given_on: Option<jiff_sqlx::Date>,
    due_on: Option<jiff_sqlx::Date>,
    because: serde_json::Value,
    place_code: String,
    total: i64,
}

impl From<ListedRow> for Listed {
    fn from(row: ListedRow) -> Self {
        Self {
            id: ExplanationId(row.id),
            about: words::about(&row.code, &row.term, &row.kind),
            candidate_number: row.candidate_number,
            requested_on: row.requested_on.to_jiff(),
            in_time: row.in_time,
            due_on: row.due_on.map(jiff_sqlx::Date::to_jiff),
            given_on: row.given_on.map(jiff_sqlx::Date::to_jiff),
            place: PlaceCode(row.place_code),
            because: row.because,
        }
    }
}

/// The requests that this examiner may answer, those pending first.
pub(in crate::explanation) async fn of_examiner(
    conn: &mut PgConnection,
    examiner: PersonId,
) -> sqlx::Result<Vec<Listed>> {
    let rows = sqlx::query_file_as!(ListedRow, "src/explanation/of_examiner.sql", examiner.0)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(Listed::from).collect())
}

/// Which requests a list shows; an empty word shows all.
#[derive(Clone, Copy, Default)]
pub(in crate::explanation) struct Filter<'a> {
    /// A whole candidate number or course code.
    pub(in crate::explanation) q: &'a str,
    /// `waiting` or `given`.
    pub(in crate::explanation) state: &'a str,
    /// `course`, `candidate`, `requested` or `due`, with `-` before it for the other way round;
    /// those pending first, by deadline, for anything else and for `due`.
    pub(in crate::explanation) sort: &'a str,
    pub(in crate::explanation) limit: u32,
    pub(in crate::explanation) offset: u32,
}

/// The requests at the units in `scope`, with how many there are in all.
pub(in crate::explanation) async fn of_units(
    conn: &mut PgConnection,
    scope: &[String],
    filter: Filter<'_>,
) -> sqlx::Result<(Vec<Listed>, u32)> {
    let rows = sqlx::query_file_as!(
        ListedRow,
        "src/explanation/of_units.sql",
        scope,
        i64::from(filter.limit),
        i64::from(filter.offset),
        filter.q,
        filter.state,
        filter.sort
    )
    .fetch_all(conn)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    Ok((rows.into_iter().map(Listed::from).collect(), u32::try_from(total).unwrap_or(u32::MAX)))
}

/// A student's grade in force, for the desk to choose from.
pub(crate) struct Choosable {
    pub(crate) result: ResultId,
    pub(crate) person: PersonId,
    pub(crate) name: PersonName,
    pub(crate) about: String,
    pub(crate) announced_at: jiff::Timestamp,
}

/// The grades in force of the student with this number at the units in `scope`.
pub(crate) async fn results_of_student(
    conn: &mut PgConnection,
    student_number: &str,
    scope: &[String],
) -> sqlx::Result<Vec<Choosable>> {
    let rows = sqlx::query_file!("src/explanation/results_of_student.sql", student_number, scope)
        .fetch_all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Choosable {
            result: ResultId(row.id),
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            about: words::about(&row.code, &row.term, &row.kind),
            announced_at: row.announced_at.to_jiff(),
        })
        .collect())
}
