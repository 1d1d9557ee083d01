//! The exams that are held today, on the desks of those who see them through.

use super::Exam;
use super::store;
use super::when::is_handed_in;
use crate::access::{Principal, Role};
use crate::desk::Task;
use crate::{ExamId, Node, Result};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::Text;
use sqlx::PgConnection;
use ui::messages::text;

/// Who sees an exam through on its day.
const ON_DUTY: [Role; 3] = [Role::ExamOfficer, Role::FacultyOfficer, Role::DeskOfficer];

/// Each exam of today, once for each person: by the first of her roles that is on duty there.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    _node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let scope = who.scope(&ON_DUTY);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let ids = sqlx::query_file_scalar!("src/catalogue/today.sql", &scope, today.to_sqlx() as _);
    let ids: Vec<ExamId> = ids.fetch_all(&mut *conn).await?.into_iter().map(ExamId).collect();
    let exams = store::exams_by_id(conn, &ids).await?;
    let task = |exam: Exam| {
        let owner = ON_DUTY.into_iter().find(|role| who.may(&[*role], &exam.place))?;
        Some(Task {
            routine: "catalogue",
            step: step(&exam),
            about: exam.reference(),
            place: exam.place,
            owner,
            due_on: Some(today),
            before: None,
            because: Vec::new(),
            href: match owner {
                Role::DeskOfficer => "/reception".to_owned(),
                _ => format!("/exams/{}/candidates", exam.id),
            },
        })
    };
    Ok(exams.into_iter().filter_map(task).collect())
}

/// What to do: what is sat is seen through from its hour, what is handed in up to its last moment.
fn step(exam: &Exam) -> Text {
    let handed_in = is_handed_in(exam.form);
    let at = exam.starts_at.map(|at| at.strftime("%H.%M").to_string());
    match (handed_in, at) {
        (false, Some(at)) => text("catalogue-task-today-at", &[("at", &at)]),
        (false, None) => text("catalogue-task-today", &[]),
        (true, Some(at)) => text("catalogue-task-due-today-at", &[("at", &at)]),
        (true, None) => text("catalogue-task-due-today", &[]),
    }
}
