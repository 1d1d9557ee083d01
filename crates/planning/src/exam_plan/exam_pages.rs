//! One exam of a draft: why it lies where it lies, what each other time would break or cost, and the way
//! to move it there.

use super::draft_pages::rooms_text;
use super::granted::{self, GrantedHere};
use super::judged::Judged;
use super::plan::Plan;
use super::shift::{Shift, may_change, shift};
use super::store::draft::Draft;
use super::{PLANNERS, READERS, search, seen, words};
use crate::{DraftId, ExamPlanId};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use jiff::civil::{Date, Time};
use office::http::{Allow, Posted, Routes, Signed, done, page};
use office::{Error, ExamId, Result};
use rules::Text;
use serde::Deserialize;
use timetable::{Explanation, Format};
use ui::messages::text;

pub(super) fn routes() -> Routes {
    let path = "/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/exams/{exam}";
    Routes::default().page(path, Allow::Roles(READERS), show).form(
        path,
        Allow::Roles(PLANNERS),
        "exam_plan.shift",
        shifted,
    )
}

/// Another time for the exam.
pub(super) struct Elsewhere {
    pub(super) on: Date,
    pub(super) at: Time,
    /// What it would break; nothing: the exam could lie there.
    pub(super) breaks: Vec<Text>,
    /// By how much the price of the whole plan would change.
    pub(super) change: i64,
    /// Which costs would change, by the keys of their names.
    pub(super) costs: Vec<(&'static str, i64)>,
}

/// An exam of a draft, explained.
pub(super) struct Explained {
    pub(super) label: String,
    pub(super) name: Text,
    /// Where it lies.
    pub(super) at: Option<(Date, Time)>,
    /// Its rooms.
    pub(super) rooms: String,
    /// How many seats it needs.
    pub(super) seats: u32,
    /// Those of its candidates with special arrangements, by room.
    pub(super) granted: Vec<GrantedHere>,
    /// What is broken where it lies.
    pub(super) broken: Vec<Text>,
    /// Every other time, in the order of time.
    pub(super) elsewhere: Vec<Elsewhere>,
}

/// Explains an exam of a draft, or not found.
pub(super) fn explained(judged: &Judged, exam: ExamId) -> Result<Explained> {
    let place = judged.term.exam(exam).ok_or(Error::NotFound)?;
    let (row, model) = (&judged.term.exams[place], &judged.term.instance);
    let found: Explanation =
        timetable::explain(model, &judged.placement()?, &row.label).ok_or(Error::NotFound)?;
    let texts = |reasons: &[timetable::Reason]| -> Vec<Text> {
        reasons.iter().map(timetable::Reason::text).collect()
    };
    let mut elsewhere: Vec<Elsewhere> = found
        .elsewhere
        .iter()
        .filter_map(|other| {
            let sitting =
                (0..judged.term.sittings.len()).find(|p| model.period_name(*p) == other.period)?;
            let (on, at) = judged.term.sittings[sitting];
            let costs = other.costs.iter();
            let costs = costs.filter_map(|(name, change)| Some((words::cost_key(name)?, *change)));
            Some(Elsewhere {
                on,
                at,
                breaks: texts(&other.breaks),
                change: other.change,
                costs: costs.collect(),
            })
        })
        .collect();
    elsewhere.sort_by_key(|other| (other.on, other.at));
    let places = judged.places();
    let here = places.iter().find(|place| place.exam == exam);
    Ok(Explained {
        label: row.label.clone(),
        name: row.course.name.clone(),
        at: here.map(|here| (here.on, here.at)),
        rooms: here.map_or_else(String::new, |here| rooms_text(judged, &here.rooms)),
        seats: model.exams[place].seats(),
        granted: judged.plan[place]
            .as_ref()
            .map_or_else(Vec::new, |at| granted::of_exam(&judged.term, place, at)),
        broken: texts(&found.broken),
        elsewhere,
    })
}

#[derive(Template)]
#[template(path = "exam_plan/exam.html")]
struct ExamPage {
    frame: ui::Frame,
    plan: Plan,
    draft: Draft,
    exam: ExamId,
    explained: Explained,
    may_move: bool,
    moved: Option<Moved>,
}

/// What the last move has done, as the address tells it: numbers alone.
#[derive(Clone, Copy, Deserialize)]
struct Moved {
    cost: Option<i64>,
    broken: Option<i64>,
}

impl ExamPage {
    /// How many with special arrangements sit where, and what they have.
    fn granted(&self, one: &GrantedHere) -> String {
        let frame = &self.frame;
        let mut said = vec![frame.ta("exam-plan-granted-count", &[("count", &one.candidates)])];
        if one.minutes > 0 {
            said.push(frame.ta("exam-plan-granted-minutes", &[("minutes", &one.minutes)]));
        }
        said.extend(one.needs.iter().map(|need| frame.t(need.key())));
        said.push(one.room.clone());
        said.join(" · ")
    }

