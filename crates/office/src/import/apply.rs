//! Writes a batch: one statement for each portion of rows, which adds what is new, changes
//! what differs, and tells which was which.

use super::batch::{Batch, ExamKey};
use super::{
    Allowed, Change, Fault, Field, ImportError, Imported, Kind, Progress, Tally, Value, excluded,
    fixed,
};
use crate::catalogue::{keep_deadlines, words};
use crate::{Act, ExamId, Node};
use ::store::Entry;
use jiff_sqlx::ToSqlx;
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How many rows go into one statement.
const PORTION: usize = 5_000;

/// Told how far the import has come.
pub type Told<'a> = &'a mut (dyn FnMut(Progress) + Send);

/// Imports a batch in one act of the job `import`. A dry run writes nothing but answers
/// the same; an import that changes nothing leaves no act behind.
///
/// # Errors
/// Rows that name what does not exist, or would change what is fixed: by grading, by an
/// announcement; the database. Nothing is written then.
pub async fn run(
    node: &Node,
    batch: &Batch,
    dry_run: bool,
    told: Told<'_>,
) -> Result<Imported, ImportError> {
    let mut act = Act::of_job(node, "import").await?;
    let imported = apply(&mut act, batch, told).await?;
    if dry_run || imported.total() == 0 {
        return Ok(imported);
    }
    let mut entry = Entry::new("import.run", "act", act.id());
    for (what, tally) in imported.tallies() {
        entry = entry.fact(what.code(), serde_json::json!([tally.added, tally.changed]));
    }
    act.commit(entry).await?;
    Ok(imported)
}

/// Writes a batch within an act.
///
/// # Errors
/// As [`run`].
pub async fn apply(act: &mut Act, batch: &Batch, told: Told<'_>) -> Result<Imported, ImportError> {
    let mut fixed = fixed::faults(act, batch).await?;
    if !fixed.is_empty() {
        fixed.sort();
        return Err(ImportError::Faults(fixed));
    }
    let mut done = 0;
    let mut imported = Imported::default();
    let mut tell = |what, rows: usize| {
        done += rows;
        told(Progress { what, done, total: batch.len() });
    };
    persons(act, batch, &mut imported.persons, &mut tell).await?;
    rooms(act, batch, &mut imported).await?;
    tell(Kind::Rooms, batch.rooms.len());
    courses(act, batch, &mut imported).await?;
    tell(Kind::Courses, batch.courses.len());
    exams(act, batch, &mut imported).await?;
    tell(Kind::Exams, batch.exams.len());
    registrations(act, batch, &mut imported.registrations, &mut tell).await?;
    Ok(imported)
}

fn ids(count: usize) -> Vec<Uuid> {
    (0..count).map(|_| Uuid::now_v7()).collect()
}

async fn persons(
    act: &mut Act,
    batch: &Batch,
    tally: &mut Tally,
    tell: &mut impl FnMut(Kind, usize),
) -> Result<(), ImportError> {
    tally.read = batch.persons.len();
    for rows in batch.persons.chunks(PORTION) {
        let texts =
            |pick: fn(&super::PersonRow) -> String| rows.iter().map(pick).collect::<Vec<_>>();
        let national: Vec<Option<String>> = rows.iter().map(|r| r.national_id.clone()).collect();
        let born: Vec<Option<String>> =
            rows.iter().map(|r| r.birth_date.map(|day| day.to_string())).collect();
        let hidden: Vec<bool> = rows.iter().map(|r| r.protected_address).collect();
        let written = sqlx::query_file_scalar!(
            "src/import/persons.sql",
            &ids(rows.len()),
            &texts(|r| r.student_number.clone()),
            &national as &[Option<String>],
            &texts(|r| r.given_name.clone()),
            &texts(|r| r.family_name.clone()),
            &born as &[Option<String>],
            &texts(|r| r.email.clone()),
            &texts(|r| r.language.tag().to_owned()),
            &hidden
        )
        .fetch_all(act.conn())
        .await
        .map_err(|error| id_taken(error, rows))?;
        count(tally, &written);
        tell(Kind::Persons, rows.len());
    }
    Ok(())
}

/// A national id that somebody got while this act was under way: told without the id itself.
fn id_taken(error: sqlx::Error, rows: &[super::PersonRow]) -> ImportError {
    let constraint = error.as_database_error().and_then(|e| e.constraint());
    if constraint != Some("person_national_id_key") {
        return error.into();
    }
    let at = rows.first().map(|row| row.at).unwrap_or_default();
    ImportError::Faults(vec![Fault {
        file: at.file.to_owned(),
        line: at.line,
        field: Field::Column("national_id"),
        value: Value::NationalIdFromHere,
        allowed: Allowed::OwnNationalId,
    }])
}

