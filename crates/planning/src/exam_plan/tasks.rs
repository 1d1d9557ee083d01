//! What a plan waits for.

use super::plan::Plan;
use super::publication::{self, Publication};
use super::store::review::Review;
use super::{PLANNERS, PUBLISHERS, READERS, REVIEWERS, seen, store};
use crate::Series;
use crate::said::said;
use jiff::civil::Date;
use office::access::{Principal, Role};
use office::desk::Task;
use office::people::PlaceCode;
use office::{Node, Result};
use sqlx::PgConnection;
use ui::key;

/// The faculties look at what they were sent; who plans takes up what they object to; who publishes does,
/// when all have answered or the week is over, and at the latest by the day that the rules set.
pub(super) async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let scope = who.scope(READERS);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let (mut tasks, mut ready) = (Vec::new(), Vec::new());
    for (plan, _) in store::plan::plans(conn, &scope).await? {
        let (None, Some(draft)) = (plan.published_at, plan.reviewed) else { continue };
        if !seen::concerns(who, READERS, &plan) {
            continue;
        }
        let reviews = store::review::reviews(conn, draft).await?;
        let own = of_plan(who, &plan, &reviews, today);
        for mut task in own {
            if task.step == said(PUBLISH) {
                ready.extend((plan.series == Series::Ordinary).then(|| plan.place.clone()));
                let publication = Publication::of_plan(node, &plan)?;
                due_by(&mut task, publication, today);
            }
            tasks.push(task);
        }
    }
    tasks.extend(publication::tasks(conn, node, who, today, &ready).await?);
    Ok(tasks)
}

/// The step of publishing what all have answered.
const PUBLISH: &str = key("exam-plan-task-publish");

/// What can be published is due today, and since the day of the rules once that has passed.
fn due_by(task: &mut Task, publication: Option<Publication>, today: Date) {
    let Some(Publication { by, because }) = publication else { return };
    task.due_on = Some(by.min(today));
    task.because = because;
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
        tasks.push(task(Role::CentralOfficer, PUBLISH, &plan.place, Some(today)));
    }
    tasks
}
