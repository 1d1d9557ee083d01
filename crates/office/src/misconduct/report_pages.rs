//! The page on which a report is written up: the student's number finds the exams, and one of them
//! is chosen.

use super::matter::{Chose, Matter, Source, Suspected, UsedFor};
use super::store::{self, Found};
use super::{Mark, REPORTERS, Report, Reporter};
use crate::RegistrationId;
use crate::catalogue::words;
use crate::exclusion::{self, Warned};
use crate::http::{Posted, Signed, done, page, page_with};
use crate::{Error, MisconductId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use ui::{Choice, key};

#[derive(Template)]
#[template(path = "misconduct/report.html")]
struct ReportPage {
    frame: ui::Frame,
    form: ui::Form,
    student: Option<String>,
    exams: Vec<Choice>,
    warned: Option<Warned>,
}

impl ReportPage {
    fn choices<T: serde::Serialize>(&self, all: &[T], name: fn(&T) -> &'static str) -> Vec<Choice> {
        all.iter().map(|one| Choice::new(words::word(one), self.frame.t(name(one)))).collect()
    }

    fn matters(&self) -> Vec<Choice> {
        self.choices(&Matter::ALL, |one| one.key())
    }

    fn sources(&self) -> Vec<Choice> {
        self.choices(&Source::ALL, |one| one.key())
    }

    fn suspected(&self) -> Vec<Choice> {
        self.choices(&Suspected::ALL, |one| one.key())
    }

    fn chose(&self) -> Vec<Choice> {
        self.choices(&Chose::ALL, |one| one.key())
    }

    fn used_for(&self) -> Vec<Choice> {
        self.choices(&UsedFor::ALL, |one| one.key())
    }
}

/// The labels of the fields, for the summary of what is wrong.
const LABELS: [(&str, &str); 14] = [
    ("registration", key("misconduct-exam")),
    ("matter", key("misconduct-matter")),
    ("source", key("misconduct-source")),
    ("suspected", key("misconduct-suspected")),
    ("reported_on", key("misconduct-reported-on")),
    ("observed", key("misconduct-observed")),
    ("reporters", key("misconduct-reporters")),
    ("told_on", key("misconduct-told-on")),
    ("chose", key("misconduct-chose")),
    ("placement", key("misconduct-placement")),
    ("used_for", key("misconduct-used-for")),
    ("removed_on", key("misconduct-removed-on")),
    ("warned_on", key("misconduct-warned-on")),
    ("student", key("misconduct-student-number")),
];

/// The exams of the student whose number was typed. Noted as a look at the student's data.
pub(super) async fn found(signed: &Signed, number: &str) -> Result<Vec<Found>> {
    if number.is_empty() {
        return Ok(Vec::new());
    }
    let mut conn = signed.read().await?;
    let scope = signed.who.scope(REPORTERS);
    let found = store::registrations_of_student(&mut conn, number, &scope).await?;
    if let Some(first) = found.first() {
        signed.look(first.person, "misconduct").await?;
    }
    Ok(found)
}

async fn filled(signed: &Signed, form: ui::Form) -> Result<ReportPage> {
    let found = found(signed, form.field("student").trim()).await?;
    let frame = signed.frame("misconduct/new");
    let student = found.first().map(|one| one.name.shown(frame.language));
    let exams = found.iter().map(|one| {
        let number = one.candidate_number.map_or_else(|| "–".to_owned(), |n| n.to_string());
        let about = frame.term(&one.about);
        let text = frame.ta("misconduct-exam-choice", &[("about", &about), ("number", &number)]);
        Choice::new(one.registration.to_string(), text)
    });
    let exams = exams.collect();
    let warned = match found.first() {
        Some(first) => exclusion::warning(signed, first.person).await?,
        None => None,
    };
    Ok(ReportPage { form: form.labels(&LABELS), frame, student, exams, warned })
}

pub(super) async fn blank(signed: Signed) -> Result<Response> {
    page(&filled(&signed, ui::Form::new()).await?)
}

/// The number comes in the form, never in the address: addresses are kept by browsers and logs.
pub(super) async fn find(posted: Posted) -> Result<Response> {
    page(&filled(&posted.signed, posted.form()).await?)
}

/// What the form says; `None` when a field must be filled in again.
fn read(form: &mut ui::Form) -> Option<Report> {
    let matter = form
        .choice("matter", &Matter::ALL.map(|one| words::word(&one)).each_ref().map(String::as_str));
    let source = form
        .choice("source", &Source::ALL.map(|one| words::word(&one)).each_ref().map(String::as_str));
    let reported_on = form.date("reported_on");
    let (told_on, removed_on) = (form.optional_date("told_on"), form.optional_date("removed_on"));
    let warned_on = form.optional_date("warned_on");
    let registration = form.optional("registration").and_then(|id| id.parse().ok());
    let word = |form: &ui::Form, name: &str| form.optional(name).unwrap_or_default();
    Some(Report {
        registration: registration.map(RegistrationId),
        student_number: word(form, "student"),
        matter: words::read(&matter?)?,
        source: words::read(&source?)?,
        coursework: form.checked("coursework"),
        suspected: words::read(&word(form, "suspected")),
        reported_on: reported_on?,
        observed: word(form, "observed"),
        reporters: reporters(form.field("reporters")),
        told_on,
        chose: words::read(&word(form, "chose")),
        placement: word(form, "placement"),
        used_for: words::read(&word(form, "used_for")),
        removed_on,
        warned_on,
    })
}

/// One on each line: `name, title`.
fn reporters(lines: &str) -> Vec<Reporter> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (name, title) = line.split_once(',').unwrap_or((line, ""));
            Reporter { title: title.trim().to_owned(), name: name.trim().to_owned() }
        })
        .collect()
}

/// Takes a report down, or shows it again with what is missing.
pub(super) async fn reported(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(new) = read(&mut form).filter(|_| form.is_valid()) else {
        return again(&posted, form).await;
    };
    let mut act = posted.act().await?;
    match super::report(&mut act, new).await {
        Ok(id) => {
            act.commit(Entry::new("misconduct.report", "misconduct", id.0)).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-reported"))
        }
        Err(Error::Invalid(faults)) => {
            for fault in faults {
                form.add_error(&fault.field, fault.text);
            }
            again(&posted, form).await
        }
        Err(error) => {
            posted.refused(error, posted.typed(&[("observed", key("misconduct-observed"))]))
        }
    }
}

async fn again(posted: &Posted, form: ui::Form) -> Result<Response> {
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &filled(&posted.signed, form).await?)
}

/// Marks one passage.
pub(super) async fn marked(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let field = |name| posted.field(name).to_owned();
    let new = Mark { passage: field("passage"), taken_from: field("taken_from") };
    let mut act = posted.act().await?;
    match super::mark(&mut act, id, new).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.mark", "misconduct", id.0)).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-marked"))
        }
        Err(error) => super::staff_pages::again(&posted, id, error).await,
    }
}
