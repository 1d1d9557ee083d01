//! The form of those who answer: one line for each day, with the answers side by side, so that the arrow
//! keys choose and Tab goes on.

use super::pages::{seen, shown};
use super::store::{self, Asked, Request};
use super::{ANSWERERS, Answer, Fixed, Wish, answer};
use crate::DateWishRequestId;
use crate::days::days;
use crate::said::put_back;
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::{Date, Time};
use office::http::{Allow, Posted, Routes, Signed, done};
use office::{Error, ExamId, Result};
use std::collections::BTreeMap;
use ui::messages::text;
use ui::{Form, key};

pub(super) fn routes() -> Routes {
    let path = "/date-wishes/{date_wish_request}/exams/{exam}";
    Routes::default().page(path, Allow::Roles(ANSWERERS), form).form(
        path,
        Allow::Roles(ANSWERERS),
        "date_wishes.answer",
        answered,
    )
}

const LABELS: &[(&str, &str)] = &[
    ("fixed_on", key("date-wishes-fixed-on")),
    ("fixed_at", key("date-wishes-fixed-at")),
    ("fixed_because", key("date-wishes-fixed-because")),
    ("note", key("date-wishes-note")),
    ("days", key("date-wishes-days")),
];

#[derive(Template)]
#[template(path = "date_wishes/answer.html")]
struct AnswerPage {
    frame: ui::Frame,
    form: Form,
    request: Request,
    asked: Asked,
    days: Vec<Date>,
    answers: [(&'static str, &'static str); 5],
}

impl AnswerPage {
    /// The field of a day.
    fn field(&self, day: &Date) -> String {
        field(*day)
    }

    /// Whether this answer is given to the day; without any, nothing is said of it.
    fn chosen(&self, day: &Date, answer: &str) -> bool {
        self.form.field(&field(*day)) == answer
    }

    /// Where all exams of the request stand.
    fn back(&self) -> String {
        format!("/date-wishes/{}", self.request.id)
    }

    /// Whether a new week begins with the day.
    fn begins_week(&self, place: &usize) -> bool {
        let since_monday = |place: usize| self.days[place].weekday().to_monday_zero_offset();
        *place > 0 && since_monday(*place) <= since_monday(*place - 1)
    }
}

fn field(day: Date) -> String {
    format!("day-{day}")
}

/// An exam that this person answers for, or not found.
pub(super) async fn own(
    signed: &Signed,
    id: DateWishRequestId,
    exam: ExamId,
) -> Result<(Request, Asked)> {
    let (request, exams) = seen(signed, id).await?;
    let asked = exams.into_iter().find(|asked| asked.exam == exam).ok_or(Error::NotFound)?;
    signed.who.require(ANSWERERS, &asked.place)?;
    Ok((request, asked))
}

async fn answer_page(
    signed: &Signed,
    (id, exam): (DateWishRequestId, ExamId),
    mut form: Form,
) -> Result<Response> {
    let (request, asked) = own(signed, id, exam).await?;
    let mut conn = signed.read().await?;
    for (day, wish) in store::days(&mut conn, id, exam, signed.who.person).await? {
        form = form.with(&field(day), wish.code());
    }
    if let Some(fixed) = &asked.fixed {
        form = form.with("fixed_on", dotted(fixed.on)).with("fixed_because", fixed.because.clone());
        if let Some(at) = fixed.at {
            form = form.with("fixed_at", at.strftime("%H:%M").to_string());
        }
    }
    let form = form.with("note", asked.note.clone()).labels(LABELS);
    let template = AnswerPage {
        frame: signed.frame(format!("date-wishes/{id}")),
        days: days(request.first_on, request.last_on),
        answers: [
            ("", key("date-wishes-answer-none")),
            ("wished", key("date-wishes-answer-wished")),
            ("acceptable", key("date-wishes-answer-acceptable")),
            ("impossible", key("date-wishes-answer-impossible")),
            ("away", key("date-wishes-answer-away")),
        ],
        form,
        request,
        asked,
    };
    shown(&template, &template.form)
}

fn dotted(day: Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}

async fn form(
    Path((id, exam)): Path<(DateWishRequestId, ExamId)>,
    signed: Signed,
) -> Result<Response> {
    answer_page(&signed, (id, exam), Form::new()).await
}

/// What the form says; faults stand at their fields.
fn read(posted: &Posted, form: &mut Form) -> Answer {
    let mut days = BTreeMap::new();
    for (name, value) in &posted.fields {
        let Some(day) = name.strip_prefix("day-") else { continue };
        match (day.parse::<Date>(), Wish::from_code(value)) {
            (Ok(day), Some(wish)) => {
                days.insert(day, wish);
            }
            (Ok(_), None) if value.is_empty() => {}
            _ => form.add_error("days", text("date-wishes-error-unread", &[("value", value)])),
        }
    }
    let fixed = form.optional_date("fixed_on").map(|on| Fixed {
        on,
        at: hour(form, "fixed_at"),
        because: posted.field("fixed_because").to_owned(),
    });
    if fixed.is_none() && form.error("fixed_on").is_none() {
        for other in ["fixed_at", "fixed_because"] {
            if !posted.field(other).is_empty() {
                form.add_error("fixed_on", text("date-wishes-error-fixed-on", &[]));
                break;
            }
        }
    }
    Answer { days, fixed, note: posted.field("note").to_owned() }
}

/// An hour as it is typed, `9.00` or `09:00`; a fault at its field where it cannot be read.
pub(crate) fn hour(form: &mut Form, name: &str) -> Option<Time> {
    let typed = form.optional(name)?;
    let (hour, minute) = typed.split_once([':', '.']).unwrap_or((&typed, "0"));
    let read = hour.parse::<i8>().ok().zip(minute.parse::<i8>().ok());
    let read = read.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok());
    if read.is_none() {
        form.add_error(name, text("date-wishes-error-hour", &[("value", &typed)]));
    }
    read
}

/// After an answer comes the next exam that nobody has answered for, if there is one.
async fn answered(
    Path((id, exam)): Path<(DateWishRequestId, ExamId)>,
    posted: Posted,
) -> Result<Response> {
    own(&posted.signed, id, exam).await?;
    let mut form = posted.form();
    let said = read(&posted, &mut form);
    if !form.is_valid() {
        return answer_page(&posted.signed, (id, exam), form).await;
    }
    let mut act = posted.act().await?;
    match answer(&mut act, id, exam, &said).await {
        Ok(()) => {
            act.commit(Entry::new("date_wishes.answer", "exam", exam.0)).await?;
            let (_, exams) = seen(&posted.signed, id).await?;
            let mut open = exams.iter().filter(|asked| asked.answered.is_none());
            let next = open.find(|asked| posted.signed.who.may(ANSWERERS, &asked.place));
            let path = match next {
                Some(next) => format!("/date-wishes/{id}/exams/{}", next.exam),
                None => format!("/date-wishes/{id}"),
            };
            Ok(done(&path, "done-date-wishes-answered"))
        }
        Err(error @ Error::Invalid(_)) => {
            drop(act);
            answer_page(&posted.signed, (id, exam), put_back(form, error)?).await
        }
        Err(error) => posted.refused(error, posted.typed(LABELS)),
    }
}
