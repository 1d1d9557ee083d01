//! What the candidates of an exam leave to be done: numbers that are missing.

use super::NUMBERERS;
use crate::access::{Principal, Role};
use crate::catalogue::words;
use crate::desk::Task;
use crate::letters_out::cited;
use crate::people::PlaceCode;
use crate::{Node, Result};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::{Reason, Text};
use sqlx::PgConnection;

/// Exams ahead whose candidates lack numbers although nobody can withdraw any more.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let scope = who.scope(NUMBERERS);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query_file!("src/candidates/to_number.sql", &scope, today.to_sqlx() as _)
        .fetch_all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let exam_date = row.exam_date.to_jiff();
            let law = &cited(node.rules_on(exam_date)?)?.numbering.law;
            Ok(Task {
                routine: "candidates",
                step: Text::new(
                    "Nummerer kandidatene",
                    "Nummerer kandidatane",
                    "Number the candidates",
                ),
                about: words::about(&row.code, &row.term, &row.kind),
                place: PlaceCode(row.place_code),
                owner: Role::FacultyOfficer,
                due_on: None,
                before: Some(exam_date),
                because: vec![because(row.waiting, law)],
                href: format!("/exams/{}/candidates", row.id),
            })
        })
        .collect()
}

fn because(waiting: i64, law: &str) -> Reason {
    Reason {
        text: Text::new(
            format!("Oppmeldte kandidater uten nummer: {waiting}."),
            format!("Oppmelde kandidatar utan nummer: {waiting}."),
            format!("Registered candidates without a number: {waiting}."),
        ),
        law: law.to_owned(),
    }
}
