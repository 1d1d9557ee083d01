//! The front page and the desk.

use super::together::together;
use super::{Task, Urgency, tasks};
use crate::Result;
use crate::access::Role;
use crate::http::{Allow, Routes, Signed, page};
use crate::people::PlaceCode;
use crate::people::store::unit_name;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use sqlx::PgConnection;
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
    for one in with_units(&signed).await? {
        let urgency = one.task.urgency(today);
        let item = item(&page_data.frame, one);
        match urgency {
            Urgency::Overdue => page_data.overdue.push(item),
            Urgency::Now => page_data.now.push(item),
            Urgency::Soon => page_data.soon.push(item),
            Urgency::Later => page_data.later.push(item),
        }
    }
    page(&page_data)
}

/// A task with the names of its units.
pub(super) struct Named {
    /// The task.
    pub task: Task,
    /// The unit where it lies.
    pub unit: String,
    /// Those who take part beside its owner: the role, where they are, and what that unit is called.
    pub together: Vec<(Role, PlaceCode, String)>,
}

/// The tasks of this person, each with the names of the unit where it lies and of those that take part.
pub(super) async fn with_units(signed: &Signed) -> Result<Vec<Named>> {
    let mut conn = signed.read().await?;
    let tasks = tasks(&mut conn, &signed.node, &signed.who, signed.today()).await?;
    let mut units = Units { conn: &mut conn, signed, known: HashMap::new() };
    let mut named = Vec::with_capacity(tasks.len());
    for task in tasks {
        let unit = units.name(&task.place).await?;
        let mut others = Vec::new();
        for (role, place) in together(&task) {
            let name = units.name(&place).await?;
            others.push((role, place, name));
        }
        named.push(Named { task, unit, together: others });
    }
    Ok(named)
}

/// The names of units: many tasks, few units, and each is asked for once.
struct Units<'a> {
    conn: &'a mut PgConnection,
    signed: &'a Signed,
    known: HashMap<PlaceCode, String>,
}

impl Units<'_> {
    async fn name(&mut self, place: &PlaceCode) -> Result<String> {
        if let Some(known) = self.known.get(place) {
            return Ok(known.clone());
        }
        let name = unit_name(self.conn, place, self.signed.who.language).await?;
        self.known.insert(place.clone(), name.clone());
        Ok(name)
    }
}

fn item(frame: &ui::Frame, named: Named) -> ui::TaskItem {
    let Named { task, unit, together } = named;
    let with = together.into_iter().map(|(role, _, unit)| {
        let role = frame.t(&role.message_key());
        frame.ta("desk-together", &[("role", &role), ("unit", &unit)])
    });
    ui::TaskItem {
        step: task.step.get(frame.language).to_owned(),
        about: frame.term(task.about),
        unit,
        owner: frame.t(&task.owner.message_key()),
        together: with.collect(),
        due_on: task.due_on,
        href: task.href,
        because: task.because,
    }
}
