//! What is to be done about requests for explanation.

use super::store;
use crate::access::{Principal, Role};
use crate::desk::Task;
use crate::{Node, Result};
use jiff::civil::Date;
use sqlx::PgConnection;

/// How many pending requests the desk shows at most.
const SHOWN_MAX: u32 = 200;

/// Explanations that have not been given are the exam officer's to follow up.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    _node: &Node,
    who: &Principal,
    _today: Date,
) -> Result<Vec<Task>> {
    let scope = who.scope(&[Role::ExamOfficer]);
    let (listed, _) = store::of_units(conn, &scope, SHOWN_MAX, 0).await?;
    let pending = listed.into_iter().filter(|request| request.given_on.is_none());
    Ok(pending
        .map(|request| Task {
            routine: "explanation",
            step: ui::messages::text("explanation-task", &[]),
            about: match request.candidate_number {
                Some(number) => format!("{}, {number}", request.about),
                None => request.about,
            },
            place: request.place,
            owner: Role::ExamOfficer,
            due_on: request.due_on,
            because: serde_json::from_value(request.because).unwrap_or_default(),
            href: "/explanations".to_owned(),
        })
        .collect())
}
