//! What waits to be done about grading.

use super::hand_over::is_held;
use super::{ANNOUNCERS, CONTROLLERS, said, store};
use crate::access::{Principal, Role};
use crate::catalogue::{self, Exam};
use crate::desk::{Task, in_the_way};
use crate::{Node, Result};
use jiff::civil::Date;
use rules::Reason;
use sqlx::PgConnection;
use std::collections::HashMap;
use ui::key;

/// The exam officer hands the answers over, calls in a third examiner, sees to it that three who
/// differ agree, follows late grading up and has the protocol signed; the faculty office receives and announces (A-08, B-18).
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let mut tasks = disputes(conn, who, today).await?;
    let scope = who.scope(&[Role::ExamOfficer, Role::FacultyOfficer]);
    if scope.is_empty() {
        return Ok(tasks);
    }
    let work = store::exam_work(conn, &scope, today).await?;
    let ids: Vec<_> = work.iter().map(|work| work.exam).collect();
    let exams = catalogue::store::exams_by_id(conn, &ids).await?;
    let exams: HashMap<_, _> = exams.into_iter().map(|exam| (exam.id, exam)).collect();
    for work in &work {
        if let Some(exam) = exams.get(&work.exam) {
            tasks.extend(task(exam, work, today, is_held(exam, node.now())));
        }
    }
    Ok(tasks)
}

/// The board's secretary calls in a third examiner where the two of an appeal's committee
/// disagree.
async fn disputes(conn: &mut PgConnection, who: &Principal, today: Date) -> Result<Vec<Task>> {
    let scope = who.scope(&[Role::BoardSecretary]);
    let mut tasks = Vec::new();
    if scope.is_empty() {
        return Ok(tasks);
    }
    for (committee, exam) in store::appeal_disputes(conn, &scope).await? {
        let Some(exam) = catalogue::store::exam(conn, exam).await? else { continue };
        tasks.push(Task {
            routine: "grading",
            step: said(key("grading-task-call-in")),
            about: exam.reference(),
            place: exam.place,
            owner: Role::BoardSecretary,
            due_on: None,
            before: Some(today),
            because: Vec::new(),
            href: format!("/committees/{committee}/third"),
        });
    }
    Ok(tasks)
}

fn task(exam: &Exam, work: &store::ExamWork, today: Date, held: bool) -> Option<Task> {
    let late = work.due_on.is_some_and(|due| due < today);
    let costly = work.sanction_on.is_some_and(|from| from <= today);
    let protocol = work.protocol.map(|id| format!("/protocols/{id}"));
    let grading = format!("/exams/{}/grading", exam.id);
    let (step, owner, href) = match (&protocol, work.signed, work.received) {
        (Some(page), _, true) => (key("grading-task-announce"), ANNOUNCERS[0], page.clone()),
        (Some(page), true, false) => (key("grading-task-receive"), ANNOUNCERS[0], page.clone()),
        (Some(page), false, false) if late => {
            (key("grading-task-signatures"), CONTROLLERS[0], page.clone())
        }
        (None, ..) if work.disputed > 0 => {
            let page = format!("/exams/{}/committee", exam.id);
            (key("grading-task-third"), CONTROLLERS[0], page)
        }
        (None, ..) if work.unsettled > 0 => (key("grading-task-agree"), CONTROLLERS[0], grading),
        (None, ..) if costly => (key("grading-task-sanction"), CONTROLLERS[0], grading),
        (None, ..) if late => (key("grading-task-remind"), CONTROLLERS[0], grading),
        (None, ..) if work.to_hand_over && held => {
            (key("grading-task-hand-over"), CONTROLLERS[0], grading)
        }
        _ => return None,
    };
    let because: Option<Vec<Reason>> =
        work.because.clone().and_then(|because| serde_json::from_value(because).ok());
    let mut because = because.unwrap_or_default();
    let law = because.last().map(|last| last.law.clone());
    if let Some((due, law)) = work.due_on.zip(law) {
        let text = ui::messages::text(key("grading-task-final"), &[("date", &due)]);
        because.insert(0, Reason { text, law });
    }
    // The grading deadline is the day of the whole, not of this step.
    let (due_on, before) = in_the_way(work.due_on, today);
    Some(Task {
        routine: "grading",
        step: said(step),
        about: exam.reference(),
        place: exam.place.clone(),
        owner,
        due_on,
        before,
        because,
        href,
    })
}
