//! Messages that need a person, as tasks.

use super::LOOK_AFTER;
use crate::access::Principal;
use crate::desk::Task;
use crate::people::PlaceCode;
use crate::{Node, Result};
use edge::station::desk;
use ui::messages::text;

/// Somebody looks at what stays undelivered, and at a directory that is too old to judge by.
///
/// # Errors
/// The database is away.
pub async fn tasks(node: &Node, who: &Principal) -> Result<Vec<Task>> {
    let place = PlaceCode(node.institution().number.clone());
    if !who.may(LOOK_AFTER, &place) {
        return Ok(Vec::new());
    }
    let state = desk::state(node).await?;
    let alarms = state.alarms();
    let too_old = state.directory.as_ref().is_some_and(|copy| !copy.usable);
    let steps = [
        (alarms > 0).then(|| text("messages-task-undelivered", &[("count", &alarms)])),
        too_old.then(|| text("messages-task-directory", &[])),
    ];
    let task = |step| Task {
        routine: "messages",
        step,
        about: String::new(),
        place: place.clone(),
        owner: LOOK_AFTER[0],
        due_on: Some(node.today()),
        before: None,
        because: Vec::new(),
        href: "/messages".to_owned(),
    };
    Ok(steps.into_iter().flatten().map(task).collect())
}
