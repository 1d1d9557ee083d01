//! What waits to be done about committees.

use super::{BOARD, PROPOSERS, judge, request, said, store};
use crate::access::{Principal, Role};
use crate::catalogue::{self, Exam};
use crate::desk::Task;
use crate::{Node, Result};
use jiff::civil::Date;
use rules::Reason;
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
    node: &Node,
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
    let mut tasks = Vec::new();
    for found in &found {
        let Some(exam) = exams.get(&found.exam) else { continue };
        for (step, owner) in steps(found) {
            let answer_by = found.asked_at.filter(|_| step == ANSWER).map(request::answer_by);
            tasks.push(Task {
                routine: "examiners",
                step: said(step),
                about: exam.reference(),
                place: exam.place.clone(),
                owner,
                due_on: answer_by,
                before: exam.date,
                because: because(node, exam, step)?,
                href: format!("/exams/{}/committee", exam.id),
            });
        }
    }
    Ok(tasks)
}

const PROPOSE: &str = key("examiners-task-propose");
const ANSWER: &str = key("examiners-task-answer");

/// Why it is to be done: for an exam without a committee, what the rule asks of one.
fn because(node: &Node, exam: &Exam, step: &str) -> Result<Vec<Reason>> {
    if step != PROPOSE {
        return Ok(Vec::new());
    }
    Ok(judge(node, exam, &[], "")?.because)
}

/// Who does what next.
fn steps(found: &store::CommitteeTask) -> Vec<(&'static str, Role)> {
    let next = if found.declined {
        Some((key("examiners-task-replace"), PROPOSERS[0]))
    } else if found.proposed {
        Some((key("examiners-task-appoint"), BOARD[0]))
    } else if found.missing {
        Some((PROPOSE, PROPOSERS[0]))
    } else {
        None
    };
    let answer = found.unanswered.then_some((ANSWER, PROPOSERS[0]));
    next.into_iter().chain(answer).collect()
}
