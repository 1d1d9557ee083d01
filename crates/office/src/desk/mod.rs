//! Each unit's desk: what is mine to do today, and why.
//!
//! A work list is derived, never kept: each routine exports the tasks that follow from
//! its facts, and the desk puts them in order of date.

mod api;
pub(crate) mod pages;
mod task;
mod together;

pub use task::{Task, Urgency, in_the_way};

use crate::access::Principal;
use crate::{Node, Result, examiners, grading};
use jiff::civil::Date;
use sqlx::PgConnection;

/// All tasks of one person: those of the roles held, at the units they are held for,
/// those that are overdue first, then those that can be done now while others wait for them, then
/// by their day, and those without a day last.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    // Each routine adds its own.
    let mut tasks: Vec<Task> = Vec::new();
    tasks.extend(crate::catalogue::tasks(conn, node, who, today).await?);
    tasks.extend(crate::exclusion::tasks(conn, node, who, today).await?);
    tasks.extend(crate::candidates::tasks(conn, node, who, today).await?);
    tasks.extend(crate::regulation::tasks(conn, node, who).await?);
    tasks.extend(crate::letters_out::tasks(conn, who).await?);
    tasks.extend(crate::papers::tasks(conn, node, who, today).await?);
    tasks.extend(crate::delivery::tasks(conn, node, who, today).await?);
    tasks.extend(crate::explanation::tasks(conn, node, who, today).await?);
    tasks.extend(crate::quarantine::tasks(conn, node, who, today).await?);
    tasks.extend(crate::admission::tasks(conn, node, who, today).await?);
    tasks.extend(crate::appeal::tasks(conn, node, who, today).await?);
    tasks.extend(crate::misconduct::tasks(conn, node, who, today).await?);
    tasks.extend(examiners::tasks(conn, node, who, today).await?);
    tasks.extend(crate::messages::tasks(node, who).await?);
    tasks.extend(grading::tasks(conn, node, who, today).await?);
    for routine in node.above() {
        tasks.extend((routine.tasks)(conn, node, who, today).await?);
    }
    tasks.retain(|task| who.may(&[task.owner], &task.place));
    let day = |task: &Task| task.due_on.or(task.before);
    tasks.sort_by_key(|task| {
        (task.urgency(today), day(task).is_none(), day(task), task.about.clone())
    });
    Ok(tasks)
}
