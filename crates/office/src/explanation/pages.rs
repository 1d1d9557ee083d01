//! The student's and the examiner's pages.

use super::staff_pages;
use super::store::{self, Appealed, Listed, Requested};
use super::{Channel, Give, Given, Graded, Request, appeal_deadline, give, request};
use crate::calendar::{self, Deadline, Subject};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{Error, ExplanationId, Result, ResultId};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use rules::appeal::AppealDeadlineAnswer;
use rules::explanation::{ExplanationDeadline, ExplanationDeadlineFacts};
use rules::{Reason, Rule};
use serde::Deserialize;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/my/explanations/new", Allow::Student, ask)
        .form("/my/explanations", Allow::Student, "explanation.request", asked)
        .page("/my/explanations/{explanation}", Allow::Student, mine)
        .page("/examining/explanations", Allow::Examiner, to_give)
        .page("/examining/explanations/{explanation}", Allow::Examiner, giving)
        .form("/examining/explanations/{explanation}", Allow::Examiner, "explanation.give", given)
        .merge(staff_pages::routes())
        .merge(super::api::routes())
}

/// A page's query that names a grade.
#[derive(Deserialize)]
pub(crate) struct OfResult {
    pub(crate) result: ResultId,
}

/// A grade of the person's own, or not found.
pub(crate) async fn own_grade(signed: &Signed, result: ResultId) -> Result<Graded> {
    let mut conn = signed.read().await?;
    let graded = Graded::load(&mut conn, result, false).await?;
    if graded.person == signed.who.person { Ok(graded) } else { Err(Error::NotFound) }
}

#[derive(Template)]
#[template(path = "explanation/ask.html")]
struct AskPage {
    frame: ui::Frame,
    graded: Graded,
    until: Option<Date>,
    late: bool,
    because: Vec<Reason>,
}

/// Until when an explanation can be asked for, and the button that asks.
async fn ask(signed: Signed, Query(of): Query<OfResult>) -> Result<Response> {
    let graded = own_grade(&signed, of.result).await?;
    let mut conn = signed.read().await?;
    if let Some(id) = store::of_result(&mut conn, of.result).await? {
        return Ok(Redirect::to(&format!("/my/explanations/{id}")).into_response());
    }
    let law = signed.node.rules_on(graded.announced_on)?;
    let facts =
        ExplanationDeadlineFacts { form: graded.form, announced: graded.announced_on.into() };
    let decision = ExplanationDeadline::decide(&facts, law);
    let asking = decision.outcome.map_err(|r| Error::because(r, decision.because.clone()))?;
    let until = match asking {
        rules::explanation::Asking::Until { request_by } => Some(request_by),
        rules::explanation::Asking::Immediately { .. } => None,
    };
    let late = !asking.met_by(signed.today(), graded.announced_on);
    page(&AskPage {
        frame: signed.frame("my/explanations"),
        graded,
        until,
        late,
        because: decision.because,
    })
}

async fn asked(posted: Posted) -> Result<Response> {
    let result = posted.field("result").parse().map(ResultId).map_err(|_| Error::NotFound)?;
    own_grade(&posted.signed, result).await?;
    let mut act = posted.act().await?;
    let requested_on = act.today();
    let work_handed_in = !posted.field("work_handed_in").is_empty();
    let new = Request { result, requested_on, channel: Channel::SelfService, work_handed_in };
    let id = request(&mut act, new).await?;
    act.commit(
        Entry::new("explanation.request", "explanation", id.0)
            .fact("requested_on", requested_on.to_string()),
    )
    .await?;
    Ok(done(&format!("/my/explanations/{id}"), "done-explanation-requested"))
}

#[derive(Template)]
#[template(path = "explanation/mine.html")]
struct MinePage {
    frame: ui::Frame,
    graded: Graded,
    request: Requested,
    due: Option<Deadline>,
    appeal: Option<Appealed>,
    appeal_until: Option<Date>,
    appeal_because: Vec<Reason>,
}

impl MinePage {
    /// Whether the grade was put right after it was asked about.
    fn put_right(&self) -> bool {
        self.graded.result != self.request.result
    }

    fn appeal_href(&self) -> String {
        format!("/my/appeals/new?result={}", self.graded.result)
    }
}

/// What I asked for, when it is due, and what I was told.
async fn mine(signed: Signed, Path(id): Path<ExplanationId>) -> Result<Response> {
    let mut conn = signed.read().await?;
    let request = store::load(&mut conn, id, false).await?.ok_or(Error::NotFound)?;
    own_grade(&signed, request.result).await?;
    let graded = to_explain(&mut conn, &request).await?;
    let due = due(&mut conn, id).await?;
    let law = signed.node.rules_on(graded.announced_on)?;
    let decision = appeal_deadline(&graded, law);
    let appeal_until = match decision.outcome {
        Ok(AppealDeadlineAnswer::Until { deadline, .. }) => Some(deadline),
        _ => None,
    };
    page(&MinePage {
        frame: signed.frame("my/explanations"),
        appeal: store::appealed(&mut conn, graded.result).await?,
        graded,
        request,
        due,
        appeal_until,
        appeal_because: decision.because,
    })
}

