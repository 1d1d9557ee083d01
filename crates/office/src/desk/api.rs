//! The desk for programs.

use super::pages::{Named, with_units};
use crate::Result;
use crate::access::Role;
use crate::http::{Allow, Routes, Signed};
use crate::people::PlaceCode;
use axum::Json;
use jiff::civil::Date;
use rules::{Reason, Text};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().api(Allow::Roles(&Role::ALL), None, routes!(desk))
}

/// A step that somebody must take, because the facts say so.
#[derive(Serialize, ToSchema)]
struct TaskItem {
    /// The routine it belongs to, e.g. `appeal`.
    routine: &'static str,
    /// What to do, as an order, in bokmål, nynorsk and English.
    #[schema(value_type = Object)]
    step: Text,
    /// Course and term, or a case number; never a person's name.
    about: String,
    /// The place code of the unit where it lies.
    place: String,
    /// The name of that unit, in the caller's language.
    unit: String,
    /// The role that does it.
    owner: Role,
    /// Those who take part beside the owner.
    together: Vec<TaskPartner>,
    /// The last day of the step itself, where there is one.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    /// Where it has no day of its own and can be done now: the day of what waits for it.
    #[schema(value_type = Option<String>, format = Date)]
    before: Option<Date>,
    /// Why it is here, with paragraphs.
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
    /// The page on which a person does it.
    page: String,
}

/// Those who take part in a task beside its owner.
#[derive(Serialize, ToSchema)]
struct TaskPartner {
    /// Their role.
    role: Role,
    /// The place code of the unit at which they hold it.
    place: String,
    /// The name of that unit, in the caller's language.
    unit: String,
}

/// What is the caller's to do: what is overdue first, then what can be done now while others wait for
/// it, then by day, and what has no day last.
/// A task is gone when the facts say so; nobody ticks it off.
#[utoipa::path(get, path = "/api/desk", tag = "desk",
    responses((status = 200, body = Vec<TaskItem>)))]
async fn desk(signed: Signed) -> Result<Json<Vec<TaskItem>>> {
    let item = |named: Named| {
        let partner = |(role, place, unit): (Role, PlaceCode, String)| TaskPartner {
            role,
            place: place.0,
            unit,
        };
        let Named { task, unit, together } = named;
        TaskItem {
            routine: task.routine,
            step: task.step,
            about: task.about,
            place: task.place.0,
            unit,
            owner: task.owner,
            together: together.into_iter().map(partner).collect(),
            due_on: task.due_on,
            before: task.before,
            because: task.because,
            page: task.href,
        }
    };
    Ok(Json(with_units(&signed).await?.into_iter().map(item).collect()))
}
