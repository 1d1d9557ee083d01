//! What the overviews show.

use crate::said::wrong;
use jiff::civil::{Date, Time};
use office::people::PersonName;
use office::{ExamId, PersonId, Result};
use rules::{Form, SittingKind, Term, Text};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::PgConnection;
use std::collections::HashMap;

/// An exam of a term.
#[derive(Clone)]
pub struct Line {
    /// The exam.
    pub exam: ExamId,
    /// The code of its course.
    pub code: String,
    /// The name of its course.
    pub name: Text,
    /// The unit of its course.
    pub unit: Text,
    /// Why it is held.
    pub kind: SittingKind,
    /// How it is assessed.
    pub form: Form,
    /// The day; of what is handed in, the last one.
    pub date: Option<Date>,
    /// When it starts; of what is handed in, until when.
    pub starts_at: Option<Time>,
    /// How many copies the desk asks for.
    pub copies: i32,
    /// How many are signed up.
    pub candidates: i64,
    /// Who grades it, in their order; of whom nobody may know the name, that.
    pub examiners: Vec<(PersonId, PersonName)>,
    /// Until when its teachers were asked to say which day suits, and whether they have.
    pub wish: Option<(Date, bool)>,
    /// The last day to grade it.
    pub grading_on: Option<Date>,
}

impl Line {
    /// Why it is held, as the database and programs write it.
    pub fn kind_word(&self) -> String {
        word(&self.kind)
    }

    /// How it is assessed, as the database and programs write it.
    pub fn form_word(&self) -> String {
        word(&self.form)
    }

    /// Whether it is written in a room.
    pub fn is_written(&self) -> bool {
        self.form == Form::WrittenSchool
    }
}

fn read<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(word.into()).ok()
}

fn word(value: &impl Serialize) -> String {
    let word = serde_json::to_value(value).ok();
    word.as_ref().and_then(|word| word.as_str()).unwrap_or_default().to_owned()
}

/// Who grades the exams of a term, by exam.
pub type Examiners = HashMap<ExamId, Vec<(PersonId, PersonName)>>;

/// Who grades the exams of a term at these places and those below.
///
/// # Errors
/// The database is away.
pub async fn examiners(
    conn: &mut PgConnection,
    term: Term,
    scope: &[String],
) -> sqlx::Result<Examiners> {
    let mut examiners = Examiners::new();
    let rows = sqlx::query_file!("src/exam_overview/examiners.sql", term.to_string(), scope);
    for row in rows.fetch_all(conn).await? {
        let name = PersonName::new(row.given_name, row.family_name, row.protected_address);
        examiners.entry(ExamId(row.exam_id)).or_default().push((PersonId(row.person_id), name));
    }
    Ok(examiners)
}

/// The exams of a term at these places and those below, by their codes; with who grades them where the
/// reader is told.
///
/// # Errors
/// The database is away, or holds what is no form or kind.
pub async fn lines(
    conn: &mut PgConnection,
    term: Term,
    scope: &[String],
    mut examiners: Examiners,
) -> Result<Vec<Line>> {
    let rows = sqlx::query_file!("src/exam_overview/overview.sql", term.to_string(), scope);
    let mut lines = Vec::new();
    for row in rows.fetch_all(conn).await? {
        let exam = ExamId(row.id);
        let wish = row.wish_by.zip(row.wish_answered);
        lines.push(Line {
            exam,
            code: row.code,
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
            unit: Text::new(row.unit_nb, row.unit_nn, row.unit_en),
            kind: read(&row.kind).ok_or_else(|| wrong("a kind of exam"))?,
            form: read(&row.form).ok_or_else(|| wrong("a form of assessment"))?,
            date: row.exam_date.map(jiff_sqlx::Date::to_jiff),
            starts_at: row.starts_at.map(jiff_sqlx::Time::to_jiff),
            copies: row.copies,
            candidates: row.candidates,
            examiners: examiners.remove(&exam).unwrap_or_default(),
            wish: wish.map(|(by, answered)| (by.to_jiff(), answered)),
            grading_on: row.grading_on.map(jiff_sqlx::Date::to_jiff),
        });
    }
    Ok(lines)
}
