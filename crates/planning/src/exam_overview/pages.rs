//! The two overviews as pages and as files for a spreadsheet.

use super::store::Line;
use super::{DESK_READERS, READERS, api, of_desk, of_term};
use crate::date_wishes::term_choices;
use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use jiff::civil::Date;
use office::Result;
use office::http::{Allow, Routes, Signed, page};
use office::spreadsheet::csv_file;
use rules::Term;
use serde::Deserialize;
use ui::{Choice, Form, key};

pub(super) fn routes() -> Routes {
    let (readers, desk) = (Allow::Roles(READERS), Allow::Roles(DESK_READERS));
    Routes::default()
        .page("/exam-overview", readers, all)
        .page("/exam-overview.csv", readers, all_as_file)
        .page("/exam-overview/desk", desk, handed_in)
        .page("/exam-overview/desk.csv", desk, handed_in_as_file)
        .merge(api::routes())
}

/// The term that is asked for; today's if none is.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    term: String,
}

impl Wish {
    /// The term; today's where none is named that can be read.
    pub(super) fn term(&self, signed: &Signed) -> Term {
        Term::parse(&self.term).unwrap_or_else(|_| Term::of(signed.today()))
    }
}

#[derive(Template)]
#[template(path = "exam_overview/overview.html")]
struct OverviewPage {
    frame: ui::Frame,
    form: Form,
    term: Term,
    terms: Vec<Choice>,
    lines: Vec<Line>,
    for_desk: bool,
    reads_all: bool,
    today: Date,
}

impl OverviewPage {
    fn kind(&self, line: &Line) -> String {
        kind(&self.frame, line)
    }

    fn form_of(&self, line: &Line) -> String {
        form_of(&self.frame, line)
    }

    fn examiners(&self, line: &Line) -> String {
        examiners(&self.frame, line)
    }

    fn wish(&self, line: &Line) -> String {
        wish(&self.frame, line, self.today)
    }

    /// Whether a teacher owes an answer that was due.
    fn is_missed(&self, line: &Line) -> bool {
        matches!(line.wish, Some((by, false)) if by < self.today)
    }

    fn path(&self) -> &'static str {
        if self.for_desk { "/exam-overview/desk" } else { "/exam-overview" }
    }
}

fn kind(frame: &ui::Frame, line: &Line) -> String {
    frame.t(&format!("catalogue-kind-{}", line.kind_word()))
}

fn form_of(frame: &ui::Frame, line: &Line) -> String {
    frame.t(&format!("catalogue-form-{}", line.form_word().replace('_', "-")))
}

fn examiners(frame: &ui::Frame, line: &Line) -> String {
    let names: Vec<_> = line.examiners.iter().map(|(_, name)| name.shown(frame.language)).collect();
    names.join(", ")
}

/// What the teachers owe: a wish for the day, by when.
fn wish(frame: &ui::Frame, line: &Line, today: Date) -> String {
    let told = |key, by: &Date| frame.ta(key, &[("day", &frame.date(by))]);
    match &line.wish {
        None if super::is_handed_in(line.form) && !line.is_written() => String::new(),
        None => frame.t(key("exam-overview-wish-not-asked")),
        Some((_, true)) => frame.t(key("exam-overview-wish-answered")),
        Some((by, false)) if *by < today => told(key("exam-overview-wish-missed"), by),
        Some((by, false)) => told(key("exam-overview-wish-due"), by),
    }
}

async fn shown(signed: Signed, term: Term, lines: Vec<Line>, for_desk: bool) -> Result<Response> {
    let frame = signed.frame("exam-overview");
    page(&OverviewPage {
        form: Form::new().with("term", term.to_string()),
        terms: term_choices(&frame, signed.today()),
        reads_all: signed.who.has(READERS),
        today: signed.today(),
        frame,
        term,
        lines,
        for_desk,
    })
}

async fn all(signed: Signed, Query(wish): Query<Wish>) -> Result<Response> {
    let term = wish.term(&signed);
    let lines = of_term(&signed, term).await?;
    shown(signed, term, lines, false).await
}

async fn handed_in(signed: Signed, Query(wish): Query<Wish>) -> Result<Response> {
    let term = wish.term(&signed);
    let lines = of_desk(&signed, term).await?;
    shown(signed, term, lines, true).await
}

/// What both files begin with.
const HEAD: [&str; 7] = [
    "exam-overview-course",
    "exam-overview-unit",
    "exam-overview-kind",
    "exam-overview-form",
    "exam-overview-day",
    "exam-overview-until",
    "exam-overview-candidates",
];

fn cells(frame: &ui::Frame, line: &Line) -> Vec<String> {
    vec![
        format!("{} {}", line.code, frame.text(&line.name)),
        frame.text(&line.unit).to_owned(),
        kind(frame, line),
        form_of(frame, line),
        day(line.date),
        line.starts_at.map(|at| at.strftime("%H:%M").to_string()).unwrap_or_default(),
        line.candidates.to_string(),
    ]
}

fn day(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn head(frame: &ui::Frame, rest: [&str; 2]) -> Vec<String> {
    HEAD.iter().chain(&rest).map(|key| frame.t(key)).collect()
}

async fn all_as_file(signed: Signed, Query(wished): Query<Wish>) -> Result<Response> {
    let (term, frame) = (wished.term(&signed), signed.frame(""));
    let mut head = head(&frame, ["exam-overview-examiners", "exam-overview-wish"]);
    head.push(frame.t("exam-overview-grading"));
    let mut rows = vec![head];
    for line in of_term(&signed, term).await? {
        let mut row = cells(&frame, &line);
        row.push(examiners(&frame, &line));
        row.push(wish(&frame, &line, signed.today()));
        row.push(day(line.grading_on));
        rows.push(row);
    }
    csv_file(&format!("exam-overview-{term}.csv"), rows)
}

async fn handed_in_as_file(signed: Signed, Query(wished): Query<Wish>) -> Result<Response> {
    let (term, frame) = (wished.term(&signed), signed.frame(""));
    let mut rows = vec![head(&frame, ["exam-overview-copies", "exam-overview-grading"])];
    for line in of_desk(&signed, term).await? {
        let mut row = cells(&frame, &line);
        row.push(line.copies.to_string());
        row.push(day(line.grading_on));
        rows.push(row);
    }
    csv_file(&format!("exam-overview-desk-{term}.csv"), rows)
}
