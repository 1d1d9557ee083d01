//! What waits of applications.

use super::application::{Application, State};
use super::effect::{self, Asked};
use super::store::{self, Filter, Listed};
use super::{HANDLERS, said};
use crate::access::{Principal, Role};
use crate::desk::Task;
use crate::exclusion::Met;
use crate::people::PlaceCode;
use crate::{Node, Result, exclusion};
use jiff::civil::Date;
use rules::exclusion::{ActionKind, Effect};
use sqlx::PgConnection;
use std::collections::BTreeMap;
use ui::key;

/// How many choices the desk looks through at most.
const LOOKED_AT_MAX: u32 = 500;

/// Applications without a decision, one task for each programme and study start; and those that an
/// exclusion concerns, as tasks of their own. No task says whose it is.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    if !who.has(HANDLERS) {
        return Ok(Vec::new());
    }
    let mut open: BTreeMap<(String, Date), (Listed, bool)> = BTreeMap::new();
    for state in ["waiting", "reopened"] {
        let filter = Filter { state, limit: LOOKED_AT_MAX, ..Filter::default() };
        for one in store::list(&mut *conn, who, &filter).await?.0 {
            // The rules are asked of those alone whom some row names.
            let warned = one.named
                && exclusion::warnings(&mut *conn, node, one.person, today).await?.is_some();
            let entry = open.entry((one.code.clone(), one.starts_on)).or_insert((one, false));
            entry.1 |= warned;
        }
    }
    let mut tasks = to_look_at_again(conn, node, who, today).await?;
    let task = |((code, starts_on), (one, warned)): ((String, Date), (Listed, bool))| Task {
        routine: "admission",
        step: said(match warned {
            true => key("admission-task-warned"),
            false => key("admission-task-decide"),
        }),
        about: format!("{code} {starts_on}"),
        owner: owner(who, &one.place),
        place: one.place,
        due_on: None,
        before: Some(starts_on),
        because: Vec::new(),
        href: format!("/applications?programme={code}"),
    };
    tasks.extend(open.into_iter().map(task));
    Ok(tasks)
}

/// Places that are offered and that a row has come against since: nobody accepts one before somebody has
/// looked, or dismissed it.
async fn to_look_at_again(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let filter = Filter { state: "offered", limit: LOOKED_AT_MAX, ..Filter::default() };
    let mut tasks = BTreeMap::new();
    for one in store::list(&mut *conn, who, &filter).await?.0 {
        if !one.named || tasks.contains_key(&one.application) {
            continue;
        }
        let application = Application::for_officer(&mut *conn, who, one.application).await?;
        if !meets(&mut *conn, node, &application, today).await? {
            continue;
        }
        let task = Task {
            routine: "admission",
            step: said(key("admission-task-assess")),
            about: one.number,
            owner: owner(who, &one.place),
            place: one.place,
            due_on: None,
            before: Some(one.starts_on),
            because: Vec::new(),
            href: format!("/applications/{}", one.application),
        };
        tasks.insert(one.application, task);
    }
    Ok(tasks.into_values().collect())
}

/// Whether a place that is offered meets a row that bars it, or that two persons have not assessed.
async fn meets(
    conn: &mut PgConnection,
    node: &Node,
    application: &Application,
    today: Date,
) -> Result<bool> {
    let offered = application.choices.iter().filter(|choice| choice.state == State::Offered);
    for choice in offered {
        let asked = Asked {
            kind: ActionKind::Admit,
            person: application.person,
            start: &choice.start,
            choice: Some(choice.id),
            today,
        };
        let assessed = store::assessed::by_two(&mut *conn, choice.id).await?;
        let met = effect::met(&mut *conn, node, &asked).await?;
        let meets = |met: &Met| !assessed.contains(&(met.row, met.version));
        if met.iter().any(|met| met.effect == Effect::Refuse || meets(met)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The role by which this person has the task: several share it.
fn owner(who: &Principal, place: &PlaceCode) -> Role {
    let held = HANDLERS.iter().copied().find(|role| who.may(&[*role], place));
    held.unwrap_or(Role::FacultyOfficer)
}
