//! Reads and writes of cases of recognition.

mod advance;
mod list;
mod parts;
mod write;

pub(super) use advance::{approved, insert_advance, set_promised};
pub(crate) use list::{Filter, Listed, Own, list, of_applicant};
pub(super) use write::{
    NewDecision, NewItem, Totals, insert, insert_appeal, insert_assessment, insert_decision,
    insert_file, insert_item, set_item, set_reconsidered, set_settled, set_state,
};

use super::advance::Advance;
use super::case::{Case, Place, State};
use crate::{ExternalRowId, RecognitionId};
use office::catalogue::words;
use office::people::{PersonName, PlaceCode};
use office::{CourseId, PersonId, UnitId};
use rules::{Credits, Grade, RuleSetId, Text};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::PgConnection;

/// Reads JSON that this routine has written.
fn read<T: DeserializeOwned>(value: Value) -> sqlx::Result<T> {
    serde_json::from_value(value).map_err(|error| sqlx::Error::Decode(error.into()))
}

/// A state that the database's CHECK has already held to those there are.
fn state(word: &str) -> sqlx::Result<State> {
    words::read(word).ok_or_else(|| sqlx::Error::Decode("unknown state of a case".into()))
}

/// Credits as they were written.
fn credits(stored: Decimal) -> sqlx::Result<Credits> {
    let read = Credits::parse(&stored.normalize().to_string());
    read.ok_or_else(|| sqlx::Error::Decode("no number of credits".into()))
}

pub(super) async fn lock(conn: &mut PgConnection, id: RecognitionId) -> sqlx::Result<()> {
    sqlx::query!("select id from recognition where id = $1 for update", id.0)
        .fetch_optional(conn)
        .await?;
    Ok(())
}

pub(super) async fn load(conn: &mut PgConnection, id: RecognitionId) -> sqlx::Result<Option<Case>> {
    let row =
        sqlx::query_file!("src/recognition/load.sql", id.0).fetch_optional(&mut *conn).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Case {
        id,
        case_number: row.case_number,
        person: PersonId(row.person_id),
        applicant: PersonName::new(row.given_name, row.family_name, row.protected_address),
        unit: UnitId(row.unit_id),
        unit_name: Text::new(row.name_nb, row.name_nn, row.name_en),
        place: PlaceCode(row.place_code),
        applied_on: row.applied_on.to_jiff(),
        advance: row
            .from_on
            .zip(row.until_on)
            .map(|(from, until)| Advance { from: from.to_jiff(), until: until.to_jiff() }),
        education: row.education,
        as_equal_to: row.as_equal_to,
        state: state(&row.state)?,
        rule_set: RuleSetId(row.rule_set),
        items: parts::items(&mut *conn, id).await?,
        files: parts::files(&mut *conn, id).await?,
        assessment: parts::assessment(&mut *conn, id).await?,
        decisions: parts::decisions(&mut *conn, id).await?,
        appeal: parts::appeal(conn, id).await?,
    }))
}

/// A course here, whose place something can take.
pub(super) async fn place(conn: &mut PgConnection, id: CourseId) -> sqlx::Result<Option<Place>> {
    let row = sqlx::query!(
        "select code, name_nb, name_nn, name_en, credits from course where id = $1",
        id.0
    );
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    Ok(Some(Place {
        id,
        code: row.code,
        name: Text::new(row.name_nb, row.name_nn, row.name_en),
        credits: credits(row.credits)?,
    }))
}

/// The courses at these units, to choose from.
pub(super) async fn places(conn: &mut PgConnection, scope: &[String]) -> sqlx::Result<Vec<Place>> {
    let rows = sqlx::query!(
        "select course.id, course.code, course.name_nb, course.name_nn, course.name_en,
            course.credits
        from course join unit on unit.id = course.unit_id
        where in_scope(unit.place_code, $1)
        order by course.code, course.version desc",
        scope
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Place {
                id: CourseId(row.id),
                code: row.code,
                name: Text::new(row.name_nb, row.name_nn, row.name_en),
                credits: credits(row.credits)?,
            })
        })
        .collect()
}

/// How many credits of a row have been recognised in other cases that are decided.
pub(super) async fn used(
    conn: &mut PgConnection,
    row: ExternalRowId,
    other_than: RecognitionId,
) -> sqlx::Result<Credits> {
    let sum =
        sqlx::query_file_scalar!("src/recognition/used.sql", row.0, other_than.0).fetch_one(conn);
    credits(sum.await?)
}

/// The codes of the courses that a person has passed here, or that were recognised in other cases.
pub(super) async fn held(
    conn: &mut PgConnection,
    person: PersonId,
    other_than: RecognitionId,
) -> sqlx::Result<Vec<String>> {
    let graded =
        sqlx::query_file!("src/recognition/passed.sql", person.0).fetch_all(&mut *conn).await?;
    let passed = graded
        .into_iter()
        .filter(|row| words::read::<Grade>(&row.grade).is_some_and(|grade| grade.passed()));
    let mut codes: Vec<String> = passed.map(|row| row.code).collect();
    let recognised =
        sqlx::query_file_scalar!("src/recognition/recognised.sql", person.0, other_than.0);
    codes.extend(recognised.fetch_all(conn).await?);
    codes.sort();
    codes.dedup();
    Ok(codes)
}

/// The departments and faculties that an application can be handed in to; the institution itself where it
/// has none.
pub(super) async fn units(conn: &mut PgConnection) -> sqlx::Result<Vec<(UnitId, Text)>> {
    let rows = sqlx::query!(
        "select id, name_nb, name_nn, name_en from unit
        where level <> 'institution' or not exists (select from unit where level <> 'institution')
        order by place_code"
    );
    let rows = rows.fetch_all(conn).await?;
    let named = rows
        .into_iter()
        .map(|row| (UnitId(row.id), Text::new(row.name_nb, row.name_nn, row.name_en)));
    Ok(named.collect())
}
