//! What an import cannot change, named row by row before anything is written: what answers have
//! been assessed as, what has been announced, and what belongs to somebody else.

use super::{Allowed, At, Batch, Fault, Field, ImportError, Value};
use crate::catalogue::{store, words};
use crate::{Act, CourseId, ExamId};
use rust_decimal::Decimal;

/// Every row that would change what is fixed, or that no regulation covers. The exams that the
/// batch would change are held, so that nobody gives a standpoint before they are written.
pub(super) async fn faults(act: &mut Act, batch: &Batch) -> Result<Vec<Fault>, ImportError> {
    let mut faults = uncovered(act, batch);
    taken_ids(act, batch, &mut faults).await?;
    courses(act, batch, &mut faults).await?;
    exams(act, batch, &mut faults).await?;
    Ok(faults)
}

/// Days that no rule set covers: nobody could count the deadlines of such an exam.
fn uncovered(act: &Act, batch: &Batch) -> Vec<Fault> {
    let day = |row: &super::ExamRow| row.date.unwrap_or_else(|| row.key.term.first_day());
    let rows = batch.exams.iter().filter(|row| act.node().rules_on(day(row)).is_err());
    let fault = |row: &super::ExamRow| match row.date {
        Some(day) => fault(row.day_at, "date", day.to_string(), Allowed::CoveredDay),
        None => fault(row.at, "term", row.key.term.to_string(), Allowed::CoveredTerm),
    };
    rows.map(fault).collect()
}

/// National ids that another person of the office has; told without the id itself.
async fn taken_ids(
    act: &mut Act,
    batch: &Batch,
    faults: &mut Vec<Fault>,
) -> Result<(), ImportError> {
    let given: Vec<_> =
        batch.persons.iter().filter_map(|row| Some((row, row.national_id.clone()?))).collect();
    let taken = sqlx::query_file_scalar!(
        "src/import/taken_ids.sql",
        &given.iter().map(|(row, _)| row.student_number.clone()).collect::<Vec<_>>(),
        &given.iter().map(|(_, id)| id.clone()).collect::<Vec<_>>()
    )
    .fetch_all(act.conn())
    .await?;
    let taken: std::collections::HashSet<String> = taken.into_iter().collect();
    let theirs = given.iter().filter(|(row, _)| taken.contains(&row.student_number));
    faults.extend(
        theirs.map(|(row, _)| {
            fault(row.at, "national_id", Value::NationalId, Allowed::OwnNationalId)
        }),
    );
    Ok(())
}

/// From the first standpoint on a course keeps its form and its scale, and once a result is
/// announced its credits: as on the course's own page.
async fn courses(act: &mut Act, batch: &Batch, faults: &mut Vec<Fault>) -> Result<(), ImportError> {
    let rows = &batch.courses;
    let texts = |pick: fn(&super::CourseRow) -> String| rows.iter().map(pick).collect::<Vec<_>>();
    let changed = sqlx::query_file!(
        "src/import/changed_courses.sql",
        &texts(|row| row.code.clone()),
        &texts(|row| row.version.clone()),
        &texts(|row| words::word(&row.form)),
        &texts(|row| row.scale().to_owned()),
        &rows.iter().map(|row| row.credits).collect::<Vec<Decimal>>()
    )
    .fetch_all(act.conn())
    .await?;
    for old in changed {
        let Some(row) = at(rows, old.place) else { continue };
        let held = store::lock_exams_of_course(act.conn(), CourseId(old.id)).await?;
        let graded = store::graded(act.conn(), &held).await?;
        let (form, scale) = (words::word(&row.form), row.scale());
        if graded.assessed && form != old.form {
            faults.push(fault(row.at, "form", form, Allowed::AsAssessed(old.form)));
        }
        if graded.assessed && scale != old.grade_scale {
            let allowed = Allowed::AsAssessed(old.grade_scale);
            faults.push(fault(row.at, "grade_scale", scale, allowed));
        }
        if graded.announced && row.credits != old.credits {
            let allowed = Allowed::AsAnnounced(old.credits.normalize().to_string());
            faults.push(fault(row.at, "credits", row.credits.to_string(), allowed));
        }
    }
    Ok(())
}

/// From the first standpoint on an exam keeps its day and its hours. What the file leaves open
/// changes nothing.
async fn exams(act: &mut Act, batch: &Batch, faults: &mut Vec<Fault>) -> Result<(), ImportError> {
    let rows = &batch.exams;
    let texts = |pick: fn(&super::ExamRow) -> String| rows.iter().map(pick).collect::<Vec<_>>();
    let open = |pick: fn(&super::ExamRow) -> Option<String>| {
        rows.iter().map(pick).collect::<Vec<Option<String>>>()
    };
    let moved = sqlx::query_file!(
        "src/import/moved_exams.sql",
        &texts(|row| row.key.code.clone()),
        &texts(|row| row.key.version.clone()),
        &texts(|row| row.key.term.to_string()),
        &texts(|row| words::word(&row.key.kind)),
        &open(|row| row.date.map(|day| day.to_string())) as &[Option<String>],
        &open(|row| row.starts_at.map(|time| time.to_string())) as &[Option<String>],
        &rows.iter().map(|row| row.duration_minutes).collect::<Vec<_>>() as &[Option<i32>]
    )
    .fetch_all(act.conn())
    .await?;
    for old in moved {
        let Some(row) = at(rows, old.place) else { continue };
        if !store::graded(act.conn(), &[ExamId(old.id)]).await?.assessed {
            continue;
        }
        let minutes = old.duration_minutes.map(|minutes| minutes.to_string());
        let fields = [
            (row.day_at, "date", row.date.map(|day| day.to_string()), old.date),
            (row.day_at, "starts_at", row.starts_at.map(clock), old.starts_at),
            (row.at, "duration_minutes", row.duration_minutes.map(|m| m.to_string()), minutes),
        ];
        for (at, field, new, old) in fields {
            if let Some(new) = new.filter(|new| Some(new) != old.as_ref()) {
                faults.push(fault(at, field, new, Allowed::AsHeld(old)));
            }
        }
    }
    Ok(())
}

/// A time as the files write it: 09:00.
fn clock(time: jiff::civil::Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// The row that the database counts from 1.
fn at<T>(rows: &[T], place: i64) -> Option<&T> {
    rows.get(usize::try_from(place).ok()?.checked_sub(1)?)
}

fn fault(at: At, field: &'static str, value: impl Into<Value>, allowed: Allowed) -> Fault {
    let field = Field::Column(at.field(field));
    Fault { file: at.file.to_owned(), line: at.line, field, value: value.into(), allowed }
}
