//! Whoever is registered for an exam that an exclusion bars by now: because the row came afterwards, the
//! course got another category of studies, or the exam another day.

use super::barred::{self, Barred};
use crate::access::{Principal, Role};
use crate::catalogue::{self, words};
use crate::desk::Task;
use crate::{Node, Result};
use jiff::civil::Date;
use sqlx::PgConnection;
use ui::{key, messages};

/// One task for each exam, which names nobody.
///
/// # Errors
/// The database is away; a row that no rule can be asked about.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let scope = who.scope(&[Role::ExamOfficer]);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let mut tasks: Vec<Task> = Vec::new();
    for Barred { exam, .. } in barred::registered(&mut *conn, node, (&scope, today), None).await? {
        let href = format!("/exams/{exam}/registrations");
        if tasks.iter().any(|task| task.href == href) {
            continue;
        }
        let Some(exam) = catalogue::store::exam(&mut *conn, exam).await? else { continue };
        tasks.push(Task {
            routine: "registration",
            step: messages::text(key("registration-task-barred"), &[]),
            about: words::about(&exam.code, &exam.term.to_string(), &words::word(&exam.kind)),
            place: exam.place,
            owner: Role::ExamOfficer,
            due_on: None,
            before: Some(exam.date.unwrap_or(today)),
            because: Vec::new(),
            href,
        });
    }
    Ok(tasks)
}
