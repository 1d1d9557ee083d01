//! The front page and the desk.

use super::{Task, tasks};
use crate::Result;
use crate::access::Role;
use crate::http::{Allow, Routes, Signed, page};
use crate::people::store::unit_name;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use std::collections::HashMap;

pub(crate) fn routes() -> Routes {
    Routes::default().page("/", Allow::SignedIn, front).page(
        "/desk",
        Allow::Roles(&Role::ALL),
        desk,
    )
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
    soon: Vec<ui::TaskItem>,
    later: Vec<ui::TaskItem>,
}

/// How many days ahead counts as soon.
const SOON_DAYS: i32 = 7;

/// What is mine to do today, and why.
async fn desk(signed: Signed) -> Result<Response> {
    let frame = signed.frame("desk");
    let today = signed.today();
    let mut conn = signed.read().await?;
    let mut page_data = DeskPage { frame, overdue: vec![], soon: vec![], later: vec![] };
    // Many tasks, few units: each is asked for once.
    let mut units: HashMap<String, String> = HashMap::new();
    for task in tasks(&mut conn, &signed.node, &signed.who, today).await? {
        let days = task.due_on.map(|due| (due - today).get_days());
        let unit = match units.get(&task.place.0) {
            Some(known) => known.clone(),
            None => {
                let name = unit_name(&mut conn, &task.place, page_data.frame.language).await?;
                units.insert(task.place.0.clone(), name.clone());
                name
            }
        };
        let item = item(&page_data.frame, task, unit);
        match days {
            Some(..0) => page_data.overdue.push(item),
            Some(0..=SOON_DAYS) => page_data.soon.push(item),
            _ => page_data.later.push(item),
        }
    }
    page(&page_data)
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
