//! What a plan waits for.

use super::plan::Plan;
use super::store::review::Review;
use super::{PLANNERS, PUBLISHERS, READERS, REVIEWERS, seen, store};
use crate::said::said;
use jiff::civil::Date;
use office::access::{Principal, Role};
use office::desk::Task;
use office::people::PlaceCode;
use office::{Node, Result};
use sqlx::PgConnection;
use ui::key;

/// The faculties look at what they were sent; who plans takes up what they object to; who publishes does,
/// when all have answered or the week is over.
pub(super) async fn tasks(
    conn: &mut PgConnection,
    _node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let scope = who.scope(READERS);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let mut tasks = Vec::new();
    for (plan, _) in store::plan::plans(conn, &scope).await? {
        let (None, Some(draft)) = (plan.published_at, plan.reviewed) else { continue };
        if !seen::concerns(who, READERS, &plan) {
            continue;
        }
        let reviews = store::review::reviews(conn, draft).await?;
        tasks.extend(of_plan(who, &plan, &reviews, today));
    }
    Ok(tasks)
}

fn of_plan(who: &Principal, plan: &Plan, reviews: &[Review], today: Date) -> Vec<Task> {
    let task = |owner: Role, step, place: &PlaceCode, due_on| Task {
        routine: "exam_plan",
        step: said(step),
        about: plan.term.to_string(),
        place: place.clone(),
        owner,
        due_on,
        before: None,
        because: Vec::new(),
        href: format!("/exam-plans/{}", plan.id),
    };
    let open = |review: &&Review| review.verdict.is_none() && review.due_on >= today;
    let own = reviews.iter().filter(open).filter(|review| who.may(REVIEWERS, &review.place));
    let mut tasks: Vec<Task> = own
        .map(|review| {
            let step = key("exam-plan-task-review");
            task(Role::FacultyOfficer, step, &review.place, Some(review.due_on))
        })
        .collect();
    let objected = reviews.iter().any(|review| review.verdict.as_deref() == Some("objected"));
    let planner = PLANNERS.iter().find(|role| who.may(&[**role], &plan.place));
    if let Some(planner) = planner.filter(|_| objected) {
        tasks.push(task(*planner, key("exam-plan-task-objected"), &plan.place, None));
    }
    if !objected && !reviews.iter().any(|review| open(&review)) && who.may(PUBLISHERS, &plan.place)
    {
        tasks.push(task(
            Role::CentralOfficer,
            key("exam-plan-task-publish"),
            &plan.place,
            Some(today),
        ));
    }
    tasks
}
