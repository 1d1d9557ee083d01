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
use axum::http::header;
use axum::response::{IntoResponse, Response};
use office::http::{Allow, Routes, Signed, page};
use office::{Error, Result};
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let one = "/exam-plans/{exam_plan}/drafts/{exam_plan_draft}";
    Routes::default()
        .page(&format!("{one}/groups"), Allow::Roles(READERS), show)
        .page(&format!("{one}/plan.csv"), Allow::Roles(READERS), csv)
        .api(Allow::Roles(READERS), None, routes!(listed))
}

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
    let groups = groups(&judged);
    let spread = Spread::of(&groups, plan.first_on, plan.last_on);
    let frame = signed.frame(format!("exam-plans/{}", plan.id));
    page(&GroupsPage { frame, plan, draft, groups, spread })
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
    let file = write(&signed.frame("exam-plans"), &judged)?;
    let name = format!("{}-{}-{}", plan.term, plan.series.code(), draft.number);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
    ];
    Ok((headers, file).into_response())
}

/// One line for each exam: UTF-8 with a byte order mark and semicolons, as Norwegian spreadsheets expect.
fn write(frame: &ui::Frame, judged: &Judged) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xEF, 0xBB, 0xBF]);
    let internal = |error: csv::Error| Error::Internal(error.into());
    let head = [
        "exam-plan-exam",
        "exam-plan-name",
        "exam-plan-day",
        "exam-plan-hour",
        "exam-plan-rooms",
        "exam-plan-seats",
    ];
    writer.write_record(head.map(|key| frame.t(key))).map_err(internal)?;
    let places = judged.places();
    for (exam, model) in judged.term.exams.iter().zip(&judged.term.instance.exams) {
        let place = places.iter().find(|place| place.exam == exam.id);
        let row = [
            exam.label.clone(),
            frame.text(&exam.course.name).to_owned(),
            place.map(|place| place.on.to_string()).unwrap_or_default(),
            place.map(|place| place.at.strftime("%H:%M").to_string()).unwrap_or_default(),
            place
                .map(|place| super::draft_pages::rooms_text(judged, &place.rooms))
                .unwrap_or_default(),
            model.seats().to_string(),
        ];
        writer.write_record(row.map(harmless)).map_err(internal)?;
    }
    writer.into_inner().map_err(|error| Error::Internal(anyhow::anyhow!("{}", error.error())))
}

/// A cell that begins like a formula is read as text by a spreadsheet.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}
