//! Reads and writes of appeals.

mod committee;
mod outcome;
mod package;

pub(crate) use committee::{Member, PackageRow, members};
pub(super) use committee::{committees, examiner, examiners, sat_before, seat};
pub(super) use outcome::{Assessment, faculty, set_decided, set_further, signed_assessment};
pub(super) use package::{
    AtHand, NewFile, NewItem, at_hand, fresh_number, identity, insert_package, opened, set_sent,
};
pub(crate) use package::{Item, items};

use super::State;
use super::case::Case;
use super::lodge::Lodge;
use crate::access::{Principal, Role};
use crate::catalogue::words;
use crate::explanation::Graded;
use crate::people::{PersonName, PlaceCode};
use crate::{Act, AppealId, Error, PersonId, Result, ResultId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::{Reason, RuleSet, RuleSetId};
use sqlx::PgConnection;

/// A case as stored.
pub(super) struct Row {
    pub(super) result: ResultId,
    pub(super) case_number: String,
    pub(super) lodged_on: Date,
    pub(super) channel: String,
    pub(super) registered_at: Timestamp,
    pub(super) registered_by: PersonId,
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
        registered_by: PersonId(row.registered_by),
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

/// The appeal against this result, if there is one that is not withdrawn.
pub(crate) async fn of_result(
    conn: &mut PgConnection,
    result: ResultId,
) -> sqlx::Result<Option<AppealId>> {
    let row = sqlx::query_file!("src/appeal/of_result.sql", result.0).fetch_optional(conn).await?;
    Ok(row.map(|row| AppealId(row.id)))
}

/// The day the letter of refusal was sent, in Norway.
pub(super) async fn refused_on(
    conn: &mut PgConnection,
    id: AppealId,
) -> sqlx::Result<Option<Date>> {
    let made = sqlx::query_file_scalar!("src/appeal/refused_at.sql", id.0).fetch_optional(conn);
    Ok(made.await?.map(|at| rules::calendar::oslo_date(at.to_jiff())))
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

/// A case in a list.
pub(crate) struct Listed {
    pub(crate) id: AppealId,
    pub(crate) case_number: String,
    pub(crate) about: String,
    pub(crate) person: PersonId,
    pub(crate) student: PersonName,
    pub(crate) lodged_on: Date,
    pub(crate) state: State,
    /// The rule set it is decided by.
    pub(crate) rule_set: RuleSetId,
    pub(crate) due_on: Option<Date>,
    /// From when a late new grade costs the faculty money.
    pub(crate) sanction_on: Option<Date>,
    pub(crate) because: serde_json::Value,
    pub(crate) place: PlaceCode,
    pub(crate) committees: i64,
    pub(crate) package_built: bool,
    pub(crate) package_sent: bool,
    pub(crate) signed: bool,
    /// Those who sat in the committee that set the grade.
    pub(crate) previous: Vec<String>,
}

/// Which cases a list shows; an empty word shows all.
#[derive(Clone, Copy, Default)]
pub(crate) struct Filter<'a> {
    pub(crate) state: &'a str,
    /// A part of the student's name, or a whole number: the student's, the case's, the course's.
    pub(crate) q: &'a str,
    /// `case`, `course`, `student`, `lodged` or `due`, with `-` before it for the other way round;
    /// the open ones first, by deadline, for anything else and for `due`.
    pub(crate) sort: &'a str,
    pub(crate) limit: u32,
    pub(crate) offset: u32,
}

/// The cases at the units of the roles that somebody holds, but for those that the same person
/// assesses anew; with how many there are in all.
pub(crate) async fn list(
    conn: &mut PgConnection,
    (who, roles): (&Principal, &[Role]),
    filter: Filter<'_>,
) -> sqlx::Result<(Vec<Listed>, u32)> {
    let rows = sqlx::query_file!(
        "src/appeal/list.sql",
        &who.scope(roles),
        filter.state,
        i64::from(filter.limit),
        i64::from(filter.offset),
        who.person.0,
        filter.q,
        filter.sort
    )
    .fetch_all(conn)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows.into_iter().map(|row| -> sqlx::Result<Listed> {
        let state = State::from_code(&row.state);
        Ok(Listed {
            id: AppealId(row.id),
            case_number: row.case_number,
            about: words::about(&row.code, &row.term, &row.kind),
            person: PersonId(row.person_id),
            student: PersonName::new(row.given_name, row.family_name, row.protected_address),
            lodged_on: row.lodged_on.to_jiff(),
            state: state.ok_or_else(|| sqlx::Error::Decode("unknown state of an appeal".into()))?,
            rule_set: RuleSetId(row.rule_set),
            due_on: row.due_on.map(|day| day.to_jiff()),
            sanction_on: row.sanction_on.map(|day| day.to_jiff()),
            because: row.because,
            place: PlaceCode(row.place_code),
            committees: row.committees,
            package_built: row.package_built,
            package_sent: row.package_sent,
            signed: row.signed,
            previous: row.previous,
        })
    });
    Ok((rows.collect::<sqlx::Result<_>>()?, u32::try_from(total).unwrap_or(u32::MAX)))
}
