//! What waits to be done about committees.

use super::{BOARD, PROPOSERS, said, store};
use crate::access::{Principal, Role};
use crate::catalogue;
use crate::desk::Task;
use crate::{Node, Result};
use jiff::civil::Date;
use sqlx::PgConnection;
use std::collections::HashMap;
use ui::key;

/// The exam officer proposes a committee for each exam that has none; the board's
/// secretary writes up what the board has decided about each proposal (B-04). The officer
/// also sees to it that those who are asked answer, and proposes another for who declines.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    _node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let scope = who.scope(&[Role::ExamOfficer, Role::BoardSecretary]);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let found = store::committee_tasks(conn, &scope, today).await?;
    let ids: Vec<_> = found.iter().map(|task| task.exam).collect();
    let exams = catalogue::store::exams_by_id(conn, &ids).await?;
    let exams: HashMap<_, _> = exams.into_iter().map(|exam| (exam.id, exam)).collect();
    let tasks = found.iter().flat_map(|found| {
        let exam = exams.get(&found.exam);
        let steps = steps(found);
        exam.into_iter().flat_map(move |exam| {
            steps.clone().into_iter().map(move |(step, owner)| Task {
                routine: "examiners",
                step: said(step),
                about: exam.reference(),
                place: exam.place.clone(),
                owner,
                due_on: exam.date,
                because: Vec::new(),
                href: format!("/exams/{}/committee", exam.id),
            })
        })
    });
    Ok(tasks.collect())
}

/// Who does what next.
fn steps(found: &store::CommitteeTask) -> Vec<(&'static str, Role)> {
    let next = if found.declined {
        Some((key("examiners-task-replace"), PROPOSERS[0]))
    } else if found.proposed {
        Some((key("examiners-task-appoint"), BOARD[0]))
    } else if found.missing {
        Some((key("examiners-task-propose"), PROPOSERS[0]))
    } else {
        None
    };
    let answer = found.unanswered.then_some((key("examiners-task-answer"), PROPOSERS[0]));
    next.into_iter().chain(answer).collect()
}
