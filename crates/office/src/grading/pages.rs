//! The routes of grading, and the student's own results.

use super::results::is_open;
use super::store::{self, PreliminaryRow};
use super::{OwnResult, own_results};
use crate::http::files::download;
use crate::http::{Allow, Routes, Signed, page};
use crate::{Error, Result, ResultId, papers};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use rules::Grade;
use std::collections::HashMap;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/my/results", Allow::Student, my_results)
        .page("/my/results/{result}/guide", Allow::Student, guide)
        .merge(super::examining_pages::routes())
        .merge(super::exam_pages::routes())
        .merge(super::protocol_pages::routes())
        .merge(super::api::routes())
}

#[derive(Template)]
#[template(path = "grading/my_results.html")]
struct MyResultsPage {
    frame: ui::Frame,
    preliminary: Vec<PreliminaryRow>,
    results: Vec<OwnResult>,
    /// Until when those whose deadline has passed can be appealed with reasons for being late.
    late_until: HashMap<ResultId, Date>,
    today: Date,
}

impl MyResultsPage {
    fn grade(&self, grade: &Grade) -> String {
        super::letters::grade_text(*grade).get(self.frame.language).to_owned()
    }

    fn may_ask(&self, result: &OwnResult) -> bool {
        result.asked.is_none() && is_open(result.explanation.as_ref(), self.today)
    }

    fn may_appeal(&self, result: &OwnResult) -> bool {
        result.may_appeal && is_open(result.appeal.as_ref(), self.today)
    }

    fn late_until(&self, result: &OwnResult) -> Option<Date> {
        self.late_until.get(&result.id).copied()
    }
}

/// What counts, since when, and what can be done until when.
async fn my_results(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let results = own_results(&mut conn, signed.who.person).await?;
    let preliminary = store::own_preliminary(&mut conn, signed.who.person).await?;
    let (frame, today) = (signed.frame("my/results"), signed.today());
    let mut late_until = HashMap::new();
    for result in &results {
        let last = result.late_appeal_until(&signed.node, today)?;
        late_until.extend(last.map(|last| (result.id, last)));
    }
    page(&MyResultsPage { frame, preliminary, results, late_until, today })
}

/// The grading guide of an exam of which one has a result, in one's own language form
/// where there is one (N-09).
pub(super) async fn guide(signed: Signed, Path(id): Path<ResultId>) -> Result<Response> {
    let mut conn = signed.read().await?;
    let own = own_results(&mut conn, signed.who.person).await?;
    let own = own.into_iter().find(|own| own.id == id).ok_or(Error::NotFound)?;
    let mut guides = papers::store::in_force(&mut conn, own.exam).await?;
    guides.retain(|document| document.kind == papers::Kind::Guide);
    let mine = guides.iter().find(|guide| guide.language == signed.who.language);
    let found = mine.or_else(|| guides.first()).ok_or(Error::NotFound)?;
    download(&signed.node, found.file, &format!("guide-{}", found.language.tag())).await
}
