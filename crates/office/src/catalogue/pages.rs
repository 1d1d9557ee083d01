//! The list of exams and the exam's first page.

use super::progress::{Counts, Step, counts, steps};
use super::search::{self, ExamRow, Filter, Search, exams};
use super::tabs::{ExamTab, may_plan, tabs};
use super::{Deadlines, Exam, PLANNERS, VIEWERS, deadlines, exam_for, forms, store, words};
use crate::ExamId;
use crate::Result;
use crate::calendar::{self, Deadline, Subject};
use crate::http::{Allow, Routes, Signed, page};
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use jiff::civil::Date;
use rules::Rule;
use rules::grading::GradingDeadline;

pub(crate) fn routes() -> Routes {
    let planners = Allow::Roles(PLANNERS);
    Routes::default()
        .page("/exams", Allow::Roles(VIEWERS), list)
        .page("/exams/{exam}", Allow::Roles(VIEWERS), overview)
        .page("/exams/new", planners, forms::new_exam)
        .form("/exams", planners, "exam.create", forms::post_exam)
        .page("/exams/{exam}/edit", planners, forms::edit_exam)
        .form("/exams/{exam}/edit", planners, "exam.change", forms::post_exam_change)
        .page("/courses", planners, forms::courses)
        .page("/courses/new", planners, forms::new_course)
        .form("/courses", planners, "course.create", forms::post_course)
        .page("/courses/{course}", planners, forms::edit_course)
        .form("/courses/{course}", planners, "course.change", forms::post_course_change)
        .merge(super::api::routes())
}

/// How many exams one page of the list holds.
const PAGE_SIZE: u32 = 50;

#[derive(Template)]
#[template(path = "catalogue/exams.html")]
struct ListPage {
    frame: ui::Frame,
    list: ui::List,
    rows: Vec<ExamRow>,
    form: ui::Form,
    terms: Vec<ui::Choice>,
    units: Vec<ui::Choice>,
    planner: bool,
}

impl ListPage {
    fn kind(&self, row: &ExamRow) -> String {
        words::read(&row.kind).map_or_else(String::new, |kind| self.frame.t(words::kind_key(&kind)))
    }
}

/// Reads the filter that stands in the address of a list of exams.
pub(super) fn read_search(
    query: &[(String, String)],
    scope: Vec<String>,
    list: &ui::List,
) -> Search {
    let value = |name: &str| {
        query.iter().find(|(key, _)| key == name).map_or_else(String::new, |(_, v)| v.clone())
    };
    Search {
        scope,
        term: value("term"),
        unit: value("unit"),
        text: value("q"),
        sort: list.sort.clone(),
        descending: list.descending,
        offset: list.offset(),
        limit: list.page_size,
    }
}

async fn list(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let list = ui::List::from_query("/exams", &query, &["date", "code"], PAGE_SIZE);
    let scope = signed.who.scope(VIEWERS);
    let search = read_search(&query, scope.clone(), &list);
    let mut conn = signed.read().await?;
    let found = exams(&mut conn, &search).await?;
    let terms = search::terms(&mut conn).await?;
    let units = search::units(&mut conn, &scope).await?;
    let frame = signed.frame("exams");
    let choice = |unit: Filter| ui::Choice::new(unit.value, unit.name.get(frame.language));
    page(&ListPage {
        list: list.of(found.total),
        rows: found.rows,
        form: ui::Form::from_pairs(query),
        terms: terms.iter().map(|term| frame.term_choice(term)).collect(),
        units: units.into_iter().map(choice).collect(),
        planner: signed.who.has(PLANNERS),
        frame,
    })
}

#[derive(Template)]
#[template(path = "catalogue/overview.html")]
struct OverviewPage {
    frame: ui::Frame,
    tabs: Vec<ExamTab>,
    exam: Exam,
    counts: Counts,
    steps: Vec<Step>,
    deadlines: Deadlines,
    grading: Option<Deadline>,
    rooms: Vec<store::ExamRoom>,
    may_plan: bool,
    /// The last day to sign up, where it passed before anybody could.
    signup_over: Option<Date>,
}

async fn overview(signed: Signed, Path(id): Path<ExamId>) -> Result<Response> {
    let exam = exam_for(&signed, id, VIEWERS).await?;
    let mut conn = signed.read().await?;
    let counts = counts(&mut conn, id).await?;
    let subject = Subject { kind: "exam", id: id.0 };
    let grading = calendar::store::get(&mut conn, subject, GradingDeadline::NAME).await?;
    let mut frame = signed.frame(format!("exams/{}", exam.reference()));
    frame.breadcrumb = crumbs(&frame);
    let deadlines = deadlines(&signed.node, &exam)?;
    page(&OverviewPage {
        signup_over: deadlines.signup_over(&exam, counts.registered, signed.today()),
        tabs: tabs(&signed, id, ""),
        steps: steps(exam.date.is_some(), exam.has_answers(), &counts),
        deadlines,
        rooms: store::rooms(&mut conn, id).await?,
        may_plan: may_plan(&signed.who, &exam),
        grading,
        counts,
        exam,
        frame,
    })
}

/// The way to an exam's page.
pub(crate) fn crumbs(frame: &ui::Frame) -> Vec<ui::Crumb> {
    vec![ui::Crumb { text: frame.t("catalogue-exams"), href: "/exams".to_owned() }]
}
