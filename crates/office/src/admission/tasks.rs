//! What waits of applications.

use super::store::{self, Filter, Listed};
use super::{HANDLERS, said};
use crate::access::{Principal, Role};
use crate::desk::Task;
use crate::people::PlaceCode;
use crate::{Node, Result, exclusion};
use jiff::civil::Date;
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
    Ok(open.into_iter().map(task).collect())
}

/// The role by which this person has the task: several share it.
fn owner(who: &Principal, place: &PlaceCode) -> Role {
    let held = HANDLERS.iter().copied().find(|role| who.may(&[*role], place));
    held.unwrap_or(Role::FacultyOfficer)
}
