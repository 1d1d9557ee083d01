//! The steps of a plan for programs: to the faculties, back, their word, publication, repair.

use super::change::{Change, propose};
use super::publish::publish;
use super::repair::repair;
use super::review::{Verdict, recall, review, send};
use super::{PLANNERS, PUBLISHERS, REVIEWERS};
use crate::{DraftId, ExamPlanId};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use office::Result;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let (planners, publishers) = (Allow::Roles(PLANNERS), Allow::Roles(PUBLISHERS));
    Routes::default()
        .api(planners, Some("exam_plan.send"), routes!(sent))
        .api(planners, Some("exam_plan.recall"), routes!(recalled))
        .api(Allow::Roles(REVIEWERS), Some("exam_plan.review"), routes!(reviewed))
        .api(publishers, Some("exam_plan.publish"), routes!(published))
        .api(publishers, Some("exam_plan.propose"), routes!(proposed))
        .api(publishers, Some("exam_plan.repair"), routes!(repaired))
}

/// Sends a draft to the faculties, which answer within a week.
#[utoipa::path(post, path = "/api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/review", responses(
    (status = 204),
    (status = 409, body = Problem, description = "plan-broken, review-open, searching, plan-published"),
))]
async fn sent(
    Path((plan, id)): Path<(ExamPlanId, DraftId)>,
    call: ActHeader,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    send(&mut act, plan, id).await?;
    act.commit(Entry::new("exam_plan.send", "exam_plan_draft", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the draft back from the faculties.
#[utoipa::path(post, path = "/api/exam-plans/{exam_plan}/recall", responses(
    (status = 204), (status = 409, body = Problem, description = "nothing-sent, plan-published"),
))]
async fn recalled(Path(plan): Path<ExamPlanId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    recall(&mut act, plan).await?;
    act.commit(Entry::new("exam_plan.recall", "exam_plan", plan.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A faculty approves the draft, or objects with its reason.
#[utoipa::path(post, path = "/api/exam-plans/{exam_plan}/reviews", request_body = Verdict, responses(
    (status = 204),
    (status = 409, body = Problem, description = "nothing-sent, review-over, plan-published"),
    (status = 422, body = Problem),
))]
async fn reviewed(
    Path(plan): Path<ExamPlanId>,
    call: ActHeader,
    ApiJson(verdict): ApiJson<Verdict>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    review(&mut act, plan, &verdict).await?;
    act.commit(Entry::new("exam_plan.review", "exam_plan", plan.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a publication has written.
#[derive(Serialize, ToSchema)]
struct ExamPlanPublished {
    /// How many exams have their day now.
    exams: usize,
}

/// Publishes the draft that the faculties were asked about.
#[utoipa::path(post, path = "/api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/publication", responses(
    (status = 200, body = ExamPlanPublished),
    (status = 409, body = Problem, description = "not-reviewed, objected, review-open, plan-broken, \
        plan-published, grading-begun"),
))]
async fn published(
    Path((plan, id)): Path<(ExamPlanId, DraftId)>,
    call: ActHeader,
) -> Result<Json<ExamPlanPublished>> {
    let mut act = call.act().await?;
    let exams = publish(&mut act, plan, id).await?;
    let entry = Entry::new("exam_plan.publish", "exam_plan", plan.0);
    act.commit(entry.fact("exams", exams.to_string())).await?;
    Ok(Json(ExamPlanPublished { exams }))
}

#[derive(Serialize, ToSchema)]
struct ExamPlanProposed {
    /// The repair, to be looked at and carried out.
    id: DraftId,
}

/// Finds the smallest repair of what is published that makes a demand hold.
#[utoipa::path(post, path = "/api/exam-plans/{exam_plan}/repairs", request_body = Change, responses(
    (status = 200, body = ExamPlanProposed),
    (status = 409, body = Problem, description = "not-published"),
    (status = 422, body = Problem),
))]
async fn proposed(
    Path(plan): Path<ExamPlanId>,
    call: ActHeader,
    ApiJson(change): ApiJson<Change>,
) -> Result<Json<ExamPlanProposed>> {
    let mut act = call.act().await?;
    let id = propose(&mut act, plan, &change).await?;
    act.commit(Entry::new("exam_plan.propose", "exam_plan_draft", id.0)).await?;
    Ok(Json(ExamPlanProposed { id }))
}

/// What a repair has done.
#[derive(Serialize, ToSchema)]
struct ExamPlanRepaired {
    /// How many exams lie elsewhere now.
    moved: usize,
    /// How many letters tell of it.
    letters: usize,
}

/// Carries a repair out, and tells everybody concerned.
#[utoipa::path(post, path = "/api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/repair", responses(
    (status = 200, body = ExamPlanRepaired),
    (status = 409, body = Problem, description = "plan-broken, repair-done, or another repair came between"),
))]
async fn repaired(
    Path((plan, id)): Path<(ExamPlanId, DraftId)>,
    call: ActHeader,
) -> Result<Json<ExamPlanRepaired>> {
    let mut act = call.act().await?;
    let (moved, letters) = repair(&mut act, plan, id).await?;
    let entry = Entry::new("exam_plan.repair", "exam_plan_draft", id.0);
    let entry = entry.fact("moved", moved.to_string()).fact("letters", letters.to_string());
    act.commit(entry).await?;
    Ok(Json(ExamPlanRepaired { moved, letters }))
}
