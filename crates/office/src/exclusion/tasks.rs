//! What waits to be controlled, what has waited for too long or was refused, what is to be seen and to be
//! taken over.

use super::directorate;
use super::responsible::{self, Routine};
use super::store::pending::pending;
use super::store::responsible::{Left, unseen};
use super::store::untold;
use super::store::{self, ExclusionRow, Which};
use super::{CONTROLLERS, SYSTEM_OWNERS, WRITERS, everywhere, said};
use crate::access::{Principal, Role};
use crate::desk::Task;
use crate::{Node, Result};
use jiff::civil::Date;
use rules::{Reason, Text};
use sqlx::PgConnection;
use ui::key;

/// Whoever controls looks at what another has registered; whoever answers for the alerts sees them; and
/// whoever registers takes over from a case officer who has left. What waits for too long, or was refused, is
/// not the controllers' alone: those who register and the system owners have it too. No task says whose it is.
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
    let mut tasks = Vec::new();
    if who.may(CONTROLLERS, &place) {
        tasks.extend(to_control(&mut *conn, node, who, today).await?);
    }
    if who.may(SYSTEM_OWNERS, &place) {
        tasks.extend(to_see(&mut *conn, node, who, today).await?);
        tasks.extend(too_long(&mut *conn, node, who, today).await?);
    }
    if who.may(WRITERS, &place) {
        tasks.extend(unfinished(&mut *conn, node, who, today).await?);
        tasks.extend(to_number(&mut *conn, node, who).await?);
        tasks.extend(to_directorate(&mut *conn, node, who).await?);
        tasks.extend(to_take_over(conn, node, who, today).await?);
    }
    Ok(tasks)
}

/// A task of the institution as a whole.
fn task(node: &Node, (step, about, href): (Text, String, &str), owner: Role) -> Task {
    Task {
        routine: "exclusion",
        step,
        about,
        place: everywhere(node),
        owner,
        due_on: None,
        before: None,
        because: Vec::new(),
        href: href.to_owned(),
    }
}

async fn to_control(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let rows = store::rows(conn, Which { waiting: true, ..Which::default() }).await?;
    let waits = rows.iter().filter_map(|row| {
        let waiting = row.waiting().filter(|one| one.registered_by != Some(who.person))?;
        let about = format!("{} {}", row.kind.code(), row.classification.code());
        let href = format!("/exclusions/{}", row.id);
        let of = (said(key("exclusion-task-control")), about, href.as_str());
        // Nothing has effect before it is controlled.
        let before = Some(waiting.from.max(today));
        Some(Task { before, ..task(node, of, CONTROLLERS[0]) })
    });
    Ok(waits.collect())
}

async fn to_see(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let routine = Routine::load(&mut *conn, today).await?;
    let (count, oldest) = unseen(conn).await?;
    let Some(oldest) = oldest else { return Ok(Vec::new()) };
    let by = routine.by(oldest.to_zoned(::store::oslo()).date());
    let overdue = by < today;
    if !routine.is_task_of(who.person, overdue) {
        return Ok(Vec::new());
    }
    let step = match overdue {
        true => ui::messages::text("exclusion-task-unseen", &[("days", &routine.within_days)]),
        false => said(key("exclusion-task-see")),
    };
    let of = (step, count.to_string(), "/exclusions/alerts");
    Ok(vec![Task { due_on: Some(by), ..task(node, of, SYSTEM_OWNERS[0]) }])
}

/// What has come to nothing so far, for those who register: it is registered anew, or whoever controls is
/// reminded.
async fn unfinished(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let days = Routine::load(&mut *conn, today).await?.within_days;
    let found = pending(conn, (today, days), who.person).await?;
    let tasks = found.into_iter().map(|one| {
        let step = match one.refused {
            true => said(key("exclusion-task-refused")),
            false => ui::messages::text("exclusion-task-too-long", &[("days", &days)]),
        };
        let (about, href) =
            (format!("{} {}", one.kind, one.classification), format!("/exclusions/{}", one.row));
        let before = Some(one.from.max(today));
        Task { before, ..task(node, (step, about, href.as_str()), WRITERS[0]) }
    });
    Ok(tasks.collect())
}

/// That something waits for too long, for the system owners: how much, and nobody's name.
async fn too_long(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Option<Task>> {
    let days = Routine::load(&mut *conn, today).await?.within_days;
    let found = pending(conn, (today, days), who.person).await?;
    let count = found.iter().filter(|one| !one.refused).count();
    let step = ui::messages::text("exclusion-task-too-long", &[("days", &days)]);
    let of = (step, count.to_string(), "/exclusions/alerts");
    Ok((count > 0).then(|| task(node, of, SYSTEM_OWNERS[0])))
}

/// Whom the register cannot be told of, since it knows nobody without a number: when there is one, it is told.
async fn to_number(conn: &mut PgConnection, node: &Node, who: &Principal) -> Result<Vec<Task>> {
    let found = untold::all(conn, who.person).await?.into_iter();
    let of = |(row, kind, study): (crate::ExclusionRowId, String, String)| {
        let (about, href) = (format!("{kind} {study}"), format!("/exclusions/{row}"));
        task(node, (said(key("exclusion-task-number")), about, href.as_str()), WRITERS[0])
    };
    Ok(found.map(of).collect())
}

/// What the Directorate of Health is to be told of, by the Act, and nobody has.
async fn to_directorate(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
) -> Result<Vec<Task>> {
    let found = directorate::untold(conn, node, who.person).await?.into_iter();
    let of = |(row, law): (ExclusionRow, String)| {
        let about = format!("{} {}", row.kind.code(), row.classification.code());
        let (href, step) = (format!("/exclusions/{}", row.id), key("exclusion-task-directorate"));
        let because = vec![Reason::new(said(step), law)];
        Task { because, ..task(node, (said(step), about, href.as_str()), WRITERS[0]) }
    };
    Ok(found.map(of).collect())
}

async fn to_take_over(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let mut left = responsible::left(conn, today).await?;
    left.retain(|one| one.person != who.person);
    let of = |one: Left| {
        let about = one.journal_number.unwrap_or(one.legal_basis);
        (said(key("exclusion-task-take-over")), about, "/exclusions/case-officers")
    };
    Ok(left.into_iter().map(|one| task(node, of(one), WRITERS[0])).collect())
}
