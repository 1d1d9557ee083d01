//! The calendars as files.

use super::{store, write::write};
use crate::ExamPlanId;
use crate::exam_plan::{READERS, published};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use office::Result;
use office::http::{Allow, Routes, Signed};

pub(super) fn routes() -> Routes {
    Routes::default().page("/my/exams.ics", Allow::Student, own).page(
        "/exam-plans/{exam_plan}/calendar.ics",
        Allow::Roles(READERS),
        of_plan,
    )
}

fn file(signed: &Signed, exams: &[store::Dated]) -> Response {
    let name = signed.frame("my").t("exam-calendar-name");
    let text = write(&name, exams, signed.who.language, signed.node.now());
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"exams.ics\""),
    ];
    (headers, text).into_response()
}

/// What I am signed up for.
async fn own(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let exams = store::own(&mut conn, signed.who.person).await?;
    Ok(file(&signed, &exams))
}

/// The exams of a published plan.
async fn of_plan(Path(id): Path<ExamPlanId>, signed: Signed) -> Result<Response> {
    let plan = published(&signed, id).await?;
    let mut conn = signed.read().await?;
    let exams = store::of_plan(&mut conn, &plan).await?;
    Ok(file(&signed, &exams))
}
