//! What letters leave to be done.

use super::store;
use crate::Result;
use crate::access::{Principal, Role};
use crate::desk::Task;
use sqlx::PgConnection;
use ui::messages::text;

/// Letters whose addressees could not be told by e-mail: they are printed and posted.
///
/// # Errors
/// The database is away.
pub async fn tasks(conn: &mut PgConnection, who: &Principal) -> Result<Vec<Task>> {
    let scope = who.scope(&[Role::ExamOfficer]);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let units = store::to_print_instead(conn, &scope).await?;
    let tasks = units.into_iter().map(|unit| Task {
        routine: "letters_out",
        step: text("letters-out-task-print", &[("count", &unit.letters)]),
        about: unit.name.get(who.language).to_owned(),
        place: unit.place,
        owner: Role::ExamOfficer,
        due_on: None,
        before: None,
        because: Vec::new(),
        href: "/letters?state=waiting".to_owned(),
    });
    Ok(tasks.collect())
}
