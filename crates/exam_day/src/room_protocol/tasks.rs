//! What rooms leave to be done when they are over.

use super::store;
use crate::room_folder::{SENDERS, owner};
use jiff::civil::Date;
use office::access::Principal;
use office::delivery::RECEIVERS;
use office::desk::Task;
use office::{Node, Result};
use sqlx::PgConnection;
use ui::messages::text;

/// Rooms whose folder was sent and whose exams are over: to be closed, and their absences taken over.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    _today: Date,
) -> Result<Vec<Task>> {
    if !who.has(SENDERS) && !who.has(RECEIVERS) {
        return Ok(Vec::new());
    }
    let mut tasks = Vec::new();
    let waiting = store::waiting(conn, node.now()).await?;
    for (at, one) in waiting.iter().enumerate() {
        let same = waiting.iter().filter(|other| other.booking == one.booking);
        let places: Vec<_> = same.map(|other| other.place.clone()).collect();
        let (roles, step, places) = if one.closed {
            (RECEIVERS, "room-protocol-task-absences", &places[..0])
        } else {
            (SENDERS, "room-protocol-task-close", &places[..])
        };
        let first = waiting.iter().position(|other| other.booking == one.booking) == Some(at);
        let mine = who.may(roles, &one.place) && places.iter().all(|place| who.may(roles, place));
        if !mine || !one.closed && !first {
            continue;
        }
        tasks.push(Task {
            routine: "room_protocol",
            step: text(step, &[]),
            about: format!("{}, {}", one.course, one.room),
            place: one.place.clone(),
            owner: owner(places),
            due_on: Some(ui::in_norway(one.from).date()),
            before: None,
            because: Vec::new(),
            href: format!("/room-protocols/{}", one.booking),
        });
    }
    Ok(tasks)
}
