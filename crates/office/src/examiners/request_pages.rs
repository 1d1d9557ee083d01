//! The page on which an examiner accepts or declines what he is asked.

use super::store::{self, Request};
use super::{RequestAnswer, answer_request};
use crate::catalogue::{self, Exam};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{Error, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use rules::Reason;
use ui::{Choice, Form};
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    Routes::default().page("/examining/requests/{proposal}", Allow::Examiner, show).form(
        "/examining/requests/{proposal}",
        Allow::Examiner,
        "examiner.answer",
        post,
    )
}

#[derive(Template)]
#[template(path = "examiners/request.html")]
struct RequestPage {
    frame: ui::Frame,
    form: Form,
    exam: Exam,
    request: Request,
    candidates: u32,
    /// By which day the office would like an answer.
    answer_by: Date,
    /// By when the grades must be there, and why.
    due: Option<(Date, Vec<Reason>)>,
    choices: Vec<Choice>,
}

/// What one is asked, with what one must know to answer.
pub(super) struct Asked {
    pub(super) request: Request,
    pub(super) exam: Exam,
    pub(super) candidates: u32,
    /// By when the grades must be there, and why.
    pub(super) due: Option<(Date, Vec<Reason>)>,
}

/// What this person is asked in a proposal, or not found.
pub(super) async fn asked_of(signed: &Signed, proposal: Uuid) -> Result<Asked> {
    let mut conn = signed.read().await?;
    let request = store::request(&mut conn, signed.who.person, proposal).await?;
    let request = request.ok_or(Error::NotFound)?;
    let exam = catalogue::store::exam(&mut conn, request.exam).await?.ok_or(Error::NotFound)?;
    let decision = catalogue::grading_deadline(&signed.node, &exam)?;
    let due = decision.and_then(|decision| {
        decision.outcome.ok().map(|answer| (answer.deadline, decision.because))
    });
    let candidates = store::candidates(&mut conn, exam.id).await?;
    Ok(Asked { request, exam, candidates, due })
}

impl RequestPage {
    async fn of(signed: &Signed, proposal: Uuid, form: Form) -> Result<Self> {
        let Asked { request, exam, candidates, due } = asked_of(signed, proposal).await?;
        let frame = signed.frame(format!("examining/requests/{}", exam.reference()));
        Ok(Self {
            candidates,
            answer_by: super::request::answer_by(request.proposed_at),
            choices: vec![
                Choice::new("yes", frame.t("examiners-accept")),
                Choice::new("no", frame.t("examiners-decline")),
            ],
            form: form
                .labels(&[("answer", "examiners-answer"), ("reason", "examiners-decline-reason")]),
            frame,
            exam,
            request,
            due,
        })
    }
}

async fn show(signed: Signed, Path(proposal): Path<Uuid>) -> Result<Response> {
    page(&RequestPage::of(&signed, proposal, Form::new()).await?)
}

async fn post(Path(proposal): Path<Uuid>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let accepted = match form.field("answer") {
        "yes" => true,
        "no" => false,
        _ => {
            form.add_error("answer", super::said(ui::key("common-error-required")));
            let again = RequestPage::of(&posted.signed, proposal, form).await?;
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
    };
    let answer = RequestAnswer { accepted, reason: form.field("reason").to_owned() };
    let mut act = posted.act().await?;
    match answer_request(&mut act, proposal, &answer).await {
        Ok(exam) => {
            let entry = Entry::new("examiner.answer", "exam", exam.0).fact("accepted", accepted);
            act.commit(entry).await?;
            let said = if accepted { "done-request-accepted" } else { "done-request-declined" };
            Ok(done("/examining", said))
        }
        Err(Error::Invalid(faults)) => {
            drop(act);
            faults.into_iter().for_each(|fault| form.add_error(&fault.field, fault.text));
            let again = RequestPage::of(&posted.signed, proposal, form).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
        Err(error) => {
            let typed = posted.typed(&[("reason", ui::key("examiners-decline-reason"))]);
            posted.refused(error, typed)
        }
    }
}
