//! What waits to be done about the institution's regulation.

use super::{EDITORS, everywhere, said, store};
use crate::access::Principal;
use crate::desk::Task;
use crate::{Node, Result};
use sqlx::PgConnection;
use ui::key;

/// Another editor than the one who proposed looks at what waits.
///
/// # Errors
/// The database is away.
pub async fn tasks(conn: &mut PgConnection, node: &Node, who: &Principal) -> Result<Vec<Task>> {
    let place = everywhere(node);
    if !who.may(EDITORS, &place) {
        return Ok(Vec::new());
    }
    let waiting = store::waiting(conn).await?.filter(|edit| edit.proposed_by != who.person);
    Ok(waiting
        .map(|edit| Task {
            routine: "regulation",
            step: said(key("regulation-task-approve")),
            about: edit.case_ref,
            place,
            owner: EDITORS[0],
            due_on: Some(edit.valid_from),
            before: None,
            because: Vec::new(),
            href: "/regulations".to_owned(),
        })
        .into_iter()
        .collect())
}
