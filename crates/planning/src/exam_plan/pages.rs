//! The list of plans, and one plan with its drafts side by side.

use super::gather::gather;
use super::judged::{Figures, Judged};
use super::plan::{NewPlan, NewSitting, Plan, begin};
use super::publication::Publication;
use super::store::draft::{Draft, Search};
use super::store::review::Review;
use super::{
    PLANNERS, PUBLISHERS, READERS, REVIEWERS, api, api_steps, draft_pages, exam_pages, seen,
    step_pages, store,
};
use crate::date_wishes::store::units;
use crate::said::put_back;
use crate::{ExamPlanId, Series};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Time;
use office::http::{Allow, Posted, Routes, Signed, done, page_with};
use office::{Error, Result};
use rules::{Term, Text};
use ui::messages::text;
use ui::{Choice, Form, key};

pub(super) fn routes() -> Routes {
    Routes::default()
        .page("/exam-plans", Allow::Roles(READERS), list)
        .form("/exam-plans", Allow::Roles(PLANNERS), "exam_plan.begin", begun)
        .page("/exam-plans/{exam_plan}", Allow::Roles(READERS), show)
        .merge(draft_pages::routes())
        .merge(exam_pages::routes())
        .merge(step_pages::routes())
        .merge(api::routes())
        .merge(api_steps::routes())
}

const LABELS: &[(&str, &str)] = &[
    ("unit", key("exam-plan-unit")),
    ("term", key("exam-plan-term")),
    ("series", key("exam-plan-series")),
    ("first_on", key("exam-plan-first-on")),
    ("last_on", key("exam-plan-last-on")),
    ("sittings", key("exam-plan-sittings")),
    ("remarks", key("exam-plan-remarks")),
];

#[derive(Template)]
#[template(path = "exam_plan/list.html")]
struct ListPage {
    frame: ui::Frame,
    form: Form,
    plans: Vec<(Plan, Text)>,
    units: Vec<Choice>,
    terms: Vec<Choice>,
    series: Vec<Choice>,
}

impl ListPage {
    fn state(&self, plan: &Plan) -> String {
        self.frame.t(state_key(plan))
    }
}

/// How far a plan is: a key of the messages.
fn state_key(plan: &Plan) -> &'static str {
    match (plan.published_at, plan.reviewed) {
        (Some(_), _) => key("exam-plan-state-published"),
        (None, Some(_)) => key("exam-plan-state-review"),
        (None, None) => key("exam-plan-state-draft"),
    }
}

async fn list_page(signed: &Signed, form: Form) -> Result<Response> {
    let mut conn = signed.read().await?;
    let mut plans = store::plan::plans(&mut conn, &signed.who.scope(READERS)).await?;
    plans.retain(|(plan, _)| seen::concerns(&signed.who, READERS, plan));
    let frame = signed.frame("exam-plans");
    let known = units(&mut conn, &signed.who.scope(PLANNERS)).await?;
    let known = known.into_iter().filter(|unit| unit.level != "department");
    let units = known.map(|unit| Choice::new(unit.place, frame.text(&unit.name))).collect();
    let terms = crate::date_wishes::term_choices(&frame, signed.today());
    let series = crate::date_wishes::series_choices(&frame);
    let next = Term::of(signed.today()).next().to_string();
    let form = form
        .labels(LABELS)
        .with("term", next)
        .with("series", "ordinary")
        .with("sittings", "09:00 300\n15:00 300");
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(status, &ListPage { frame, form, plans, units, terms, series })
}

async fn list(signed: Signed) -> Result<Response> {
    list_page(&signed, Form::new()).await
}

/// What the form says; `None` when a field must be filled in again.
fn read(form: &mut Form) -> Option<NewPlan> {
    let unit = form.required("unit");
    let term = form.required("term").and_then(|term| {
        let read = Term::parse(&term).ok();
        if read.is_none() {
            form.add_error("term", text("exam-plan-error-term", &[("value", &term)]));
        }
        read
    });
    let series = form.choice("series", &Series::ALL.map(Series::code));
    let (first_on, last_on) = (form.date("first_on"), form.date("last_on"));
    let mut sittings = Vec::new();
    for line in form.field("sittings").to_owned().lines().filter(|line| !line.trim().is_empty()) {
        match sitting(line) {
            Some(sitting) => sittings.push(sitting),
            None => {
                let line = line.trim();
                form.add_error("sittings", text("exam-plan-error-line", &[("value", &line)]));
            }
        }
    }
    Some(NewPlan {
        unit: unit?,
        term: term?,
        series: Series::from_code(&series?)?,
        first_on: first_on?,
        last_on: last_on?,
        sittings,
        remarks: form.field("remarks").to_owned(),
    })
    .filter(|_| form.is_valid())
}

/// A sitting as it is typed: the hour, and for how many minutes.
fn sitting(line: &str) -> Option<NewSitting> {
    let (hour, minutes) = line.trim().split_once(char::is_whitespace)?;
    let (hour, minute) = hour.split_once([':', '.'])?;
    let starts_at = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    Some(NewSitting { starts_at, minutes: minutes.trim().parse().ok()? })
}

