//! What the students of a term have not been told.

use super::{Due, Matter, SENDERS, store};
use crate::said::said;
use jiff::civil::Date;
use office::access::{Principal, Role};
use office::desk::Task;
use office::people::PlaceCode;
use office::{Node, Result};
use sqlx::PgConnection;
use ui::key;

/// For the central department: what can be told now and nobody has sent, by the day of the year wheel. Whoever
/// comes after it was sent makes no task: the page says how many they are.
pub(super) async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let place = who.scope(SENDERS).into_iter().find(|place| !place.contains('.'));
    let Some(place) = place.map(PlaceCode) else { return Ok(Vec::new()) };
    let mut tasks = Vec::new();
    for due in Due::all(node, today)?.into_iter().filter(|due| due.is_open(today)) {
        let counted = store::counted(conn, (due.term, due.matter), today).await?;
        if counted.sent_at.is_some() || counted.untold == 0 {
            continue;
        }
        let step = match due.matter {
            Matter::Dates => key("term-notice-task-dates"),
            Matter::Registrations => key("term-notice-task-registrations"),
        };
        tasks.push(Task {
            routine: "term_notice",
            step: said(step),
            about: due.term.to_string(),
            place: place.clone(),
            owner: Role::CentralOfficer,
            due_on: Some(due.by),
            before: None,
            because: due.because,
            href: "/term-notices".to_owned(),
        });
    }
    Ok(tasks)
}
