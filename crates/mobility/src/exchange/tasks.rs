//! What waits for somebody: institutions that have not answered in time, questions that were refused, and
//! what persons contest.

use super::store::{alarms, contests, questions};
use super::{HANDLERS, everywhere, said};
use jiff::civil::Date;
use office::access::Principal;
use office::desk::Task;
use office::{Node, Result};
use sqlx::PgConnection;
use ui::key;

/// Cases in which an institution is late, refused questions that nobody has looked into, and what is
/// contested. They say whose case it is by its reference alone.
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
    let task = |step: &'static str, about: String, due_on: Option<Date>, href: String| Task {
        routine: "exchange",
        step: said(step),
        about,
        place: place.clone(),
        owner: HANDLERS[0],
        due_on,
        before: None,
        because: Vec::new(),
        href,
    };
    let day = |at: jiff::Timestamp| Some(at.to_zoned(::store::oslo()).date());
    let mut tasks = Vec::new();
    for (case, due) in questions::to_see_to(&mut *conn, node.now()).await? {
        let href = format!("/exchanges/{case}");
        tasks.push(task(key("exchange-task-late"), short(case), day(due), href));
    }
    for alarm in alarms::read(&mut *conn, true).await? {
        let about = format!("{} {}", alarm.institution, alarm.day);
        let href = "/exchanges/answered".to_owned();
        tasks.push(task(key("exchange-task-alarm"), about, Some(alarm.day), href));
    }
    for (id, at) in contests::waiting(conn).await? {
        let href = format!("/exchanges/answered/{id}");
        tasks.push(task(key("exchange-task-contested"), short(id), day(at), href));
    }
    Ok(tasks)
}

/// The end of an id, which tells it from others; the beginning of some is a time.
fn short(id: impl std::fmt::Display) -> String {
    let id = id.to_string();
    id.chars().skip(id.len().saturating_sub(8)).collect()
}