fn count(tally: &mut Tally, written: &[bool]) {
    let added = written.iter().filter(|added| **added).count();
    tally.added += added;
    tally.changed += written.len() - added;
}

async fn rooms(act: &mut Act, batch: &Batch, imported: &mut Imported) -> Result<(), ImportError> {
    let rows = &batch.rooms;
    imported.rooms.read = rows.len();
    let written = sqlx::query_file!(
        "src/import/rooms.sql",
        &ids(rows.len()),
        &rows.iter().map(|r| r.code.clone()).collect::<Vec<_>>(),
        &rows.iter().map(|r| r.name.clone()).collect::<Vec<_>>(),
        &rows.iter().map(|r| r.capacity).collect::<Vec<_>>()
    )
    .fetch_all(act.conn())
    .await?;
    count(&mut imported.rooms, &written.iter().map(|row| row.added).collect::<Vec<_>>());
    let changed = written.into_iter().filter(|row| !row.added);
    imported.changes.extend(changed.map(|row| Change::Room(row.code)));
    Ok(())
}

async fn courses(act: &mut Act, batch: &Batch, imported: &mut Imported) -> Result<(), ImportError> {
    let rows = &batch.courses;
    imported.courses.read = rows.len();
    let known: HashSet<String> = sqlx::query_scalar!("select place_code from unit")
        .fetch_all(act.conn())
        .await?
        .into_iter()
        .collect();
    let unknown = rows.iter().filter(|row| !known.contains(&row.unit));
    refuse(unknown.map(|row| (row.at, "unit", row.unit.clone(), Allowed::Unit)))?;
    let texts = |pick: fn(&super::CourseRow) -> String| rows.iter().map(pick).collect::<Vec<_>>();
    let credits: Vec<Decimal> = rows.iter().map(|r| r.credits).collect();
    let written = sqlx::query_file!(
        "src/import/courses.sql",
        &ids(rows.len()),
        &texts(|r| r.code.clone()),
        &texts(|r| r.version.clone()),
        &texts(|r| r.names[0].clone()),
        &texts(|r| r.names[1].clone()),
        &texts(|r| r.names[2].clone()),
        &credits,
        &texts(|r| r.unit.clone()),
        &texts(|r| words::word(&r.level)),
        &texts(|r| words::word(&r.form)),
        &texts(|r| r.scale().to_owned())
    )
    .fetch_all(act.conn())
    .await?;
    count(&mut imported.courses, &written.iter().map(|row| row.added).collect::<Vec<_>>());
    let changed = written.into_iter().filter(|row| !row.added);
    imported.changes.extend(changed.map(|row| Change::Course(row.code)));
    Ok(())
}

async fn exams(act: &mut Act, batch: &Batch, imported: &mut Imported) -> Result<(), ImportError> {
    let rows = &batch.exams;
    imported.exams.read = rows.len();
    let courses: HashMap<(String, String), Uuid> =
        sqlx::query!("select id, code, version from course")
            .fetch_all(act.conn())
            .await?
            .into_iter()
            .map(|row| ((row.code, row.version), row.id))
            .collect();
    let course = |key: &ExamKey| courses.get(&(key.code.clone(), key.version.clone())).copied();
    let unknown = rows.iter().filter(|row| course(&row.key).is_none());
    refuse(unknown.map(|row| (row.at, "course_code", row.key.code.clone(), Allowed::Course)))?;
    let of: Vec<Uuid> = rows.iter().filter_map(|row| course(&row.key)).collect();
    let texts = |pick: fn(&super::ExamRow) -> String| rows.iter().map(pick).collect::<Vec<_>>();
    let dates: Vec<Option<String>> = rows.iter().map(|r| r.date.map(|d| d.to_string())).collect();
    let starts: Vec<Option<String>> =
        rows.iter().map(|r| r.starts_at.map(|t| t.to_string())).collect();
    let minutes: Vec<Option<i32>> = rows.iter().map(|r| r.duration_minutes).collect();
    let written = sqlx::query_file!(
        "src/import/exams.sql",
        &ids(rows.len()),
        &of,
        &texts(|r| r.key.term.to_string()),
        &texts(|r| words::word(&r.key.kind)),
        &dates as &[Option<String>],
        &starts as &[Option<String>],
        &minutes as &[Option<i32>],
        &rows.iter().map(|r| r.copies).collect::<Vec<_>>()
    )
    .fetch_all(act.conn())
    .await?;
    count(&mut imported.exams, &written.iter().map(|row| row.added).collect::<Vec<_>>());
    let exams: Vec<ExamId> = written.iter().map(|row| ExamId(row.id)).collect();
    keep_deadlines(act, &exams).await?;
    for row in &written {
        if !row.added {
            imported.changes.push(Change::Exam(row.code.clone(), row.term.clone()));
        }
    }
    exam_rooms(act, batch, &mut imported.changes).await
}

