//! What is to be answered, and what is to be planned from the answers.

use super::store;
use super::{ANSWERERS, ASKERS};
use crate::said::said;
use jiff::civil::Date;
use office::access::{Principal, Role};
use office::desk::Task;
use office::{Node, Result};
use sqlx::PgConnection;

/// For those responsible for courses: what nobody has answered yet, while there is time. For those who
/// asked: what is still missing on the last day.
pub(super) async fn tasks(
    conn: &mut PgConnection,
    _node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let scope = who.scope(&[ANSWERERS, ASKERS].concat());
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let mut tasks = Vec::new();
    for listed in store::requests(conn, &scope).await? {
        let request = &listed.request;
        if listed.answered >= listed.asked || request.answer_by < today {
            continue;
        }
        let own = who.has(ANSWERERS)
            && store::exams(conn, request)
                .await?
                .iter()
                .any(|asked| asked.answered.is_none() && who.may(ANSWERERS, &asked.place));
        let last = request.answer_by == today && who.may(ASKERS, &request.place);
        let (owner, step, place) = match (own, last) {
            (true, _) => {
                let grants = who.grants.iter().find(|grant| ANSWERERS.contains(&grant.role));
                let place = grants.map_or_else(|| request.place.clone(), |held| held.place.clone());
                (Role::CourseResponsible, "date-wishes-task-answer", place)
            }
            (false, true) => {
                let owner = ASKERS.iter().find(|role| who.may(&[**role], &request.place));
                let owner = owner.copied().unwrap_or(Role::ExamOfficer);
                (owner, "date-wishes-task-last-day", request.place.clone())
            }
            (false, false) => continue,
        };
        tasks.push(Task {
            routine: "date_wishes",
            step: said(step),
            about: request.term.to_string(),
            place,
            owner,
            due_on: Some(request.answer_by),
            before: None,
            because: Vec::new(),
            href: format!("/date-wishes/{}", request.id),
        });
    }
    Ok(tasks)
}
