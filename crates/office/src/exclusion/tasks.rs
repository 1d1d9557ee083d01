//! What waits to be controlled.

use super::store::{self, Which};
use super::{CONTROLLERS, everywhere, said};
use crate::access::Principal;
use crate::desk::Task;
use crate::{Node, Result};
use jiff::civil::Date;
use sqlx::PgConnection;
use ui::key;

/// Whoever controls looks at what another has registered. It says the type and never whose it is.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let place = everywhere(node);
    if !who.may(CONTROLLERS, &place) {
        return Ok(Vec::new());
    }
    let rows = store::rows(conn, Which::default()).await?;
    let waits = rows.iter().filter_map(|row| {
        let waiting = row.waiting()?;
        (waiting.registered_by != Some(who.person)).then(|| Task {
            routine: "exclusion",
            step: said(key("exclusion-task-control")),
            about: format!("{} {}", row.kind.code(), row.classification.code()),
            place: place.clone(),
            owner: CONTROLLERS[0],
            due_on: None,
            // Nothing has effect before it is controlled.
            before: Some(waiting.from.max(today)),
            because: Vec::new(),
            href: format!("/exclusions/{}", row.id),
        })
    });
    Ok(waits.collect())
}