/// Puts exams into the rooms that their rows name. Rooms that are named no longer are
/// taken out, unless candidates sit in them.
async fn exam_rooms(
    act: &mut Act,
    batch: &Batch,
    changes: &mut Vec<Change>,
) -> Result<(), ImportError> {
    if batch.exams.iter().all(|row| row.rooms.is_empty()) {
        return Ok(());
    }
    let known: HashSet<String> = sqlx::query_scalar!("select code from room")
        .fetch_all(act.conn())
        .await?
        .into_iter()
        .collect();
    let named = batch.exams.iter().flat_map(|row| row.rooms.iter().map(move |room| (row, room)));
    let unknown = named.clone().filter(|(_, room)| !known.contains(*room));
    refuse(unknown.map(|(row, room)| (row.at, "rooms", room.clone(), Allowed::Room)))?;
    let all = exam_ids(act).await?;
    let pairs: Vec<(Uuid, String)> =
        named.filter_map(|(row, room)| Some((*all.get(&row.key)?, room.clone()))).collect();
    let changed = sqlx::query_file_scalar!(
        "src/import/exam_rooms.sql",
        &pairs.iter().map(|(exam, _)| *exam).collect::<Vec<_>>(),
        &pairs.iter().map(|(_, room)| room.clone()).collect::<Vec<_>>()
    )
    .fetch_all(act.conn())
    .await?;
    changes.extend(changed.into_iter().map(Change::RoomsOf));
    Ok(())
}

async fn exam_ids(act: &mut Act) -> Result<HashMap<ExamKey, Uuid>, ImportError> {
    let rows = sqlx::query!(
        "select exam.id, course.code, course.version, exam.term, exam.kind
        from exam join course on course.id = exam.course_id"
    )
    .fetch_all(act.conn())
    .await?;
    let keyed = rows.into_iter().filter_map(|row| {
        let (code, version) = (row.code, row.version);
        let (term, kind) = (rules::Term::parse(&row.term).ok()?, words::read(&row.kind)?);
        Some((ExamKey { code, version, term, kind }, row.id))
    });
    Ok(keyed.collect())
}

async fn registrations(
    act: &mut Act,
    batch: &Batch,
    tally: &mut Tally,
    tell: &mut impl FnMut(Kind, usize),
) -> Result<(), ImportError> {
    tally.read = batch.registrations.len();
    let exams = exam_ids(act).await?;
    let numbers: Vec<String> =
        batch.registrations.iter().map(|row| row.student_number.clone()).collect();
    let students: HashMap<String, Uuid> = sqlx::query!(
        r#"select id, student_number as "number!" from person where student_number = any($1)"#,
        &numbers
    )
    .fetch_all(act.conn())
    .await?
    .into_iter()
    .map(|row| (row.number, row.id))
    .collect();
    let no_exam = batch
        .registrations
        .iter()
        .filter(|row| !exams.contains_key(&row.exam))
        .map(|row| (row.at, "course_code", row.exam.code.clone(), Allowed::Exam));
    let no_student = batch
        .registrations
        .iter()
        .filter(|row| !students.contains_key(&row.student_number))
        .map(|row| (row.at, "student_number", row.student_number.clone(), Allowed::Student));
    refuse(no_exam.chain(no_student))?;
    excluded::none(act, batch, (&exams, &students)).await?;
    let now = act.now();
    for rows in batch.registrations.chunks(PORTION) {
        let written = sqlx::query_file_scalar!(
            "src/import/registrations.sql",
            &ids(rows.len()),
            &rows.iter().filter_map(|r| exams.get(&r.exam).copied()).collect::<Vec<_>>(),
            &rows
                .iter()
                .filter_map(|r| students.get(&r.student_number).copied())
                .collect::<Vec<_>>(),
            &rows.iter().map(|r| r.language.tag().to_owned()).collect::<Vec<_>>(),
            now.to_sqlx() as _
        )
        .fetch_all(act.conn())
        .await?;
        count(tally, &written);
        tell(Kind::Registrations, rows.len());
    }
    Ok(())
}

pub(super) type Wrong = (super::At, &'static str, String, Allowed);

/// Names every row that refers to what does not exist, or to whom it may not.
pub(super) fn refuse(wrong: impl Iterator<Item = Wrong>) -> Result<(), ImportError> {
    let mut faults: Vec<Fault> = wrong
        .map(|(at, field, value, allowed)| Fault {
            file: at.file.to_owned(),
            line: at.line,
            field: Field::Column(field),
            value: Value::Given(value),
            allowed,
        })
        .collect();
    faults.sort();
    if faults.is_empty() { Ok(()) } else { Err(ImportError::Faults(faults)) }
}
