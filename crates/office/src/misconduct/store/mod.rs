//! Reads and writes of cases of misconduct.

mod appealed;
mod decided;
mod list;
mod outcome;
mod parts;
mod removals;
mod student;

pub(crate) use appealed::Appealed;
pub(super) use appealed::{insert_appeal, insert_further_grounds, set_forwarded};
pub(crate) use decided::{Met, Ruled, ToldByLetter};
pub(super) use decided::{
    insert_decision, insert_meeting, maybe_unregistered, met, national_id, recorded_by, set_state,
    set_told, set_told_change, told,
};
pub(crate) use list::{Filter, Listed, list};
pub(crate) use outcome::Entered;
pub(super) use outcome::{insert_outcome, return_outcome, set_settled};
pub(crate) use parts::{Commented, Notice, Passage, Representative, Signature};
pub(super) use parts::{
    insert_comment, insert_notice, insert_passage, insert_representative, role_from_another, sign,
    signed_names,
};
pub(super) use removals::{Removal, removals};
pub(super) use student::{
    Found, Own, answer_files, faculty, of_student, registrations_of_student, subject_by_number,
    subject_of_exam,
};

use super::case::{Case, ExamOf, State};
use super::{Matter, Report};
use crate::catalogue::words;
use crate::people::{PersonName, PlaceCode};
use crate::{Act, MisconductId, PersonId, RegistrationId, Result, UnitId};
use jiff_sqlx::ToSqlx;
use rules::{RuleSet, RuleSetId, Text};
use serde::de::DeserializeOwned;
use sqlx::PgConnection;
use student::Subject;

/// Reads a word that the database's CHECK has already held to those there are.
fn read<T: DeserializeOwned>(word: &str) -> sqlx::Result<T> {
    words::read(word).ok_or_else(|| sqlx::Error::Decode("unknown word of a case".into()))
}

pub(super) async fn lock(conn: &mut PgConnection, id: MisconductId) -> sqlx::Result<()> {
    sqlx::query!("select id from misconduct where id = $1 for update", id.0)
        .fetch_optional(conn)
        .await?;
    Ok(())
}

/// Keeps two reports on one answer from being taken down at once.
pub(super) async fn lock_registration(
    conn: &mut PgConnection,
    id: RegistrationId,
) -> sqlx::Result<()> {
    sqlx::query!("select id from exam_registration where id = $1 for update", id.0)
        .fetch_optional(conn)
        .await?;
    Ok(())
}

/// Whether a case on this answer and matter is under way.
pub(super) async fn is_open(
    conn: &mut PgConnection,
    registration: RegistrationId,
    matter: Matter,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
            select from misconduct
            where registration_id = $1 and matter = $2 and state <> 'closed'
        ) as "open!""#,
        registration.0,
        words::word(&matter)
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn load(conn: &mut PgConnection, id: MisconductId) -> sqlx::Result<Option<Case>> {
    let row = sqlx::query_file!("src/misconduct/load.sql", id.0).fetch_optional(&mut *conn).await?;
    let Some(row) = row else { return Ok(None) };
    let exam = match (row.registration_id, row.exam_id, row.term, row.kind, row.code, row.form) {
        (Some(registration), Some(_), Some(term), Some(sitting), Some(code), Some(form)) => {
            let name = [row.course_nb, row.course_nn, row.course_en].map(Option::unwrap_or_default);
            let [nb, nn, en] = name;
            Some(ExamOf {
                registration: RegistrationId(registration),
                course: letters::Course { code, name: Text::new(nb, nn, en) },
                term,
                sitting,
                form: read(&form)?,
                candidate_number: row.candidate_number.and_then(|number| number.try_into().ok()),
            })
        }
        _ => None,
    };
    Ok(Some(Case {
        id,
        case_number: row.case_number,
        person: PersonId(row.person_id),
        student: PersonName::new(row.given_name, row.family_name, row.protected_address),
        state: State::stored(&row.state)?,
        matter: read(&row.matter)?,
        source: read(&row.source)?,
        exam,
        coursework: row.coursework,
        suspected: row.suspected.as_deref().map(read).transpose()?,
        unit: UnitId(row.unit_id),
        unit_name: Text::new(row.name_nb, row.name_nn, row.name_en),
        place: PlaceCode(row.place_code),
        handled_at: row.handling_unit_id.map(UnitId),
        reported_on: row.reported_on.to_jiff(),
        observed: row.observed,
        told_on: row.told_on.map(jiff_sqlx::Date::to_jiff),
        chose: row.chose.as_deref().map(read).transpose()?,
        placement: row.placement,
        used_for: row.used_for.as_deref().map(read).transpose()?,
        removed_on: row.removed_on.map(jiff_sqlx::Date::to_jiff),
        warned_on: row.warned_on.map(jiff_sqlx::Date::to_jiff),
        registered_by: PersonId(row.registered_by),
        rule_set: RuleSetId(row.rule_set),
        reporters: parts::reporters(&mut *conn, id).await?,
        passages: parts::passages(&mut *conn, id).await?,
        signatures: parts::signatures(&mut *conn, id).await?,
        notice: parts::notice(&mut *conn, id).await?,
        comments: parts::comments(&mut *conn, id).await?,
        representative: parts::representative(&mut *conn, id).await?,
        decision: decided::decided(&mut *conn, id).await?,
        told: told(&mut *conn, id).await?,
        appeal: appealed::appealed(conn, id).await?,
    }))
}

pub(super) async fn insert(
    act: &mut Act,
    id: MisconductId,
    number: &str,
    subject: &Subject,
    new: &Report,
    law: &RuleSet,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query_file!(
        "src/misconduct/insert.sql",
        id.0,
        number,
        subject.person.0,
        new.registration.map(|registration| registration.0),
        subject.unit.0,
        words::word(&new.matter),
        words::word(&new.source),
        new.coursework,
        new.suspected.map(|one| words::word(&one)),
        new.reported_on.to_sqlx() as _,
        new.observed.trim(),
        new.told_on.map(ToSqlx::to_sqlx) as _,
        new.chose.map(|one| words::word(&one)),
        new.placement.trim(),
        new.used_for.map(|one| words::word(&one)),
        new.removed_on.map(ToSqlx::to_sqlx) as _,
        new.warned_on.map(ToSqlx::to_sqlx) as _,
        now.to_sqlx() as _,
        by.0,
        law.id.0,
        law.hash(),
    )
    .execute(act.conn())
    .await?;
    for (position, one) in (1..).zip(&new.reporters) {
        sqlx::query!(
            "insert into misconduct_reporter (misconduct_id, position, title, name)
            values ($1, $2, $3, $4)",
            id.0,
            position,
            one.title.trim(),
            one.name.trim()
        )
        .execute(act.conn())
        .await?;
    }
    Ok(())
}

pub(super) async fn set_sent(act: &mut Act, id: MisconductId) -> Result<()> {
    let now = act.now();
    sqlx::query!(
        "update misconduct set state = 'sent', sent_at = $2 where id = $1",
        id.0,
        now.to_sqlx() as _
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(super) async fn set_taken(act: &mut Act, id: MisconductId, at: &PlaceCode) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query!(
        "update misconduct set state = 'taken', taken_at = $2, taken_by = $3,
            handling_unit_id = (select unit.id from unit where unit.place_code = $4)
        where id = $1",
        id.0,
        now.to_sqlx() as _,
        by.0,
        at.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}
