//! What is to be done about requests for explanation.

use super::store::{self, Listed};
use crate::access::{Principal, Role};
use crate::desk::Task;
use crate::people::PlaceCode;
use crate::{Node, Result};
use jiff::civil::Date;
use sqlx::PgConnection;

/// How many pending requests the desk shows at most.
const SHOWN_MAX: u32 = 200;

/// The page that lists all of them.
const LIST: &str = "/explanations";

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
    let all = store::Filter { limit: SHOWN_MAX + 1, ..store::Filter::default() };
    let (mut listed, _) = store::of_units(conn, &scope, all).await?;
    let pending = |request: &Listed| request.given_on.is_none();
    // Those that are pending come first.
    let left_out = listed.get(SHOWN_MAX as usize).filter(|request| pending(request));
    let more = left_out.map(|request| more(request.place.clone()));
    listed.truncate(SHOWN_MAX as usize);
    Ok(listed
        .into_iter()
        .filter(pending)
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
            before: None,
            because: serde_json::from_value(request.because).unwrap_or_default(),
            href: LIST.to_owned(),
        })
        .chain(more)
        .collect())
}

/// That more requests wait than the desk has room for, and where they all are.
fn more(place: PlaceCode) -> Task {
    Task {
        routine: "explanation",
        step: ui::messages::text("explanation-task-more", &[]),
        about: String::new(),
        place,
        owner: Role::ExamOfficer,
        due_on: None,
        before: None,
        because: Vec::new(),
        href: LIST.to_owned(),
    }
}
