//! The pages of those who take requests in at the desk and follow them up.

use super::store::{self, Choosable, Listed};
use super::{Channel, Request, STAFF, request};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{Error, Result, ResultId};
use ::store::Entry;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/explanations", Allow::Roles(STAFF), queue)
        .page("/explanations/new", Allow::Roles(STAFF), register)
        .form("/explanations", Allow::Roles(STAFF), "explanation.request", registered)
}

const PAGE_SIZE: u32 = 100;

#[derive(Template)]
#[template(path = "explanation/queue.html")]
struct QueuePage {
    frame: ui::Frame,
    requests: Vec<Listed>,
    list: ui::List,
}

/// The requests at the units one works for, those pending first.
async fn queue(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let list = ui::List::from_query("/explanations", &query, &["due"], PAGE_SIZE);
    let mut conn = signed.read().await?;
    let scope = signed.who.scope(STAFF);
    let (requests, total) = store::of_units(&mut conn, &scope, PAGE_SIZE, list.offset()).await?;
    page(&QueuePage { frame: signed.frame("explanations"), requests, list: list.of(total) })
}

#[derive(Template)]
#[template(path = "explanation/register.html")]
struct RegisterPage {
    frame: ui::Frame,
    form: ui::Form,
    student: Option<String>,
    results: Vec<ui::Choice>,
}

impl RegisterPage {
    fn channels(&self) -> Vec<ui::Choice> {
        channels(&self.frame)
    }
}

/// The ways in which something comes in on paper or by mail.
pub(crate) fn channels(frame: &ui::Frame) -> Vec<ui::Choice> {
    vec![
        ui::Choice::new("desk", frame.t("explanation-channel-desk")),
        ui::Choice::new("email", frame.t("explanation-channel-email")),
        ui::Choice::new("post", frame.t("explanation-channel-post")),
    ]
}

/// The grades of the student whose number was typed, for the desk to choose from. Noted
/// as a look at the student's data.
pub(crate) async fn find_results(
    signed: &Signed,
    student_number: &str,
    purpose: &'static str,
) -> Result<Vec<Choosable>> {
    if student_number.is_empty() {
        return Ok(Vec::new());
    }
    let mut conn = signed.read().await?;
    let found =
        store::results_of_student(&mut conn, student_number, &signed.who.scope(STAFF)).await?;
    if let Some(first) = found.first() {
        signed.look(first.person, purpose).await?;
    }
    Ok(found)
}

/// The found grades as choices, and whose they are.
pub(crate) fn as_choices(
    frame: &ui::Frame,
    found: &[Choosable],
) -> (Option<String>, Vec<ui::Choice>) {
    let student = found.first().map(|result| result.name.shown(frame.language));
    let results = found.iter().map(|result| {
        let announced = frame.moment(result.announced_at);
        ui::Choice::new(result.result.to_string(), format!("{} ({announced})", result.about))
    });
    (student, results.collect())
}

async fn register_page(signed: &Signed, form: ui::Form) -> Result<RegisterPage> {
    let found = find_results(signed, form.field("student").trim(), "explanation").await?;
    let frame = signed.frame("explanations/new");
    let (student, results) = as_choices(&frame, &found);
    let form = form.labels(&[
        ("result", "explanation-course"),
        ("received_on", "explanation-received-on"),
        ("channel", "explanation-channel"),
    ]);
    Ok(RegisterPage { frame, form, student, results })
}

async fn register(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    page(&register_page(&signed, ui::Form::from_pairs(query)).await?)
}

/// Registers a request that came in by other means, with the day it came (N-11).
async fn registered(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let result = form.id("result").map(ResultId);
    let received_on = form.date("received_on");
    let channel = form.choice("channel", &["desk", "email", "post"]);
    let channel = channel.as_deref().and_then(Channel::from_code);
    let (Some(result), Some(requested_on), Some(channel)) = (result, received_on, channel) else {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &register_page(&posted.signed, form).await?,
        );
    };
    let work_handed_in = form.checked("work_handed_in");
    let mut act = posted.act().await?;
    match request(&mut act, Request { result, requested_on, channel, work_handed_in }).await {
        Ok(id) => {
            let entry = Entry::new("explanation.request", "explanation", id.0)
                .fact("requested_on", requested_on.to_string())
                .fact("channel", channel.code());
            act.commit(entry).await?;
            Ok(done("/explanations", "done-explanation-requested"))
        }
        Err(Error::Invalid(faults)) => {
            for fault in faults {
                form.add_error(&fault.field, fault.text);
            }
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &register_page(&posted.signed, form).await?)
        }
        Err(error) => Err(error),
    }
}
