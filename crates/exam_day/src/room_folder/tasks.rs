//! What folders leave to be done: those that have not been sent.

use super::send::asked;
use super::{SENDERS, store};
use jiff::civil::Date;
use office::access::{Principal, Role};
use office::desk::Task;
use office::people::PlaceCode;
use office::{Node, Result};
use sqlx::PgConnection;
use ui::messages::text;

/// Rooms ahead whose candidates have numbers and whose folder has not been sent; due when papers and folder
/// are to be in the room (E-21).
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    _today: Date,
) -> Result<Vec<Task>> {
    if !who.has(SENDERS) {
        return Ok(Vec::new());
    }
    let mut tasks = Vec::new();
    for room in store::waiting(conn, node.now()).await? {
        let Some(place) = room.places.first() else { continue };
        if !room.places.iter().all(|place| who.may(SENDERS, place)) {
            continue;
        }
        let (answer, because) = asked(node, room.from, 0)?;
        tasks.push(Task {
            routine: "room_folder",
            step: text("room-folder-task", &[]),
            about: format!("{}, {}", room.room, room.courses.join(", ")),
            place: place.clone(),
            owner: owner(&room.places),
            due_on: Some(answer.in_room_by),
            before: None,
            because: because.into_iter().take(1).collect(),
            href: format!("/room-folders/{}", room.booking),
        });
    }
    Ok(tasks)
}

/// Whose task a room is: the department's where all its exams are its own, else the faculty section's.
pub(crate) fn owner(places: &[PlaceCode]) -> Role {
    let one = places.windows(2).all(|pair| pair[0] == pair[1]);
    if one { Role::ExamOfficer } else { Role::FacultyOfficer }
}
