//! The steps of a plan as forms: to the faculties, back, their word, publication, repair.

use super::change::{Change, Demanded, propose};
use super::pages::plan_page;
use super::publish::publish;
use super::repair::repair;
use super::review::{Verdict, recall, review, send};
use super::{PLANNERS, PUBLISHERS, REVIEWERS};
use crate::said::put_back;
use crate::{DraftId, ExamPlanId};
use ::store::Entry;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::{Date, Time};
use office::http::{Allow, Posted, Routes, done};
use office::{Error, ExamId, Result, RoomId};
use ui::messages::text;
use ui::{Form, key};

pub(super) fn routes() -> Routes {
    let one = "/exam-plans/{exam_plan}/drafts/{exam_plan_draft}";
    let planners = Allow::Roles(PLANNERS);
    let publishers = Allow::Roles(PUBLISHERS);
    Routes::default()
        .form(&format!("{one}/review"), planners, "exam_plan.send", sent)
        .form("/exam-plans/{exam_plan}/recall", planners, "exam_plan.recall", recalled)
        .form("/exam-plans/{exam_plan}/reviews", Allow::Roles(REVIEWERS), "exam_plan.review", said)
        .form(&format!("{one}/publication"), publishers, "exam_plan.publish", published)
        .form("/exam-plans/{exam_plan}/repairs", publishers, "exam_plan.propose", proposed)
        .form(&format!("{one}/repair"), publishers, "exam_plan.repair", repaired)
}

/// What is typed on the page of a plan.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("name", key("exam-plan-name")),
    ("seconds", key("exam-plan-seconds")),
    ("seed", key("exam-plan-seed")),
    ("because", key("exam-plan-because")),
    ("kind", key("exam-plan-demand")),
    ("exam", key("exam-plan-exam")),
    ("room", key("exam-plan-room")),
    ("on", key("exam-plan-day")),
    ("at", key("exam-plan-hour")),
];

async fn sent(Path((plan, id)): Path<(ExamPlanId, DraftId)>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    send(&mut act, plan, id).await?;
    act.commit(Entry::new("exam_plan.send", "exam_plan_draft", id.0)).await?;
    Ok(done(&format!("/exam-plans/{plan}"), "done-exam-plan-sent"))
}

async fn recalled(Path(plan): Path<ExamPlanId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    recall(&mut act, plan).await?;
    act.commit(Entry::new("exam_plan.recall", "exam_plan", plan.0)).await?;
    Ok(done(&format!("/exam-plans/{plan}"), "done-exam-plan-recalled"))
}

async fn said(Path(plan): Path<ExamPlanId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(verdict) = form.choice("verdict", &["approved", "objected"]) else {
        return plan_page(&posted.signed, plan, form).await;
    };
    let verdict = Verdict {
        unit: posted.field("unit").to_owned(),
        approves: verdict == "approved",
        because: posted.field("because").to_owned(),
    };
    let mut act = posted.act().await?;
    match review(&mut act, plan, &verdict).await {
        Ok(()) => {
            act.commit(Entry::new("exam_plan.review", "exam_plan", plan.0)).await?;
            Ok(done(&format!("/exam-plans/{plan}"), "done-exam-plan-reviewed"))
        }
        Err(error @ Error::Invalid(_)) => {
            drop(act);
            plan_page(&posted.signed, plan, put_back(form, error)?).await
        }
        Err(error) => posted.refused(error, posted.typed(LABELS)),
    }
}

async fn published(
    Path((plan, id)): Path<(ExamPlanId, DraftId)>,
    posted: Posted,
) -> Result<Response> {
    let mut act = posted.act().await?;
    let exams = publish(&mut act, plan, id).await?;
    let entry = Entry::new("exam_plan.publish", "exam_plan", plan.0);
    act.commit(entry.fact("exams", exams.to_string())).await?;
    Ok(done(&format!("/exam-plans/{plan}"), "done-exam-plan-published"))
}

/// What the form demands; `None` when a field must be filled in again.
fn read(form: &mut Form) -> Option<Change> {
    let kind = form.choice("kind", &["not_at", "at", "room_closed"])?;
    let on = form.date("on");
    let at = match form.optional("at") {
        Some(typed) => match typed.parse::<Time>() {
            Ok(at) => Some(at),
            Err(_) => {
                form.add_error("at", text("exam-plan-error-hour", &[("value", &typed)]));
                None
            }
        },
        None => None,
    };
    let because = form.required("because");
    let demanded = demanded(form, &kind, on, at);
    Some(Change { demanded: demanded?, because: because? }).filter(|_| form.is_valid())
}

fn demanded(form: &mut Form, kind: &str, on: Option<Date>, at: Option<Time>) -> Option<Demanded> {
    if kind == "room_closed" {
        let room = form.id("room").map(RoomId);
        return Some(Demanded::RoomClosed { room: room?, on: on?, at });
    }
    let exam = form.id("exam").map(ExamId);
    if kind == "not_at" {
        return Some(Demanded::NotAt { exam: exam?, on: on?, at });
    }
    if at.is_none() && form.error("at").is_none() {
        form.add_error("at", text("exam-plan-error-hour-missing", &[]));
    }
    Some(Demanded::At { exam: exam?, on: on?, at: at? })
}

async fn proposed(Path(plan): Path<ExamPlanId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(change) = read(&mut form) else {
        return plan_page(&posted.signed, plan, form).await;
    };
    let mut act = posted.act().await?;
    match propose(&mut act, plan, &change).await {
        Ok(id) => {
            act.commit(Entry::new("exam_plan.propose", "exam_plan_draft", id.0)).await?;
            Ok(done(&format!("/exam-plans/{plan}/drafts/{id}"), "done-exam-plan-proposed"))
        }
        Err(error @ Error::Invalid(_)) => {
            drop(act);
            plan_page(&posted.signed, plan, put_back(form, error)?).await
        }
        Err(error) => posted.refused(error, posted.typed(LABELS)),
    }
}

async fn repaired(
    Path((plan, id)): Path<(ExamPlanId, DraftId)>,
    posted: Posted,
) -> Result<Response> {
    let mut act = posted.act().await?;
    let (moved, letters) = repair(&mut act, plan, id).await?;
    let entry = Entry::new("exam_plan.repair", "exam_plan_draft", id.0);
    let entry = entry.fact("moved", moved.to_string()).fact("letters", letters.to_string());
    act.commit(entry).await?;
    Ok(done(&format!("/exam-plans/{plan}"), "done-exam-plan-repaired"))
}
