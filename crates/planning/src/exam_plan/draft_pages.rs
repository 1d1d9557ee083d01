//! A draft as a grid of days, sittings and rooms.

use super::draft::{NewDraft, SECONDS, draft, stop};
use super::judged::{Figures, Judged};
use super::pages::plan_page;
use super::places::RoomSeats;
use super::plan::Plan;
use super::repair::{Moved, moved};
use super::shift::may_change;
use super::store::draft::{Draft, Search};
use super::{PLANNERS, PUBLISHERS, READERS, search, seen, words};
use crate::said::put_back;
use crate::{DraftId, ExamPlanId};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::{Date, Time};
use office::http::{Allow, Posted, Routes, Signed, done, page};
use office::{Error, ExamId, Result, RoomId};
use rules::Text;
use std::collections::BTreeMap;

pub(super) fn routes() -> Routes {
    let one = "/exam-plans/{exam_plan}/drafts/{exam_plan_draft}";
    Routes::default()
        .form("/exam-plans/{exam_plan}/drafts", Allow::Roles(PLANNERS), "exam_plan.draft", asked)
        .page(one, Allow::Roles(READERS), show)
        .merge(super::groups_pages::routes())
        .form(&format!("{one}/stop"), Allow::Roles(PLANNERS), "exam_plan.stop", stopped)
}

