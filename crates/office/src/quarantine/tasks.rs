//! What is to be done about registrations that an exam quarantine concerns, and about appeals.

use super::store::{self, Whose};
use super::{EXAM_HANDLERS, HANDLERS, exams, said};
use crate::access::{Principal, Role};
use crate::desk::Task;
use crate::{Node, Result};
use jiff::civil::Date;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use ui::key;

/// Where registrations that are concerned are listed.
const LIST: &str = "/quarantines";

/// A registration that a quarantine concerns is withdrawn, a try is answered, an appeal goes on. No task
/// says whose it is.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let mut tasks = Vec::new();
    if who.has(EXAM_HANDLERS) {
        tasks.extend(of_exams(&mut *conn, node, who, today).await?);
    }
    if who.has(HANDLERS) {
        tasks.extend(of_appeals(&mut *conn, who).await?);
        tasks.extend(of_changed(conn, who).await?);
    }
    Ok(tasks)
}

/// One task for each exam and kind, however many are concerned.
async fn of_exams(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let mut by_exam = BTreeMap::new();
    for one in exams(conn, node, who, today).await? {
        by_exam.entry((one.exam.reference(), one.tried)).or_insert(one);
    }
    let task = |((about, tried), one): ((String, bool), super::Concerned)| Task {
        routine: "quarantine",
        step: said(if tried {
            key("quarantine-task-answer")
        } else {
            key("quarantine-task-withdraw")
        }),
        about,
        owner: owner(who, EXAM_HANDLERS, &one.exam.place),
        place: one.exam.place,
        due_on: None,
        before: Some(one.exam.date.unwrap_or(today)),
        because: Vec::new(),
        href: LIST.to_owned(),
    };
    Ok(by_exam.into_iter().map(task).collect())
}

/// Appeals that nobody has sent on, those whose outcome is not entered, and those where another has entered one
/// that nobody has controlled.
async fn of_appeals(conn: &mut PgConnection, who: &Principal) -> Result<Vec<Task>> {
    let cases = store::list(conn, Whose::Scope(who)).await?;
    let open = cases.into_iter().filter(|case| {
        case.appealed && case.outcome.is_none() && case.entered_by != Some(who.person)
    });
    let task = |case: store::Listed| Task {
        routine: "quarantine",
        step: said(match (case.entered_by, case.sent) {
            (Some(_), _) => key("quarantine-task-control"),
            (None, false) => key("quarantine-task-forward"),
            (None, true) => key("quarantine-task-settle"),
        }),
        about: case.number,
        owner: owner(who, HANDLERS, &case.place),
        place: case.place,
        due_on: None,
        before: None,
        because: Vec::new(),
        href: format!("{LIST}/{}", case.id),
    };
    Ok(open.map(task).collect())
}

/// Refusals whose exclusion has another period now: what was refused may not be barred any more.
async fn of_changed(conn: &mut PgConnection, who: &Principal) -> Result<Vec<Task>> {
    let found = store::again::all(conn, who).await?.into_iter();
    let task = |case: store::again::Changed| Task {
        routine: "quarantine",
        step: said(key("quarantine-task-again")),
        about: case.number,
        owner: owner(who, HANDLERS, &case.place),
        place: case.place,
        due_on: None,
        before: None,
        because: Vec::new(),
        href: format!("{LIST}/{}", case.id),
    };
    Ok(found.map(task).collect())
}

/// The role by which this person has the task: several share it.
fn owner(who: &Principal, roles: &[Role], place: &crate::people::PlaceCode) -> Role {
    let held = roles.iter().copied().find(|role| who.may(&[*role], place));
    held.unwrap_or(Role::FacultyOfficer)
}
