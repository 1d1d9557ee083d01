//! What is fixed once an exam has been graded: the answer that is assessed, and what it is
//! assessed as, are not exchanged underneath the examiners or an appeal. And what is fixed once
//! somebody has signed up: the category of studies, by which an exclusion bars.

use super::exam::{Exam, ExamFields};
use super::store::{CourseRow, Graded};
use super::{CourseFields, course};
use crate::{Error, Result};
use rules::exclusion::Classification;
use ui::key;

/// Whether an exam may be changed to these fields: from the first standpoint on it keeps its
/// course, term, kind, day and hours, and from the first registration on its course. Copies and rooms
/// stay free.
///
/// # Errors
/// Refused `grading-begun`, `signed-up`.
pub(super) fn exam_may_become(exam: &Exam, fields: &ExamFields, graded: &Graded) -> Result<()> {
    let moved = (fields.course, fields.term, fields.kind) != (exam.course, exam.term, exam.kind)
        || (fields.date, fields.starts_at, fields.duration_minutes)
            != (exam.date, exam.starts_at, exam.duration_minutes);
    if moved {
        may_move(graded)?;
    }
    if fields.course != exam.course && graded.signed_up {
        return Err(refused("signed-up", key("catalogue-refused-exam-signed-up")));
    }
    Ok(())
}

/// Whether exams that are graded so far may be held otherwise than they are.
///
/// # Errors
/// Refused `grading-begun`.
pub(super) fn may_move(graded: &Graded) -> Result<()> {
    if graded.assessed {
        return Err(refused("grading-begun", key("catalogue-refused-grading-begun")));
    }
    Ok(())
}

/// Whether a course may be changed to these fields: from the first standpoint on it keeps its
/// form and its scale, once a result is announced its code, version and credits, and from the first
/// registration on its category of studies: by that alone an exclusion of one category knows its exams.
///
/// # Errors
/// Refused `grading-begun`, `results-announced`, `signed-up`.
pub(super) fn course_may_become(
    old: &CourseRow,
    fields: &CourseFields,
    graded: &Graded,
) -> Result<()> {
    let (_, form) = course::level_and_form(fields);
    let otherwise = old.form != form || old.grade_scale != course::scale(fields);
    if otherwise && graded.assessed {
        return Err(refused("grading-begun", key("catalogue-refused-course-graded")));
    }
    let (code, version) = (fields.code.trim(), fields.version.trim());
    let another = old.code != code || old.version != version || old.credits != fields.credits;
    if another && graded.announced {
        return Err(refused("results-announced", key("catalogue-refused-results-announced")));
    }
    let category = fields.classification.map(Classification::code);
    if old.classification.as_deref() != category && graded.signed_up {
        return Err(refused("signed-up", key("catalogue-refused-course-signed-up")));
    }
    Ok(())
}

fn refused(code: &'static str, text: &'static str) -> Error {
    Error::refused(code, ui::messages::text(text, &[]))
}
