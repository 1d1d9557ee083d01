//! What is to be done about cases of recognition, and by whom.

use super::case::State;
use super::store::{self, Listed};
use office::Result;
use office::access::{Principal, Role};
use office::desk::Task;
use sqlx::PgConnection;
use ui::key;

/// How many cases the desk shows at most.
const SHOWN_MAX: u32 = 200;

/// Each case under way has one next step.
///
/// # Errors
/// The database is away.
pub async fn tasks(conn: &mut PgConnection, who: &Principal) -> Result<Vec<Task>> {
    let all = store::Filter { limit: SHOWN_MAX, ..store::Filter::default() };
    let (cases, _) = store::list(conn, (who, super::VIEWERS), all).await?;
    Ok(cases.iter().filter_map(task).collect())
}

/// The next step of one case; `None` when it is finished or the applicant's turn.
pub(super) fn task(case: &Listed) -> Option<Task> {
    let officer = match case.level.as_str() {
        "department" => Role::ExamOfficer,
        "faculty" => Role::FacultyOfficer,
        _ => Role::CentralOfficer,
    };
    let open = matches!(case.state, State::Applied | State::Assessing | State::Assessed);
    let (owner, step) = match case.state {
        _ if open && case.changed => (officer, key("recognition-task-changed")),
        State::Applied => (officer, key("recognition-task-send")),
        State::Assessing => (Role::CourseResponsible, key("recognition-task-assess")),
        State::Assessed => (officer, key("recognition-task-decide")),
        State::Appealed if case.forwarded => (officer, key("recognition-task-settle")),
        State::Appealed => (officer, key("recognition-task-reconsider")),
        State::Decided if case.changed => (officer, key("recognition-task-changed-after")),
        State::Decided | State::Closed => return None,
    };
    Some(Task {
        routine: "recognition",
        step: ui::messages::text(step, &[]),
        about: case.case_number.clone(),
        place: case.place.clone(),
        owner,
        due_on: None,
        before: None,
        because: Vec::new(),
        href: format!("/recognitions/{}", case.id),
    })
}