async fn asked(Path(id): Path<ExamPlanId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let name = form.required("name");
    let seconds = form.number("seconds", i64::from(*SECONDS.start())..=i64::from(*SECONDS.end()));
    let seed = form.number("seed", 0..=1_000_000);
    let (Some(name), Some(seconds), Some(seed)) = (name, seconds, seed) else {
        return plan_page(&posted.signed, id, form).await;
    };
    let new = NewDraft { name, seconds: seconds as i32, seed: seed as i32 };
    let mut act = posted.act().await?;
    match draft(&mut act, id, &new).await {
        Ok(made) => {
            act.commit(Entry::new("exam_plan.draft", "exam_plan_draft", made.0)).await?;
            Ok(done(&format!("/exam-plans/{id}/drafts/{made}"), "done-exam-plan-draft"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            plan_page(&posted.signed, id, put_back(form, error)?).await
        }
        Err(error) => Err(error),
    }
}

async fn stopped(
    Path((plan, id)): Path<(ExamPlanId, DraftId)>,
    posted: Posted,
) -> Result<Response> {
    let mut act = posted.act().await?;
    stop(&mut act, plan, id).await?;
    act.commit(Entry::new("exam_plan.stop", "exam_plan_draft", id.0)).await?;
    Ok(done(&format!("/exam-plans/{plan}/drafts/{id}"), "done-exam-plan-stopped"))
}

/// An exam in a cell of the grid.
struct Chip {
    exam: ExamId,
    label: String,
    seats: u32,
}

#[derive(Template)]
#[template(path = "exam_plan/draft.html")]
struct DraftPage {
    frame: ui::Frame,
    plan: Plan,
    draft: Draft,
    search: Option<Search>,
    figures: Figures,
    broken: Vec<Text>,
    costs: Vec<(&'static str, i64)>,
    sittings: Vec<(Date, Time)>,
    rooms: Vec<Column>,
    cells: BTreeMap<(usize, usize), Vec<Chip>>,
    unplaced: Vec<Chip>,
    moved: Vec<Moved>,
    names: BTreeMap<RoomId, String>,
    plans: bool,
    publishes: bool,
    may_move: bool,
}

/// A room as a column of the grid.
struct Column {
    place: usize,
    name: String,
    capacity: u32,
}

impl DraftPage {
    fn cell(&self, sitting: &usize, column: &Column) -> &[Chip] {
        self.cells.get(&(*sitting, column.place)).map_or(&[], Vec::as_slice)
    }

    fn seated(&self, sitting: &usize, column: &Column) -> u32 {
        self.cell(sitting, column).iter().map(|chip| chip.seats).sum()
    }

    /// Whether a day begins with the sitting.
    fn begins_day(&self, place: &usize) -> bool {
        *place == 0 || self.sittings[*place].0 != self.sittings[*place - 1].0
    }

    fn percent(&self) -> i64 {
        self.search.as_ref().map_or(0, |search| (search.share * 100.0).round() as i64)
    }

    fn rooms_of(&self, rooms: &[RoomId]) -> String {
        let names: Vec<&str> =
            rooms.iter().filter_map(|room| Some(self.names.get(room)?.as_str())).collect();
        names.join(", ")
    }

    fn told(&self) -> usize {
        self.moved.iter().map(|one| one.told.len()).sum()
    }

    fn why(&self, moved: &Moved) -> String {
        let why: Vec<&str> = moved.why.iter().map(|why| self.frame.text(why)).collect();
        if why.is_empty() { self.frame.t("exam-plan-makes-way") } else { why.join("; ") }
    }

    fn is_reviewed(&self) -> bool {
        self.plan.reviewed == Some(self.draft.id)
    }
}

async fn show(
    Path((plan_id, id)): Path<(ExamPlanId, DraftId)>,
    signed: Signed,
) -> Result<Response> {
    let (plan, mut draft) = seen::draft(&signed, (plan_id, id)).await?;
    let mut conn = signed.read().await?;
    let (judged, search) = search::as_it_is(&mut conn, plan.clone(), &mut draft).await?;
    let moved = match draft.repair && draft.applied_at.is_none() {
        true => moved(&mut conn, &judged, signed.today()).await?,
        false => Vec::new(),
    };
    let chip = |place: usize, seats: u32| {
        let exam = &judged.term.exams[place];
        Chip { exam: exam.id, label: exam.label.clone(), seats }
    };
    let mut cells: BTreeMap<(usize, usize), Vec<Chip>> = BTreeMap::new();
    let mut unplaced = Vec::new();
    for (place, at) in judged.plan.iter().enumerate() {
        let Some(at) = at else {
            unplaced.push(chip(place, judged.term.instance.exams[place].seats()));
            continue;
        };
        for held in &at.seats {
            cells.entry((at.sitting, held.room)).or_default().push(chip(place, held.seats));
        }
    }
    let used = |place: usize| cells.keys().any(|(_, room)| *room == place);
    let rooms = judged.term.rooms.iter().enumerate().filter(|(place, _)| used(*place));
    let rooms = rooms.map(|(place, room)| Column {
        place,
        name: room.name.clone(),
        capacity: room.capacity,
    });
    let rooms: Vec<Column> = rooms.collect();
    let costs = judged.report.costs.iter().filter(|(_, cost)| *cost != 0);
    let costs = costs.filter_map(|(name, cost)| Some((words::cost_key(name)?, *cost))).collect();
    page(&DraftPage {
        frame: signed.frame(format!("exam-plans/{plan_id}")),
        plans: signed.who.may(PLANNERS, &plan.place),
        may_move: signed.who.may(PLANNERS, &plan.place) && may_change(&plan, &draft).is_ok(),
        publishes: signed.who.may(PUBLISHERS, &plan.place),
        figures: judged.figures(),
        broken: judged.report.violations.iter().map(words::broken).collect(),
        costs,
        sittings: judged.term.sittings.clone(),
        names: judged.term.rooms.iter().map(|room| (room.id, room.name.clone())).collect(),
        plan,
        draft,
        search,
        rooms,
        cells,
        unplaced,
        moved,
    })
}

/// Seats in rooms as one text: `Hall 120, N 204 8`.
pub(super) fn rooms_text(judged: &Judged, rooms: &[RoomSeats]) -> String {
    let text = |held: &RoomSeats| {
        let room = judged.term.rooms.iter().find(|room| room.id == held.room);
        room.map(|room| format!("{} ({})", room.name, held.seats))
    };
    rooms.iter().filter_map(text).collect::<Vec<_>>().join(", ")
}