    fn change(&self, change: &i64) -> String {
        format!("{change:+}")
    }

    fn breaks(&self, other: &Elsewhere) -> String {
        let all: Vec<&str> = other.breaks.iter().map(|why| self.frame.text(why)).collect();
        all.join("; ")
    }

    /// The costs that would change.
    fn costs(&self, other: &Elsewhere) -> String {
        let part = |(key, change): &(&'static str, i64)| {
            format!("{} {}", self.frame.t(key), self.change(change))
        };
        other.costs.iter().map(part).collect::<Vec<_>>().join(", ")
    }

    fn is_here(&self, other: &Elsewhere) -> bool {
        self.explained.at == Some((other.on, other.at))
    }

    /// What the last move has done.
    fn told(&self) -> Option<String> {
        let moved = self.moved?;
        let (cost, broken) = (moved.cost?, moved.broken?);
        let cost = self.change(&cost);
        let args: [(&str, &dyn ui::ToArg); 2] = [("cost", &cost), ("broken", &broken)];
        Some(self.frame.ta("exam-plan-moved", &args))
    }
}

async fn show(
    Path((plan_id, id, exam)): Path<(ExamPlanId, DraftId, ExamId)>,
    Query(moved): Query<Moved>,
    signed: Signed,
) -> Result<Response> {
    let (plan, mut draft) = seen::draft(&signed, (plan_id, id)).await?;
    let mut conn = signed.read().await?;
    let (judged, _) = search::as_it_is(&mut conn, plan.clone(), &mut draft).await?;
    let explained = explained(&judged, exam)?;
    let may_move = signed.who.may(PLANNERS, &plan.place) && may_change(&plan, &draft).is_ok();
    page(&ExamPage {
        frame: signed.frame(format!("exam-plans/{plan_id}")),
        plan,
        draft,
        exam,
        explained,
        may_move,
        moved: Some(moved),
    })
}

/// Moves the exam; the page it leads to says at once what that breaks and costs.
async fn shifted(
    Path((plan, id, exam)): Path<(ExamPlanId, DraftId, ExamId)>,
    posted: Posted,
) -> Result<Response> {
    seen::draft(&posted.signed, (plan, id)).await?;
    let to = posted.field("to");
    let read = to.split_once(' ').and_then(|(on, at)| Some((on.parse().ok()?, at.parse().ok()?)));
    let version = posted.field("version").parse();
    let (Some((on, at)), Ok(version)) = (read, version) else {
        return Err(Error::field("to", text("exam-plan-error-to", &[("value", &to)])));
    };
    let mut act = posted.act().await?;
    let done_by = shift(&mut act, (plan, id), exam, Shift { on, at, version }).await?;
    act.commit(Entry::new("exam_plan.shift", "exam", exam.0).fact("to", to.to_owned())).await?;
    let cost = done_by.now.cost - done_by.before.cost;
    let broken = done_by.now.broken;
    let back = format!("/exam-plans/{plan}/drafts/{id}/exams/{exam}?cost={cost}&broken={broken}");
    Ok(done(&back, "done-exam-plan-shifted"))
}
