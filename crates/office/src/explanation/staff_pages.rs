//! The pages of those who take requests in at the desk and follow them up.

use super::incoming::{Incoming, Intake};
use super::store::{self, Choosable, Listed};
use super::{STAFF, request};
use crate::Result;
use crate::http::{Allow, Posted, Routes, Signed, done, page, wanted};
use ::store::Entry;
use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/explanations", Allow::Roles(STAFF), queue)
        .page("/explanations/search", Allow::Roles(STAFF), queue)
        .search("/explanations/search", Allow::Roles(STAFF), search)
        .page("/explanations/new", Allow::Roles(STAFF), register)
        .page("/explanations/find", Allow::Roles(STAFF), register)
        .search("/explanations/find", Allow::Roles(STAFF), find)
        .form("/explanations", Allow::Roles(STAFF), "explanation.request", registered)
}

pub(super) const PAGE_SIZE: u32 = 100;

#[derive(Template)]
#[template(path = "explanation/queue.html")]
struct QueuePage {
    frame: ui::Frame,
    form: ui::Form,
    states: Vec<ui::Choice>,
    requests: Vec<Listed>,
    list: ui::List,
}

/// The columns by which the queue is sorted.
const COLUMNS: &[&str] = &["due", "course", "candidate", "requested"];

/// The requests at the units one works for, those pending first.
async fn queue(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let fields = wanted(query, &["state"]);
    let list = ui::List::from_query("/explanations", &fields, COLUMNS, PAGE_SIZE);
    shown(&signed, list, ui::Form::from_pairs(fields)).await
}

/// Those that were looked for; what nobody is numbered in goes on to an address that can be kept.
async fn search(posted: Posted) -> Result<Response> {
    let fields = wanted(posted.fields, &["q", "state"]);
    let list = ui::List::from_form("/explanations", &fields, COLUMNS, PAGE_SIZE);
    let form = ui::Form::from_pairs(fields);
    if form.field("q").is_empty() {
        return Ok(Redirect::to(&list.page_href(list.page)).into_response());
    }
    shown(&posted.signed, list, form).await
}

async fn shown(signed: &Signed, list: ui::List, form: ui::Form) -> Result<Response> {
    let filter = store::Filter {
        q: form.field("q"),
        state: form.field("state"),
        sort: &list.order(),
        limit: PAGE_SIZE,
        offset: list.offset(),
    };
    let mut conn = signed.read().await?;
    let (requests, total) = store::of_units(&mut conn, &signed.who.scope(STAFF), filter).await?;
    let frame = signed.frame("explanations");
    let states = vec![
        ui::Choice::new("waiting", frame.t("explanation-is-waiting")),
        ui::Choice::new("given", frame.t("explanation-is-given")),
    ];
    page(&QueuePage { frame, form, states, requests, list: list.of(total) })
}

static INTAKE: Intake = Intake {
    path: "/explanations",
    title: ui::key("explanation-register-title"),
    purpose: "explanation",
    grounds: false,
};

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
        ui::Choice::new(
            result.result.to_string(),
            format!("{} ({announced})", frame.term(&result.about)),
        )
    });
    (student, results.collect())
}

async fn register(signed: Signed) -> Result<Response> {
    INTAKE.page(&signed).await
}

async fn find(posted: Posted) -> Result<Response> {
    INTAKE.found(&posted).await
}

/// Registers a request that came in by other means, with the day it came (N-11).
async fn registered(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(incoming) = Incoming::read(&mut form) else {
        return INTAKE.again(&posted, form).await;
    };
    let mut act = posted.act().await?;
    match request(&mut act, incoming.into()).await {
        Ok(id) => {
            let entry = Entry::new("explanation.request", "explanation", id.0);
            act.commit(incoming.noted(entry, "requested_on")).await?;
            Ok(done("/explanations", "done-explanation-requested"))
        }
        Err(error) => INTAKE.refused(&posted, form, error).await,
    }
}
