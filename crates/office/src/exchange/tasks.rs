//! What waits for somebody: institutions that have not answered in time.

use super::store::questions;
use super::{HANDLERS, everywhere, said};
use crate::access::Principal;
use crate::desk::Task;
use crate::{Node, Result};
use jiff::civil::Date;
use sqlx::PgConnection;
use ui::key;

/// Cases in which an institution is late. They say whose case it is by its reference alone.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    _today: Date,
) -> Result<Vec<Task>> {
    let place = everywhere(node);
    if !who.may(HANDLERS, &place) {
        return Ok(Vec::new());
    }
    let late = questions::to_see_to(conn, node.now()).await?;
    let task = |(case, due): (crate::ExchangeId, jiff::Timestamp)| Task {
        routine: "exchange",
        step: said(key("exchange-task-late")),
        about: case.to_string().chars().take(8).collect(),
        place: place.clone(),
        owner: HANDLERS[0],
        due_on: Some(due.to_zoned(::store::oslo()).date()),
        before: None,
        because: Vec::new(),
        href: format!("/exchanges/{case}"),
    };
    Ok(late.into_iter().map(task).collect())
}
