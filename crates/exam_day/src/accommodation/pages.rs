//! What a faculty has granted, and how many of an exam need what.

use super::enter::{MINUTES_MAX, NewAccommodation, PERCENT_MAX, end, enter};
use super::store::{self, Counted, Granted, Listed, Whose};
use super::{COUNTERS, ENTERERS, NEEDS};
use crate::AccommodationId;
use crate::room_booking::Feature;
use crate::said::put_back;
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::ToSpan;
use jiff::civil::Date;
use office::catalogue::{Exam, exam_for, head};
use office::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use office::{Error, ExamId, Result};
use rules::accommodation::{AccommodationDeadline, AccommodationDeadlineFacts};
use rules::{Reason, Rule, Term};
use ui::{Choice, Form, Frame, key};

pub(super) fn routes() -> Routes {
    let enterers = Allow::Roles(ENTERERS);
    Routes::default()
        .page("/accommodations", enterers, list)
        .form("/accommodations", enterers, "accommodation.enter", entered)
        .form("/accommodations/{accommodation}/end", enterers, "accommodation.end", ended)
        .page("/exams/{exam}/accommodations", Allow::Roles(COUNTERS), of_exam)
}

const LABELS: &[(&str, &str)] = &[
    ("student_number", key("accommodation-student-number")),
    ("case_ref", key("accommodation-case")),
    ("extra_minutes", key("accommodation-extra-minutes")),
    ("extra_percent", key("accommodation-extra-percent")),
    ("needs", key("accommodation-needs")),
    ("equipment", key("accommodation-equipment")),
    ("first_on", key("accommodation-first-on")),
    ("last_on", key("accommodation-last-on")),
    ("why", key("accommodation-why-ended")),
];

#[derive(Template)]
#[template(path = "accommodation/list.html")]
struct ListPage {
    frame: Frame,
    form: Form,
    granted: Vec<Listed>,
    needs: Vec<Choice>,
    /// By when what was granted in this term is to be entered, and why.
    register_by: Option<(Date, Vec<Reason>)>,
}

/// Time, room and equipment in words: `60 min · enerom · ordretting`.
pub(super) fn in_words(frame: &Frame, granted: &Granted) -> String {
    let mut said = Vec::new();
    if granted.extra_minutes > 0 {
        said.push(frame.ta("accommodation-minutes", &[("count", &granted.extra_minutes)]));
    }
    if granted.extra_percent > 0 {
        said.push(frame.ta("accommodation-percent", &[("count", &granted.extra_percent)]));
    }
    said.extend(granted.needs.iter().map(|need| frame.t(need.key())));
    if !granted.equipment.is_empty() {
        said.push(granted.equipment.clone());
    }
    said.join(" · ")
}

impl ListPage {
    fn what(&self, one: &Listed) -> String {
        in_words(&self.frame, &one.granted)
    }
}

/// What the units of the reader have granted; everybody on it is noted as looked at.
pub(super) async fn listed(signed: &Signed) -> Result<Vec<Listed>> {
    let mut conn = signed.read().await?;
    let scope = signed.who.scope(ENTERERS);
    let granted = store::list(&mut conn, Whose::Of(&scope)).await?;
    let persons: Vec<_> = granted.iter().map(|one| one.granted.person).collect();
    signed.look_each(&persons, "accommodation").await?;
    Ok(granted)
}

async fn list_page(signed: &Signed, form: Form) -> Result<Response> {
    let granted = listed(signed).await?;
    let frame = signed.frame("accommodations");
    let needs = NEEDS.map(|need| Choice::new(need.word(), frame.t(need.key()))).to_vec();
    let term = Term::of(signed.today());
    let facts = AccommodationDeadlineFacts { term, exam_date: None };
    let decided = AccommodationDeadline::decide(&facts, signed.node.rules_on(term.first_day())?);
    let by = decided.outcome.ok().and_then(|answer| answer.register_by);
    let register_by = by.map(|by| (by, decided.because));
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = form.labels(LABELS).with("extra_minutes", "0").with("extra_percent", "0");
    page_with(status, &ListPage { frame, form, granted, needs, register_by })
}

async fn list(signed: Signed) -> Result<Response> {
    list_page(&signed, Form::new()).await
}

/// What the form says; `None` when a field must be filled in again.
fn read(form: &mut Form) -> Option<NewAccommodation> {
    let (student_number, case_ref) = (form.required("student_number"), form.required("case_ref"));
    let minutes = form.number("extra_minutes", 0..=i64::from(MINUTES_MAX));
    let percent = form.number("extra_percent", 0..=i64::from(PERCENT_MAX));
    let (first_on, last_on) = (form.date("first_on"), form.date("last_on"));
    Some(NewAccommodation {
        student_number: student_number?,
        case_ref: case_ref?,
        extra_minutes: i32::try_from(minutes?).unwrap_or(i32::MAX),
        extra_percent: i32::try_from(percent?).unwrap_or(i32::MAX),
        needs: form.all("needs").filter_map(Feature::read).collect(),
        equipment: form.optional("equipment").unwrap_or_default(),
        first_on: first_on?,
        last_on: last_on?,
    })
}

async fn entered(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(new) = read(&mut form) else { return list_page(&posted.signed, form).await };
    let mut act = posted.act().await?;
    match enter(&mut act, &new).await {
        Ok(id) => {
            act.commit(Entry::new("accommodation.enter", "accommodation", id.0)).await?;
            Ok(done("/accommodations", "done-accommodation-entered"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            list_page(&posted.signed, put_back(form, error)?).await
        }
        Err(error) => Err(error),
    }
}

async fn ended(Path(id): Path<AccommodationId>, posted: Posted) -> Result<Response> {
    let form = posted.form();
    let mut act = posted.act().await?;
    match end(&mut act, id, form.field("why")).await {
        Ok(()) => {
            act.commit(Entry::new("accommodation.end", "accommodation", id.0)).await?;
            Ok(done("/accommodations", "done-accommodation-ended"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            list_page(&posted.signed, put_back(form, error)?).await
        }
        Err(error) => Err(error),
    }
}

/// The days on which a grant counts for an exam: its own, or those of its term.
pub(super) fn days_of(exam: &Exam) -> (Date, Date) {
    let last = || exam.term.next().first_day().saturating_sub(1.day());
    exam.date.map_or_else(|| (exam.term.first_day(), last()), |day| (day, day))
}

#[derive(Template)]
#[template(path = "accommodation/exam.html")]
struct ExamPage {
    frame: Frame,
    head: String,
    counted: Vec<Counted>,
}

impl ExamPage {
    fn needs(&self, one: &Counted) -> String {
        let needs: Vec<_> = one.needs.iter().map(|need| self.frame.t(need.key())).collect();
        needs.join(" · ")
    }
}

async fn of_exam(signed: Signed, Path(id): Path<ExamId>) -> Result<Response> {
    let exam = exam_for(&signed, id, COUNTERS).await?;
    let mut conn = signed.read().await?;
    let counted = store::of_exam(&mut conn, id, days_of(&exam)).await?;
    let frame = signed.frame(format!("exams/{}", exam.reference()));
    let head = head(&signed, &frame, &exam, "/accommodations")?;
    page(&ExamPage { frame, head, counted })
}
