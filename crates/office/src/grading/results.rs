//! A student's own results: what counts, what counted before, and what can be done.

use super::store;
use crate::calendar::{self, Deadline};
use crate::catalogue::{self, Exam};
use crate::{PersonId, Result, ResultId};
use jiff::civil::Date;
use rules::appeal::AppealDeadline;
use rules::explanation::ExplanationDeadline;
use rules::{Grade, Rule};
use sqlx::PgConnection;
use std::collections::HashMap;

/// A result as its owner sees it.
pub struct OwnResult {
    /// The result.
    pub id: ResultId,
    /// The exam it is of.
    pub exam: Exam,
    /// The grade.
    pub grade: Grade,
    /// `ordinary`, `rectification` or `appeal`.
    pub origin: String,
    /// The day it was announced.
    pub announced_on: Date,
    /// Until when an explanation can be asked for, with reasons.
    pub explanation: Option<Deadline>,
    /// Until when it can be appealed, with reasons.
    pub appeal: Option<Deadline>,
    /// Those that it took the place of, the newest first.
    pub history: Vec<Earlier>,
}

/// A result that counted before.
pub struct Earlier {
    /// The grade.
    pub grade: Grade,
    /// The day it was announced.
    pub announced_on: Date,
}

/// Whether a deadline has not passed; an open one has not.
pub fn is_open(deadline: Option<&Deadline>, today: Date) -> bool {
    deadline.is_some_and(|deadline| deadline.due_on.is_none_or(|due| due >= today))
}

/// The results in force of one person, the newest first, each with those before it.
///
/// # Errors
/// The database is away.
pub async fn own_results(conn: &mut PgConnection, person: PersonId) -> Result<Vec<OwnResult>> {
    let rows = store::own_results(conn, person).await?;
    let exams: Vec<_> = rows.iter().map(|row| row.exam).collect();
    let exams = catalogue::store::exams_by_id(conn, &exams).await?;
    let exams: HashMap<_, _> = exams.into_iter().map(|exam| (exam.id, exam)).collect();
    let ids: Vec<_> = rows.iter().filter(|row| !row.superseded).map(|row| row.id.0).collect();
    let mut deadlines = calendar::store::of_all(conn, "result", &ids).await?;
    let mut deadline = |id: ResultId, name: &str| deadlines.remove(&(id.0, name.to_owned()));
    let day = |at: jiff::Timestamp| at.to_zoned(::store::oslo()).date();
    let mut own = Vec::new();
    for row in rows.iter().filter(|row| !row.superseded) {
        let Some(exam) = exams.get(&row.exam) else { continue };
        let before =
            rows.iter().filter(|old| old.superseded && old.registration == row.registration);
        own.push(OwnResult {
            id: row.id,
            exam: exam.clone(),
            grade: row.grade,
            origin: row.origin.clone(),
            announced_on: day(row.announced_at),
            explanation: deadline(row.id, ExplanationDeadline::NAME),
            appeal: deadline(row.id, AppealDeadline::NAME),
            history: before
                .map(|old| Earlier { grade: old.grade, announced_on: day(old.announced_at) })
                .collect(),
        });
    }
    Ok(own)
}
