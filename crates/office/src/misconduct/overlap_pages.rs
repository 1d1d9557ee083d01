//! The page that shows which passages of an answer also stand in another text, for browsers and programs.

use super::REPORTERS;
use super::case::{Case, State};
use super::overlap::{CHARACTERS_MAX, Overlap, WORDS_MIN, overlaps};
use crate::http::{Allow, ApiJson, Posted, Problem, Routes, Signed, page, page_with};
use crate::{Error, FieldError, MisconductId, Result};
use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use ui::key;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let reporters = Allow::Roles(REPORTERS);
    Routes::default().search("/misconduct/{misconduct}/overlaps", reporters, compared).api(
        reporters,
        None,
        routes!(compare),
    )
}

#[derive(Template)]
#[template(path = "misconduct/overlaps.html")]
struct OverlapsPage {
    frame: ui::Frame,
    form: ui::Form,
    case: Case,
    found: Option<Vec<Overlap>>,
}

impl OverlapsPage {
    /// Whether passages can still be marked.
    fn open(&self) -> bool {
        self.case.state == State::Reported
    }

    fn lead(&self) -> String {
        self.frame.ta("misconduct-overlaps-lead", &[("words", &WORDS_MIN)])
    }
}

/// The case for whoever writes up its report; never one's own.
async fn case(signed: &Signed, id: MisconductId) -> Result<Case> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id, false).await?;
    signed.who.require(REPORTERS, &case.place)?;
    if case.person == signed.who.person {
        return Err(Error::NotFound);
    }
    signed.look(case.person, "misconduct").await?;
    Ok(case)
}

/// What is wrong with a text.
fn fault(text: &str) -> Option<rules::Text> {
    if text.trim().is_empty() {
        return Some(ui::messages::text("misconduct-field-missing", &[]));
    }
    let long = text.chars().count() > CHARACTERS_MAX;
    let max = [("max", &CHARACTERS_MAX as &dyn ui::ToArg)];
    long.then(|| ui::messages::text(key("misconduct-overlaps-too-long"), &max))
}

/// The labels of the fields, for the summary of what is wrong.
const LABELS: [(&str, &str); 2] =
    [("answer", key("misconduct-overlaps-answer")), ("source", key("misconduct-overlaps-source"))];

async fn compared(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let case = case(&posted.signed, id).await?;
    let mut form = posted.form();
    for field in ["answer", "source"] {
        if let Some(text) = fault(posted.field(field)) {
            form.add_error(field, text);
        }
    }
    let found = form.is_valid().then(|| overlaps(posted.field("answer"), posted.field("source")));
    let status = if found.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = posted.signed.frame(format!("misconduct/{}", case.case_number));
    let shown = OverlapsPage { frame, form: form.labels(&LABELS), case, found };
    match status {
        StatusCode::OK => page(&shown),
        other => page_with(other, &shown),
    }
}

/// An answer and a text that it may be taken from; neither is kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TwoTexts {
    answer: String,
    source: String,
}

/// The passages of an answer that also stand in another text. It says nothing of what they mean.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/overlaps", request_body = TwoTexts, responses(
    (status = 200, body = Vec<Overlap>), (status = 404, body = Problem), (status = 422, body = Problem),
))]
async fn compare(
    signed: Signed,
    Path(id): Path<MisconductId>,
    ApiJson(body): ApiJson<TwoTexts>,
) -> Result<Json<Vec<Overlap>>> {
    case(&signed, id).await?;
    let fields = [("answer", &body.answer), ("source", &body.source)];
    let faults = fields.into_iter().filter_map(|(field, text)| {
        fault(text).map(|text| FieldError { field: field.to_owned(), text })
    });
    let faults: Vec<_> = faults.collect();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    Ok(Json(overlaps(&body.answer, &body.source)))
}
