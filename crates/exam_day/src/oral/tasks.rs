//! What an oral leaves to be done: its day, its rooms, its candidates' times, who is to be told, rooms to be
//! set up and cleared.

use super::plan::date;
use super::store::list::{Listed, ToReady, orals, to_ready};
use super::{RUNNERS, SETTERS};
use crate::said::later;
use jiff::civil::Date;
use office::access::{Principal, Role};
use office::desk::Task;
use office::{Node, Result};
use rules::oral::DateSetBy;
use sqlx::PgConnection;
use ui::messages::text;

/// How many minutes before a session its room is a task: what is set up is needed the next day.
const SET_UP_AHEAD_MINUTES: i64 = 2 * 24 * 60;

/// What is to be done about the orals of one's scope.
///
/// # Errors
/// The database is away, or no rule set covers a day.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let scope = who.scope(SETTERS);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let now = node.now();
    let mut tasks = Vec::new();
    for one in orals(conn, &scope, (today, now)).await? {
        tasks.extend(step(node, &one)?);
    }
    let runs = who.scope(RUNNERS);
    for one in to_ready(conn, &runs, (now, later(now, SET_UP_AHEAD_MINUTES))).await? {
        tasks.push(ready(&one, one.until <= now));
    }
    tasks.retain(|task| who.may(&[task.owner], &task.place));
    Ok(tasks)
}

/// The next step of an oral, with the reasons and the day that the rule `oral-date` gives.
fn step(node: &Node, one: &Listed) -> Result<Option<Task>> {
    let Some(first) = one.first_on else {
        return Ok(
            (one.candidates > 0).then(|| task(one, "oral-task-day", Role::CourseResponsible))
        );
    };
    let decision = date(node, first, one.teacher_education)?;
    let Ok(answer) = decision.outcome else { return Ok(None) };
    let setter = match answer.set_by {
        DateSetBy::SubjectGroup => Role::CourseResponsible,
        DateSetBy::ExamPlan => Role::ExamOfficer,
    };
    let (step, owner, due) = match one {
        _ if one.candidates == 0 => return Ok(None),
        _ if one.sessions == 0 => ("oral-task-day", setter, answer.room_by),
        _ if one.roomless > 0 => ("oral-task-room", Role::ExamOfficer, answer.room_by),
        _ if one.placed < one.candidates => {
            ("oral-task-place", Role::ExamOfficer, answer.notice_by)
        }
        _ if one.untold > 0 || one.published_at.is_none() => {
            ("oral-task-tell", Role::ExamOfficer, answer.notice_by)
        }
        _ => return Ok(None),
    };
    Ok(Some(Task {
        due_on: due,
        before: Some(first),
        because: decision.because,
        ..task(one, step, owner)
    }))
}

fn task(one: &Listed, step: &'static str, owner: Role) -> Task {
    Task {
        routine: "oral",
        step: text(step, &[]),
        about: one.about.clone(),
        place: one.place.clone(),
        owner,
        due_on: None,
        before: None,
        because: Vec::new(),
        href: format!("/exams/{}/oral", one.exam),
    }
}

fn ready(one: &ToReady, over: bool) -> Task {
    let day = ui::in_norway(if over { one.until } else { one.from }).date();
    Task {
        routine: "oral",
        step: text(if over { "oral-task-clear" } else { "oral-task-set-up" }, &[]),
        about: one.about.clone(),
        place: one.place.clone(),
        owner: Role::ExamOfficer,
        due_on: Some(day),
        before: None,
        because: Vec::new(),
        href: format!("/exams/{}/oral", one.exam),
    }
}