async fn begun(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(new) = read(&mut form) else { return list_page(&posted.signed, form).await };
    let mut act = posted.act().await?;
    match begin(&mut act, &new).await {
        Ok(id) => {
            act.commit(Entry::new("exam_plan.begin", "exam_plan", id.0)).await?;
            Ok(done(&format!("/exam-plans/{id}"), "done-exam-plan-begun"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            list_page(&posted.signed, put_back(form, error)?).await
        }
        Err(error) => Err(error),
    }
}

/// A draft beside the others.
pub(super) struct Compared {
    pub(super) draft: Draft,
    pub(super) figures: Figures,
    pub(super) search: Option<Search>,
}

/// The drafts of a plan with their numbers, and the repairs.
pub(super) async fn compared(
    signed: &Signed,
    plan: &Plan,
) -> Result<(Vec<Compared>, Vec<Draft>, super::gather::Term)> {
    let mut conn = signed.read().await?;
    let term = gather(&mut conn, plan.clone(), None).await?;
    let mut drafts = Vec::new();
    let all = store::draft::drafts(&mut conn, plan.id, None).await?;
    let (repairs, own): (Vec<_>, Vec<_>) = all.into_iter().partition(|draft| draft.repair);
    for draft in own {
        let search = match draft.searching {
            true => store::draft::search(&mut conn, draft.id).await?,
            false => None,
        };
        let places = search.as_ref().map_or(&draft.places, |search| &search.best);
        let figures = Judged::of_places(term.clone(), places)?.figures();
        drafts.push(Compared { draft, figures, search });
    }
    Ok((drafts, repairs, term))
}

#[derive(Template)]
#[template(path = "exam_plan/plan.html")]
struct PlanPage {
    frame: ui::Frame,
    form: Form,
    plan: Plan,
    drafts: Vec<Compared>,
    repairs: Vec<Draft>,
    reviews: Vec<Review>,
    warnings: Vec<Text>,
    exams: Vec<Choice>,
    rooms: Vec<Choice>,
    own_days: Vec<OwnDay>,
    plans: bool,
    publishes: bool,
    searching: bool,
    reviewing: Vec<String>,
    publication: Option<Publication>,
}

/// An exam whose day the subject community sets.
struct OwnDay {
    label: String,
    day: Option<jiff::civil::Date>,
}

impl PlanPage {
    fn state(&self) -> String {
        self.frame.t(state_key(&self.plan))
    }

    fn may_review(&self, review: &Review) -> bool {
        self.plan.published_at.is_none() && self.reviewing.contains(&review.place.0)
    }

    fn is_reviewed(&self, draft: &Draft) -> bool {
        self.plan.reviewed == Some(draft.id)
    }

    fn verdict(&self, review: &Review) -> String {
        self.frame.t(match review.verdict.as_deref() {
            Some("approved") => key("exam-plan-verdict-approved"),
            Some(_) => key("exam-plan-verdict-objected"),
            None => key("exam-plan-verdict-waits"),
        })
    }

    /// How far a search is, in per cent.
    fn percent(&self, search: &Search) -> i64 {
        (search.share * 100.0).round() as i64
    }

    fn kinds(&self) -> Vec<Choice> {
        vec![
            Choice::new("not_at", self.frame.t("exam-plan-demand-not-at")),
            Choice::new("at", self.frame.t("exam-plan-demand-at")),
            Choice::new("room_closed", self.frame.t("exam-plan-demand-room-closed")),
        ]
    }

    fn hours(&self) -> Vec<Choice> {
        let hour = |sitting: &NewSitting| sitting.starts_at.strftime("%H:%M").to_string();
        self.plan.sittings.iter().map(|one| Choice::new(hour(one), hour(one))).collect()
    }
}

/// The page of a plan, with a form of it that is to be filled in again.
pub(super) async fn plan_page(signed: &Signed, id: ExamPlanId, form: Form) -> Result<Response> {
    let plan = seen::plan(signed, id).await?;
    let (drafts, repairs, term) = compared(signed, &plan).await?;
    let mut conn = signed.read().await?;
    let reviews = match plan.reviewed {
        Some(draft) => store::review::reviews(&mut conn, draft).await?,
        None => Vec::new(),
    };
    let today = signed.today();
    let open = reviews
        .iter()
        .filter(|review| review.due_on >= today && signed.who.may(REVIEWERS, &review.place));
    let reviewing = open.map(|review| review.place.0.clone()).collect();
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let own_days = term.own_days.iter();
    let own_days = own_days
        .map(|(exam, day)| OwnDay { label: exam.label.clone(), day: day.map(|(day, _)| day) })
        .collect();
    let template = PlanPage {
        frame: signed.frame(format!("exam-plans/{id}")),
        form: form.labels(step_pages::LABELS).with("seconds", "30").with("seed", "1"),
        plans: signed.who.may(PLANNERS, &plan.place),
        publishes: signed.who.may(PUBLISHERS, &plan.place),
        searching: drafts.iter().any(|one| one.draft.searching),
        exams: term.exams.iter().map(|e| Choice::new(e.id.to_string(), e.label.clone())).collect(),
        rooms: term.rooms.iter().map(|r| Choice::new(r.id.to_string(), r.name.clone())).collect(),
        warnings: term.warnings,
        publication: Publication::of_plan(&signed.node, &plan)?,
        plan,
        drafts,
        repairs,
        reviews,
        own_days,
        reviewing,
    };
    page_with(status, &template)
}

async fn show(Path(id): Path<ExamPlanId>, signed: Signed) -> Result<Response> {
    plan_page(&signed, id, Form::new()).await
}
