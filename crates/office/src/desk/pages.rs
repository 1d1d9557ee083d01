//! The front page and the desk.

use super::{Task, Urgency, tasks};
use crate::Result;
use crate::access::Role;
use crate::http::{Allow, Routes, Signed, page};
use crate::people::store::unit_name;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use std::collections::HashMap;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/", Allow::SignedIn, front)
        .page("/desk", Allow::Roles(&Role::ALL), desk)
        .merge(super::api::routes())
}

/// Sends each person to where his work is.
async fn front(signed: Signed) -> Response {
    let who = &signed.who;
    let to = match (who.grants.is_empty(), who.examiner, who.student) {
        (false, ..) => "/desk",
        (true, true, _) => "/examining",
        (true, false, true) => "/my",
        (true, false, false) => "/my/looks",
    };
    Redirect::to(to).into_response()
}

#[derive(Template)]
#[template(path = "desk/desk.html")]
struct DeskPage {
    frame: ui::Frame,
    overdue: Vec<ui::TaskItem>,
    now: Vec<ui::TaskItem>,
    soon: Vec<ui::TaskItem>,
    later: Vec<ui::TaskItem>,
}

/// What is mine to do today, and why.
async fn desk(signed: Signed) -> Result<Response> {
    let (frame, today) = (signed.frame("desk"), signed.today());
    let mut page_data =
        DeskPage { frame, overdue: vec![], now: vec![], soon: vec![], later: vec![] };
    for (task, unit) in with_units(&signed).await? {
        let urgency = task.urgency(today);
        let item = item(&page_data.frame, task, unit);
        match urgency {
            Urgency::Overdue => page_data.overdue.push(item),
            Urgency::Now => page_data.now.push(item),
            Urgency::Soon => page_data.soon.push(item),
            Urgency::Later => page_data.later.push(item),
        }
    }
    page(&page_data)
}

/// The tasks of this person, each with the name of the unit where it lies.
pub(super) async fn with_units(signed: &Signed) -> Result<Vec<(Task, String)>> {
    let mut conn = signed.read().await?;
    let tasks = tasks(&mut conn, &signed.node, &signed.who, signed.today()).await?;
    // Many tasks, few units: each is asked for once.
    let mut units: HashMap<String, String> = HashMap::new();
    let mut named = Vec::with_capacity(tasks.len());
    for task in tasks {
        let unit = match units.get(&task.place.0) {
            Some(known) => known.clone(),
            None => {
                let name = unit_name(&mut conn, &task.place, signed.who.language).await?;
                units.insert(task.place.0.clone(), name.clone());
                name
            }
        };
        named.push((task, unit));
    }
    Ok(named)
}

fn item(frame: &ui::Frame, task: Task, unit: String) -> ui::TaskItem {
    ui::TaskItem {
        step: task.step.get(frame.language).to_owned(),
        about: frame.term(task.about),
        unit,
        owner: frame.t(&task.owner.message_key()),
        due_on: task.due_on,
        href: task.href,
        because: task.because,
    }
}
