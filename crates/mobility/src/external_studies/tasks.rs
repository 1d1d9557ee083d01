//! What waits to be looked at, and what has been corrected since.

use super::store::{lists, people};
use super::{KEEPERS, OFFICERS};
use jiff::civil::Date;
use office::access::Principal;
use office::desk::Task;
use office::people::PlaceCode;
use office::{Node, Result};
use sqlx::PgConnection;
use ui::key;

/// Documents that wait, and rows that their issuer has corrected: whose they are is nowhere said.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let place = PlaceCode(node.institution().number.clone());
    if !who.may(OFFICERS, &place) {
        return Ok(Vec::new());
    }
    let task = |step, about: String, href| Task {
        routine: "external_studies",
        step: ui::messages::text(step, &[]),
        about,
        place: place.clone(),
        owner: OFFICERS[0],
        due_on: None,
        before: Some(today),
        because: Vec::new(),
        href,
    };
    let waiting = lists::waiting(conn, &place.0, std::slice::from_ref(&place.0)).await?;
    let mut tasks: Vec<Task> = waiting
        .into_iter()
        .map(|one| {
            let href = format!("/external-studies/documents/{}", one.id);
            let about = one.issuer.unwrap_or_else(|| "EMREX".to_owned());
            task(key("external-studies-task-import"), about, href)
        })
        .collect();
    tasks.extend(lists::flagged(conn).await?.into_iter().map(|(person, issuer)| {
        let href = format!("/external-studies/people/{person}");
        task(key("external-studies-task-corrected"), issuer, href)
    }));
    if who.has_everywhere(KEEPERS) {
        let found = people::uncontrolled(conn).await?.into_iter();
        tasks.extend(found.filter(|(_, by)| *by != who.person).map(|(document, _)| {
            let href = format!("/external-studies/documents/{document}");
            task(key("external-studies-task-control"), String::new(), href)
        }));
    }
    Ok(tasks)
}
