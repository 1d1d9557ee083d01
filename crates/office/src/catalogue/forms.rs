//! The forms for courses and exams.

use super::course::{CourseFields, change_course, create_course};
use super::exam::{Exam, ExamFields, change_exam, create_exam};
use super::when::is_handed_in;
use super::{PLANNERS, exam_for, room_field, search, store, words};
use crate::http::{Posted, Signed, done, page, page_with};
use crate::{CourseId, Error, ExamId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::{Date, Time};
use rules::exclusion::Classification;
use rules::{Form as ExamForm, Level, Term, Text};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::iter;
use ui::messages::text;
use ui::{Choice, Form, key};

/// Puts what a use case refused back at the fields of its form; what is no fault of the
/// input is handed on.
///
/// # Errors
/// What is no fault of the input.
pub fn refused(mut form: Form, error: Error) -> Result<Form> {
    match error {
        Error::Invalid(faults) => {
            for fault in faults {
                form.add_error(&fault.field, fault.text);
            }
        }
        Error::Refused(refused) => form.add_error("", refused.text),
        other => return Err(other),
    }
    Ok(form)
}

#[derive(Template)]
#[template(path = "catalogue/courses.html")]
struct CoursesPage {
    frame: ui::Frame,
    courses: Vec<store::CourseRow>,
    units: HashMap<String, Text>,
}

impl CoursesPage {
    /// The name of the unit that has the course.
    fn unit(&self, course: &store::CourseRow) -> &str {
        self.units.get(&course.place_code).map_or("", |name| self.frame.text(name))
    }
}

pub(super) async fn courses(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let courses = store::courses(&mut conn, &signed.who.scope(PLANNERS), None).await?;
    let units = search::units(&mut conn, &signed.who.scope(PLANNERS)).await?;
    let units = units.into_iter().map(|unit| (unit.value, unit.name)).collect();
    page(&CoursesPage { frame: signed.frame("courses"), courses, units })
}

#[derive(Template)]
#[template(path = "catalogue/course_form.html")]
struct CoursePage {
    frame: ui::Frame,
    form: Form,
    action: String,
    units: Vec<Choice>,
    levels: Vec<Choice>,
    forms: Vec<Choice>,
    classifications: Vec<Choice>,
}

async fn course_page(signed: &Signed, form: Form, action: String) -> Result<CoursePage> {
    let mut conn = signed.read().await?;
    let frame = signed.frame("courses");
    let units = search::units(&mut conn, &signed.who.scope(PLANNERS)).await?;
    Ok(CoursePage {
        form: form.labels(&[
            ("code", "catalogue-code"),
            ("name_nb", "catalogue-name-nb"),
            ("name_nn", "catalogue-name-nn"),
            ("name_en", "catalogue-name-en"),
            ("credits", "catalogue-credits"),
            ("unit", "catalogue-unit"),
            ("level", "catalogue-level"),
            ("form", "catalogue-form"),
            ("classification", "catalogue-classification"),
        ]),
        action,
        units: units
            .into_iter()
            .map(|unit| {
                let name = format!("{} {}", unit.value, unit.name.get(frame.language));
                Choice::new(unit.value, name)
            })
            .collect(),
        levels: [Level::Bachelor, Level::Master]
            .map(|level| Choice::new(words::word(&level), frame.t(words::level_key(&level))))
            .to_vec(),
        forms: ExamForm::ALL
            .map(|form| Choice::new(words::word(&form), frame.t(words::form_key(&form))))
            .to_vec(),
        classifications: [Classification::Hesos, Classification::Laerer]
            .map(|one| Choice::new(one.code(), one.name().get(frame.language).to_owned()))
            .to_vec(),
        frame,
    })
}

pub(super) async fn new_course(signed: Signed) -> Result<Response> {
    page(&course_page(&signed, Form::new(), "/courses".to_owned()).await?)
}

/// The course of one's own unit, or there is none.
async fn own_course(signed: &Signed, id: CourseId) -> Result<store::CourseRow> {
    let mut conn = signed.read().await?;
    let found = store::courses(&mut conn, &signed.who.scope(PLANNERS), Some(id)).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

pub(super) async fn edit_course(signed: Signed, Path(id): Path<CourseId>) -> Result<Response> {
    let row = own_course(&signed, id).await?;
    let mut form = Form::new()
        .with("code", row.code)
        .with("version", row.version)
        .with("name_nb", row.name_nb)
        .with("name_nn", row.name_nn)
        .with("name_en", row.name_en)
        .with("credits", row.credits.normalize().to_string().replace('.', ","))
        .with("unit", row.place_code)
        .with("level", row.level)
        .with("form", row.form);
    if row.grade_scale == "pass_fail" {
        form = form.with("pass_fail", "yes");
    }
    if let Some(classification) = row.classification {
        form = form.with("classification", classification);
    }
    page(&course_page(&signed, form, format!("/courses/{id}")).await?)
}

fn read_course(form: &mut Form) -> Option<CourseFields> {
    let code = form.required("code");
    let names = ["name_nb", "name_nn", "name_en"].map(|name| form.required(name));
    let credits = form.required("credits").and_then(|value| {
        let read = value.replace(',', ".").parse::<Decimal>().ok();
        if read.is_none() {
            form.add_error("credits", text("catalogue-error-credits", &[("value", &value)]));
        }
        read
    });
    let unit = form.required("unit");
    let level = form.required("level").and_then(|word| words::read(&word));
    let kind = form.required("form").and_then(|word| words::read(&word));
    let [name_nb, name_nn, name_en] = names;
    Some(CourseFields {
        code: code?,
        version: form.optional("version").unwrap_or_else(|| "1".to_owned()),
        name_nb: name_nb?,
        name_nn: name_nn?,
        name_en: name_en?,
        credits: credits?,
        unit: unit?,
        level: level?,
        form: kind?,
        pass_fail: form.checked("pass_fail"),
        classification: form.optional("classification").as_deref().and_then(Classification::parse),
    })
}

pub(super) async fn post_course(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    if let Some(fields) = read_course(&mut form) {
        let mut act = posted.act().await?;
        match create_course(&mut act, &fields).await {
            Ok(id) => {
                act.commit(Entry::new("course.create", "course", id.0)).await?;
                return Ok(done("/courses", "done-course-created"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    let shown = course_page(&posted.signed, form, "/courses".to_owned()).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

pub(super) async fn post_course_change(
    Path(id): Path<CourseId>,
    posted: Posted,
) -> Result<Response> {
    own_course(&posted.signed, id).await?;
    let mut form = posted.form();
    if let Some(fields) = read_course(&mut form) {
        let mut act = posted.act().await?;
        match change_course(&mut act, id, &fields).await {
            Ok(()) => {
                act.commit(Entry::new("course.change", "course", id.0)).await?;
                return Ok(done("/courses", "done-course-changed"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    let shown = course_page(&posted.signed, form, format!("/courses/{id}")).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

#[derive(Template)]
#[template(path = "catalogue/exam_form.html")]
struct ExamPage {
    frame: ui::Frame,
    form: Form,
    action: String,
    courses: Vec<Choice>,
    terms: Vec<Choice>,
    kinds: Vec<Choice>,
    room_lines: Vec<Choice>,
    rooms_known: Vec<Choice>,
    /// Whether the course that is chosen is handed in; `None` while none is.
    handed_in: Option<bool>,
    /// What the exam was when the form was opened, to be sent with it.
    before: String,
}

impl ExamPage {
    /// The message key of a field that means one thing for what is sat and another for what is
    /// handed in; while no course is chosen, of both.
    fn label(&self, field: &str) -> &'static str {
        match (field, self.handed_in) {
            ("date", Some(true)) => key("catalogue-hand-in-day"),
            ("date", Some(false)) => key("catalogue-date"),
            ("date", None) => key("catalogue-date-or-hand-in"),
            (_, Some(true)) => key("catalogue-hand-in-hour"),
            (_, Some(false)) => key("catalogue-starts-at"),
            (_, None) => key("catalogue-starts-at-or-hand-in"),
        }
    }
}

/// How many terms ahead an exam can be planned.
const TERMS_AHEAD: usize = 5;

/// The terms to choose between: the last one, this one, those ahead, and the exam's own.
fn terms(today: Date, own: &str) -> Vec<Term> {
    let mut terms: Vec<_> =
        iter::successors(Some(Term::of(today).previous()), |term| Some(term.next()))
            .take(2 + TERMS_AHEAD)
            .collect();
    if let Some(own) = Term::parse(own).ok().filter(|own| !terms.contains(own)) {
        terms.push(own);
        terms.sort_by_key(|term| term.first_day());
    }
    terms
}

async fn exam_page(signed: &Signed, form: Form, action: String) -> Result<ExamPage> {
    let mut conn = signed.read().await?;
    let frame = signed.frame("exams");
    let courses = store::courses(&mut conn, &signed.who.scope(PLANNERS), None).await?;
    let own_term = form.field("term").to_owned();
    let chosen = courses.iter().find(|row| row.id.to_string() == form.field("course"));
    let handed_in = chosen.and_then(|row| words::read(&row.form)).map(is_handed_in);
    let rooms = store::rooms_known(&mut conn).await?;
    Ok(ExamPage {
        handed_in,
        before: form.field("before").to_owned(),
        room_lines: room_field::lines(&form, &frame),
        rooms_known: room_field::suggestions(&rooms, &frame),
        form: form.labels(&[
            ("course", "catalogue-course"),
            ("term", "catalogue-term"),
            ("kind", "catalogue-kind"),
            ("date", "catalogue-date"),
            ("starts_at", "catalogue-starts-at"),
            ("duration_minutes", "catalogue-duration"),
            ("copies", "catalogue-copies"),
            ("rooms", "catalogue-rooms"),
        ]),
        action,
        courses: courses
            .into_iter()
            .map(|row| {
                Choice::new(
                    row.id.to_string(),
                    format!("{} {}", row.code, row.name(frame.language)),
                )
            })
            .collect(),
        terms: terms(signed.today(), &own_term).iter().map(|one| frame.term_choice(one)).collect(),
        kinds: words::KINDS
            .map(|kind| Choice::new(words::word(&kind), frame.t(words::kind_key(&kind))))
            .to_vec(),
        frame,
    })
}

pub(super) async fn new_exam(signed: Signed) -> Result<Response> {
    let form = Form::new()
        .with("term", Term::of(signed.today()).to_string())
        .with("kind", "ordinary")
        .with("copies", "1");
    page(&exam_page(&signed, form, "/exams".to_owned()).await?)
}

pub(super) async fn edit_exam(signed: Signed, Path(id): Path<ExamId>) -> Result<Response> {
    let exam = exam_for(&signed, id, PLANNERS).await?;
    let mut conn = signed.read().await?;
    let rooms = store::rooms(&mut conn, id).await?;
    drop(conn);
    let form = filled(&exam, &rooms);
    let form = form.with("before", ExamFields::of(&exam, rooms).written());
    page(&exam_page(&signed, form, format!("/exams/{id}/edit")).await?)
}

fn filled(exam: &Exam, rooms: &[store::ExamRoom]) -> Form {
    let rooms = rooms.iter().map(|room| ("rooms".to_owned(), room.shown()));
    Form::from_pairs(rooms)
        .with("course", exam.course.to_string())
        .with("term", exam.term.to_string())
        .with("kind", words::word(&exam.kind))
        .with("date", exam.date.map(super::changed::day).unwrap_or_default())
        .with("starts_at", exam.starts_at.as_ref().map(clock).unwrap_or_default())
        .with("duration_minutes", exam.duration_minutes.map(|m| m.to_string()).unwrap_or_default())
        .with("copies", exam.copies.to_string())
}

/// A time of day as it is typed: `09:00`.
pub(crate) fn clock(time: &Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Reads `9:00`, `09.00` or `0900`.
pub fn read_clock(value: &str) -> Option<Time> {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let plain = value.chars().all(|c| c.is_ascii_digit() || c == ':' || c == '.');
    let (hour, minute) = match digits.len() {
        3 | 4 if plain => digits.split_at(digits.len() - 2),
        _ => return None,
    };
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

async fn read_exam(signed: &Signed, form: &mut Form) -> Result<Option<ExamFields>> {
    let rooms = store::rooms_known(&mut *signed.read().await?).await?;
    Ok(read_fields(form, &rooms))
}

fn read_fields(form: &mut Form, known: &[store::ExamRoom]) -> Option<ExamFields> {
    let course = form.id("course").map(CourseId);
    let term = form.required("term").and_then(|value| {
        let term = Term::parse(&value).ok();
        if term.is_none() {
            form.add_error("term", text("catalogue-error-term", &[("value", &value)]));
        }
        term
    });
    let kind = form.required("kind").and_then(|word| words::read(&word));
    let date = form.optional_date("date");
    let starts_at = form.optional("starts_at").and_then(|value| {
        let time = read_clock(&value);
        if time.is_none() {
            form.add_error("starts_at", text("catalogue-error-time", &[("value", &value)]));
        }
        time
    });
    let duration = match form.optional("duration_minutes") {
        Some(_) => form.number("duration_minutes", 1..=2880),
        None => None,
    };
    let copies = form.number("copies", 1..=9);
    let fields = ExamFields {
        course: course?,
        term: term?,
        kind: kind?,
        date,
        starts_at,
        duration_minutes: duration.and_then(|minutes| i32::try_from(minutes).ok()),
        copies: i32::try_from(copies?).ok()?,
        rooms: room_field::codes(form, known),
    };
    form.is_valid().then_some(fields)
}

pub(super) async fn post_exam(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    if let Some(fields) = read_exam(&posted.signed, &mut form).await? {
        let mut act = posted.act().await?;
        match create_exam(&mut act, &fields).await {
            Ok(id) => {
                act.commit(Entry::new("exam.create", "exam", id.0)).await?;
                return Ok(done(&format!("/exams/{id}"), "done-exam-created"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    let shown = exam_page(&posted.signed, form, "/exams".to_owned()).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

pub(super) async fn post_exam_change(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    exam_for(&posted.signed, id, PLANNERS).await?;
    let mut form = posted.form();
    if let Some(fields) = read_exam(&posted.signed, &mut form).await? {
        let mut act = posted.act().await?;
        let before = serde_json::from_str(posted.field("before")).ok();
        match change_exam(&mut act, id, &fields, before.as_ref()).await {
            Ok(()) => {
                act.commit(Entry::new("exam.change", "exam", id.0)).await?;
                return Ok(done(&format!("/exams/{id}"), "done-exam-changed"));
            }
            Err(Error::Conflict(told)) if before.is_some() => {
                drop(act);
                return changed_meanwhile(&posted, id, told).await;
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    let shown = exam_page(&posted.signed, form, format!("/exams/{id}/edit")).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

/// The form again with all that was typed, and what another has changed meanwhile. Sent once more it
/// counts, since it now says that this is known.
async fn changed_meanwhile(posted: &Posted, id: ExamId, told: Text) -> Result<Response> {
    let exam = exam_for(&posted.signed, id, PLANNERS).await?;
    let rooms = store::rooms(&mut *posted.signed.read().await?, id).await?;
    let mut form = posted.form();
    form.add_error("", told);
    let mut shown = exam_page(&posted.signed, form, format!("/exams/{id}/edit")).await?;
    shown.before = ExamFields::of(&exam, rooms).written();
    page_with(StatusCode::CONFLICT, &shown)
}
