//! What is to be done about cases of misconduct, and by whom.

use super::case::State;
use super::registered;
use super::store::{self, Listed};
use crate::access::{Principal, Role};
use crate::desk::Task;
use crate::{Node, Result};
use jiff::civil::Date;
use sqlx::PgConnection;
use ui::key;

/// How many cases the desk shows at most.
const SHOWN_MAX: u32 = 200;

/// Roles that have a step in a case.
const ROLES: &[Role] = &[Role::HeadOfOffice, Role::CentralOfficer];

/// Each case under way has one next step.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let all = store::Filter { limit: SHOWN_MAX, ..store::Filter::default() };
    let (cases, _) = store::list(conn, (who, ROLES), all).await?;
    let mut tasks: Vec<_> = cases.iter().filter_map(|case| task(case, today)).collect();
    tasks.extend(registered::tasks(conn, node, who, today).await?);
    Ok(tasks)
}

/// The next step of one case; `None` when it is finished.
pub(super) fn task(case: &Listed, today: Date) -> Option<Task> {
    let (owner, step, due_on) = next(case, today)?;
    let about = match &case.about {
        Some(about) => format!("{}, {about}", case.case_number),
        None => case.case_number.clone(),
    };
    Some(Task {
        routine: "misconduct",
        step: ui::messages::text(step, &[]),
        about,
        place: case.place.clone(),
        owner,
        due_on,
        before: None,
        because: Vec::new(),
        href: format!("/misconduct/{}", case.id),
    })
}

/// Whose turn it is, for what, and by which day.
fn next(case: &Listed, today: Date) -> Option<(Role, &'static str, Option<Date>)> {
    let central = |step| Some((Role::CentralOfficer, step, None));
    match case.state {
        State::Reported => Some((Role::HeadOfOffice, key("misconduct-task-sign"), None)),
        State::Sent => central(key("misconduct-task-take")),
        State::Taken => central(key("misconduct-task-notify")),
        State::Noticed => {
            let over = case.commented || case.comment_by.is_some_and(|last| last < today);
            let wait = (Role::CentralOfficer, key("misconduct-task-wait"), case.comment_by);
            if over { central(key("misconduct-task-board")) } else { Some(wait) }
        }
        // What one has entered another controls.
        State::Appealed if case.own_entry => None,
        State::Appealed if case.entered => central(key("misconduct-task-control")),
        // Its outcome is for another to enter.
        State::Appealed if case.forwarded && case.took_part => None,
        State::Appealed if case.forwarded => central(key("misconduct-task-settle")),
        State::Appealed => central(key("misconduct-task-forward")),
        State::Decided | State::Closed => None,
    }
}
