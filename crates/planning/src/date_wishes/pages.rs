//! The pages of those who ask.

use super::store::{self, Asked, Listed, Request};
use super::{ANSWERERS, ASKERS, Ask, READERS, answer_pages, api, ask, prolong};
use crate::said::put_back;
use crate::{DateWishRequestId, Series};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use office::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use office::people::PersonName;
use office::{Error, ExamId, PersonId, Result};
use rules::Term;
use std::collections::BTreeMap;
use ui::{Choice, Form, key};

pub(super) fn routes() -> Routes {
    Routes::default()
        .page("/date-wishes", Allow::Roles(READERS), list)
        .form("/date-wishes", Allow::Roles(ASKERS), "date_wishes.ask", asked)
        .page("/date-wishes/{date_wish_request}", Allow::Roles(READERS), show)
        .form(
            "/date-wishes/{date_wish_request}/deadline",
            Allow::Roles(ASKERS),
            "date_wishes.prolong",
            prolonged,
        )
        .merge(answer_pages::routes())
        .merge(api::routes())
}

/// What is typed to ask.
const LABELS: &[(&str, &str)] = &[
    ("unit", key("date-wishes-unit")),
    ("term", key("date-wishes-term")),
    ("series", key("date-wishes-series")),
    ("first_on", key("date-wishes-first-on")),
    ("last_on", key("date-wishes-last-on")),
    ("answer_by", key("date-wishes-answer-by")),
];

#[derive(Template)]
#[template(path = "date_wishes/list.html")]
struct ListPage {
    frame: ui::Frame,
    form: Form,
    requests: Vec<Listed>,
    units: Vec<Choice>,
    terms: Vec<Choice>,
    series: Vec<Choice>,
}

/// Series of exams to choose between.
pub(crate) fn series_choices(frame: &ui::Frame) -> Vec<Choice> {
    Series::ALL.map(|series| Choice::new(series.code(), frame.t(series.key()))).to_vec()
}

/// This term and the three after it.
pub(crate) fn term_choices(frame: &ui::Frame, today: jiff::civil::Date) -> Vec<Choice> {
    let first = Term::of(today);
    let terms = std::iter::successors(Some(first), |term| Some(term.next())).take(4);
    terms.map(|term| frame.term_choice(term)).collect()
}

async fn list_page(signed: &Signed, form: Form) -> Result<Response> {
    let mut conn = signed.read().await?;
    let requests = store::requests(&mut conn, &signed.who.scope(READERS)).await?;
    let units = store::units(&mut conn, &signed.who.scope(ASKERS)).await?;
    let frame = signed.frame("date-wishes");
    let named = |unit: store::Unit| Choice::new(unit.place, frame.text(&unit.name));
    let units = units.into_iter().map(named).collect();
    let (terms, series) = (term_choices(&frame, signed.today()), series_choices(&frame));
    let next = Term::of(signed.today()).next().to_string();
    let form = form.labels(LABELS).with("term", next).with("series", "ordinary");
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(status, &ListPage { frame, form, requests, units, terms, series })
}

async fn list(signed: Signed) -> Result<Response> {
    list_page(&signed, Form::new()).await
}

/// What the form says; `None` when a field must be filled in again.
fn read(form: &mut Form) -> Option<Ask> {
    let unit = form.required("unit");
    let term = form.required("term").and_then(|term| {
        let read = Term::parse(&term).ok();
        if read.is_none() {
            let text = ui::messages::text("date-wishes-error-term", &[("value", &term)]);
            form.add_error("term", text);
        }
        read
    });
    let series = form.choice("series", &Series::ALL.map(Series::code));
    let (first_on, last_on) = (form.date("first_on"), form.date("last_on"));
    let answer_by = form.date("answer_by");
    Some(Ask {
        unit: unit?,
        term: term?,
        series: Series::from_code(&series?)?,
        first_on: first_on?,
        last_on: last_on?,
        answer_by: answer_by?,
    })
}