/// The grade that a request is about: while it waits, the one that counts now.
async fn to_explain(conn: &mut sqlx::PgConnection, request: &Requested) -> Result<Graded> {
    match request.given_on {
        None => Graded::to_explain(conn, request.result, false).await,
        Some(_) => Graded::load(conn, request.result, false).await,
    }
}

const DUE: &str = <rules::explanation::ExplanationDue as Rule>::NAME;

#[derive(Template)]
#[template(path = "explanation/to_give.html")]
struct ToGivePage {
    frame: ui::Frame,
    requests: Vec<Listed>,
}

/// The explanations that I am asked for, by candidate number.
async fn to_give(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let requests = store::of_examiner(&mut conn, signed.who.person).await?;
    page(&ToGivePage { frame: signed.frame("examining/explanations"), requests })
}

#[derive(Template)]
#[template(path = "explanation/giving.html")]
struct GivingPage {
    frame: ui::Frame,
    form: ui::Form,
    graded: Graded,
    request: Requested,
    id: ExplanationId,
    due: Option<Deadline>,
}

impl GivingPage {
    /// Whether the grade was put right after it was asked about.
    fn put_right(&self) -> bool {
        self.graded.result != self.request.result
    }

    fn forms(&self) -> Vec<ui::Choice> {
        vec![
            ui::Choice::new("written", self.frame.t("explanation-written"))
                .hint(self.frame.t("explanation-written-hint")),
            ui::Choice::new("oral", self.frame.t("explanation-oral"))
                .hint(self.frame.t("explanation-oral-hint")),
        ]
    }
}

/// What an examiner is asked for.
pub(super) struct Asked {
    pub(super) graded: Graded,
    pub(super) request: Requested,
    pub(super) due: Option<Deadline>,
}

/// A request for the explanation of a grade that this person has set, or not found.
pub(super) async fn asked_of(signed: &Signed, id: ExplanationId) -> Result<Asked> {
    let mut conn = signed.read().await?;
    let request = store::load(&mut conn, id, false).await?.ok_or(Error::NotFound)?;
    let graded = to_explain(&mut conn, &request).await?;
    if !store::graded_by(&mut conn, graded.committee, signed.who.person).await? {
        return Err(Error::NotFound);
    }
    let due = due(&mut conn, id).await?;
    Ok(Asked { graded, request, due })
}

/// By when the explanation is to be given, with reasons.
pub(super) async fn due(
    conn: &mut sqlx::PgConnection,
    id: ExplanationId,
) -> Result<Option<Deadline>> {
    calendar::store::get(conn, Subject { kind: "explanation", id: id.0 }, DUE).await
}

/// What the examiner types, field by field.
const LABELS: &[(&str, &str)] = &[
    ("principles", ui::key("explanation-principles")),
    ("assessment", ui::key("explanation-assessment")),
    ("told_on", ui::key("explanation-told-on")),
    ("told", ui::key("explanation-told")),
];

async fn giving_page(signed: &Signed, id: ExplanationId, form: ui::Form) -> Result<GivingPage> {
    let Asked { graded, request, due } = asked_of(signed, id).await?;
    let form = form.labels(LABELS);
    Ok(GivingPage { frame: signed.frame("examining/explanations"), form, graded, request, id, due })
}

async fn giving(signed: Signed, Path(id): Path<ExplanationId>) -> Result<Response> {
    page(&giving_page(&signed, id, ui::Form::new()).await?)
}

async fn given(Path(id): Path<ExplanationId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let chosen = form.choice("form", &["written", "oral"]);
    let given = match chosen.as_deref() {
        Some("written") => Some(Given::Written {
            principles: posted.field("principles").to_owned(),
            assessment: posted.field("assessment").to_owned(),
        }),
        Some(_) => form
            .date("told_on")
            .map(|on| Given::Orally { on, told: posted.field("told").to_owned() }),
        None => None,
    };
    let Some(given) = given.filter(|_| form.is_valid()) else {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &giving_page(&posted.signed, id, form).await?,
        );
    };
    let mut act = posted.act().await?;
    match give(&mut act, Give { explanation: id, given }).await {
        Ok(()) => {
            act.commit(Entry::new("explanation.give", "explanation", id.0)).await?;
            Ok(done("/examining/explanations", "done-explanation-given"))
        }
        Err(Error::Invalid(faults)) => {
            for fault in faults {
                form.add_error(&fault.field, fault.text);
            }
            page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &giving_page(&posted.signed, id, form).await?,
            )
        }
        Err(error) => posted.refused(error, posted.typed(LABELS)),
    }
}
