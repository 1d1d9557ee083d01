//! Groups of students who sit the same exams, and how a draft spreads each over the days; and the draft as
//! a file for a spreadsheet.

use super::judged::Judged;
use super::plan::Plan;
use super::spread::{Spread, StudentGroup, groups};
use super::store::draft::Draft;
use super::{READERS, search, seen};
use crate::{DraftId, ExamPlanId};
use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use office::Result;
use office::http::{Allow, Routes, Signed, page};
use office::spreadsheet::csv_file;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let one = "/exam-plans/{exam_plan}/drafts/{exam_plan_draft}";
    Routes::default()
        .page(&format!("{one}/groups"), Allow::Roles(READERS), show)
        .page(&format!("{one}/plan.csv"), Allow::Roles(READERS), csv)
        .api(Allow::Roles(READERS), None, routes!(listed))
}

/// So many groups a page lists, those whose exams lie nearest to each other; programs read them all.
const GROUPS_MAX: usize = 200;

async fn judged(signed: &Signed, ids: (ExamPlanId, DraftId)) -> Result<(Plan, Draft, Judged)> {
    let (plan, mut draft) = seen::draft(signed, ids).await?;
    let mut conn = signed.read().await?;
    let (judged, _) = search::as_it_is(&mut conn, plan.clone(), &mut draft).await?;
    Ok((plan, draft, judged))
}

#[derive(Template)]
#[template(path = "exam_plan/groups.html")]
struct GroupsPage {
    frame: ui::Frame,
    plan: Plan,
    draft: Draft,
    groups: Vec<StudentGroup>,
    all: usize,
    spread: Spread,
}

impl GroupsPage {
    fn days(&self, group: &StudentGroup) -> String {
        let days: Vec<String> = group.days.iter().map(|day| self.frame.short_date(day)).collect();
        days.join(", ")
    }
}

async fn show(Path(ids): Path<(ExamPlanId, DraftId)>, signed: Signed) -> Result<Response> {
    let (plan, draft, judged) = judged(&signed, ids).await?;
    let mut groups = groups(&judged);
    let all = groups.len();
    groups.truncate(GROUPS_MAX);
    let spread = Spread::of(&groups, plan.first_on, plan.last_on);
    let frame = signed.frame(format!("exam-plans/{}", plan.id));
    page(&GroupsPage { frame, plan, draft, groups, all, spread })
}

/// Groups of students who sit the same exams, those whose exams lie nearest to each other first.
#[utoipa::path(get, path = "/api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/groups",
    responses((status = 200, body = Vec<StudentGroup>)))]
async fn listed(
    Path(ids): Path<(ExamPlanId, DraftId)>,
    signed: Signed,
) -> Result<Json<Vec<StudentGroup>>> {
    let (_, _, judged) = judged(&signed, ids).await?;
    Ok(Json(groups(&judged)))
}

async fn csv(Path(ids): Path<(ExamPlanId, DraftId)>, signed: Signed) -> Result<Response> {
    let (plan, draft, judged) = judged(&signed, ids).await?;
    let rows = rows(&signed.frame("exam-plans"), &judged);
    csv_file(&format!("{}-{}-{}.csv", plan.term, plan.series.code(), draft.number), rows)
}

/// One line for each exam.
fn rows(frame: &ui::Frame, judged: &Judged) -> Vec<Vec<String>> {
    let head = [
        "exam-plan-exam",
        "exam-plan-name",
        "exam-plan-day",
        "exam-plan-hour",
        "exam-plan-rooms",
        "exam-plan-seats",
    ];
    let mut rows = vec![head.map(|key| frame.t(key)).to_vec()];
    let places = judged.places();
    for (exam, model) in judged.term.exams.iter().zip(&judged.term.instance.exams) {
        let place = places.iter().find(|place| place.exam == exam.id);
        rows.push(vec![
            exam.label.clone(),
            frame.text(&exam.course.name).to_owned(),
            place.map(|place| place.on.to_string()).unwrap_or_default(),
            place.map(|place| place.at.strftime("%H:%M").to_string()).unwrap_or_default(),
            place
                .map(|place| super::draft_pages::rooms_text(judged, &place.rooms))
                .unwrap_or_default(),
            model.seats().to_string(),
        ]);
    }
    rows
}