async fn asked(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(new) = read(&mut form) else { return list_page(&posted.signed, form).await };
    let mut act = posted.act().await?;
    match ask(&mut act, &new).await {
        Ok(id) => {
            act.commit(Entry::new("date_wishes.ask", "date_wish_request", id.0)).await?;
            Ok(done(&format!("/date-wishes/{id}"), "done-date-wishes-asked"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            list_page(&posted.signed, put_back(form, error)?).await
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "date_wishes/request.html")]
struct RequestPage {
    frame: ui::Frame,
    form: Form,
    request: Request,
    exams: Vec<Asked>,
    counts: BTreeMap<ExamId, [i64; 3]>,
    names: BTreeMap<PersonId, PersonName>,
    asks: bool,
    answers: Vec<ExamId>,
    open: bool,
}

impl RequestPage {
    fn name(&self, person: &PersonId) -> String {
        self.names.get(person).map_or_else(String::new, |name| name.shown(self.frame.language))
    }

    fn count(&self, exam: &ExamId, place: usize) -> i64 {
        self.counts.get(exam).map_or(0, |counts| counts[place])
    }

    fn answered(&self) -> usize {
        self.exams.iter().filter(|exam| exam.answered.is_some()).count()
    }

    fn may_answer(&self, exam: &ExamId) -> bool {
        self.open && self.answers.contains(exam)
    }

    fn kind(&self, asked: &Asked) -> String {
        self.frame.t(&format!("date-wishes-kind-{}", asked.kind))
    }
}

/// A request and its exams as far as this person sees them.
pub(super) async fn seen(signed: &Signed, id: DateWishRequestId) -> Result<(Request, Vec<Asked>)> {
    let mut conn = signed.read().await?;
    let request = store::request(&mut conn, id, false).await?.ok_or(Error::NotFound)?;
    let mut exams = store::exams(&mut conn, &request).await?;
    exams.retain(|asked| signed.who.may(READERS, &asked.place));
    if exams.is_empty() && !signed.who.may(READERS, &request.place) {
        return Err(Error::NotFound);
    }
    Ok((request, exams))
}

async fn request_page(signed: &Signed, id: DateWishRequestId, form: Form) -> Result<Response> {
    let (request, exams) = seen(signed, id).await?;
    let mut conn = signed.read().await?;
    let counts = store::counts(&mut conn, id).await?;
    let persons: Vec<PersonId> = exams.iter().filter_map(|asked| Some(asked.answered?.0)).collect();
    let names = store::names(&mut conn, &persons).await?;
    let mine = exams.iter().filter(|asked| signed.who.may(ANSWERERS, &asked.place));
    let answers = mine.map(|asked| asked.exam).collect();
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let asks = signed.who.may(ASKERS, &request.place);
    let open = signed.today() <= request.answer_by;
    let frame = signed.frame(format!("date-wishes/{id}"));
    let form = form.labels(LABELS);
    page_with(
        status,
        &RequestPage { frame, form, request, exams, counts, names, asks, answers, open },
    )
}

async fn show(Path(id): Path<DateWishRequestId>, signed: Signed) -> Result<Response> {
    request_page(&signed, id, Form::new()).await
}

async fn prolonged(Path(id): Path<DateWishRequestId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(until) = form.date("answer_by") else {
        return request_page(&posted.signed, id, form).await;
    };
    let mut act = posted.act().await?;
    match prolong(&mut act, id, until).await {
        Ok(()) => {
            act.commit(Entry::new("date_wishes.prolong", "date_wish_request", id.0)).await?;
            Ok(done(&format!("/date-wishes/{id}"), "done-date-wishes-prolonged"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            request_page(&posted.signed, id, put_back(form, error)?).await
        }
        Err(error) => Err(error),
    }
}

/// A page, whatever it shows.
pub(super) fn shown(template: &impl Template, form: &Form) -> Result<Response> {
    if form.is_valid() {
        page(template)
    } else {
        page_with(StatusCode::UNPROCESSABLE_ENTITY, template)
    }
}
