//! The routes of grading, and the student's own results.

use super::results::is_open;
use super::{OwnResult, own_results};
use crate::Result;
use crate::http::{Allow, Routes, Signed, page};
use askama::Template;
use axum::response::Response;
use jiff::civil::Date;
use rules::Grade;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/my/results", Allow::Student, my_results)
        .merge(super::examining_pages::routes())
        .merge(super::exam_pages::routes())
        .merge(super::protocol_pages::routes())
        .merge(super::api::routes())
}

#[derive(Template)]
#[template(path = "grading/my_results.html")]
struct MyResultsPage {
    frame: ui::Frame,
    results: Vec<OwnResult>,
    today: Date,
}

impl MyResultsPage {
    fn grade(&self, grade: &Grade) -> String {
        super::letters::grade_text(*grade).get(self.frame.language).to_owned()
    }

    fn may_ask(&self, result: &OwnResult) -> bool {
        is_open(result.explanation.as_ref(), self.today)
    }

    fn may_appeal(&self, result: &OwnResult) -> bool {
        result.origin != "appeal" && is_open(result.appeal.as_ref(), self.today)
    }
}

/// What counts, since when, and what can be done until when.
async fn my_results(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let results = own_results(&mut conn, signed.who.person).await?;
    page(&MyResultsPage { frame: signed.frame("my/results"), results, today: signed.today() })
}
