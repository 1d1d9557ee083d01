//! An exam of a draft is moved by hand, and it is told at once what that breaks or costs.

use super::judged::{Figures, Judged};
use super::store::draft::Draft;
use super::store::plan::plan as load;
use super::{PLANNERS, draft, store};
use crate::said::{at, refused, said};
use crate::{DraftId, ExamPlanId};
use jiff::civil::{Date, Time};
use office::{Act, Error, ExamId, Result};
use rules::Text;
use serde::{Deserialize, Serialize};
use timetable::office::At;
use utoipa::ToSchema;

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExamShift)]
pub struct Shift {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// The hour.
    #[schema(value_type = String)]
    pub at: Time,
    /// The version of the draft beside which it was decided.
    pub version: i32,
}

/// What a move has done.
#[derive(Clone, Debug)]
pub struct Shifted {
    /// The numbers before.
    pub before: Figures,
    /// The numbers now.
    pub now: Figures,
    /// What is broken now that was not.
    pub breaks: Vec<Text>,
    /// The version of the draft now.
    pub version: i32,
}

/// Moves an exam of a draft. What a move breaks is told and not forbidden: a plan that breaks something is
/// not published.
///
/// # Errors
/// Not found outside one's scope and for an exam that is not of the plan; a time that is no sitting of the
/// plan; a conflict when the draft is another meanwhile; refused `draft-locked` while the faculties look at
/// it, `searching` while a search is under way, `plan-published` and `repair-done` afterwards.
pub async fn shift(
    act: &mut Act,
    (plan, id): (ExamPlanId, DraftId),
    exam: ExamId,
    to: Shift,
) -> Result<Shifted> {
    let plan = load(act.conn(), plan, true).await?.ok_or(Error::NotFound)?;
    act.who()?.require(PLANNERS, &plan.place)?;
    let draft = draft::one(act, plan.id, id).await?;
    may_change(&plan, &draft)?;
    if draft.version != to.version {
        return Err(Error::Conflict(said("exam-plan-conflict")));
    }
    let before = Judged::of(act.conn(), plan, &draft).await?;
    let place = before.term.exam(exam).ok_or(Error::NotFound)?;
    let sitting = before.term.sitting(to.on, to.at).ok_or_else(|| {
        let hour = to.at.strftime("%H:%M").to_string();
        at("to", "exam-plan-error-sitting", &[("day", &to.on), ("hour", &hour)])
    })?;
    let (figures, known) = (before.figures(), before.report.clone());
    let mut moved = before.plan.clone();
    moved[place] = Some(At { sitting, seats: Vec::new() });
    let places = before.term.places_of(&moved);
    let now = Judged::of_places(before.term, &places)?;
    store::draft::set_places(act.conn(), id, &now.places()).await?;
    let new = now.report.violations.iter().filter(|one| !known.violations.contains(one));
    Ok(Shifted {
        before: figures,
        now: now.figures(),
        breaks: new.map(super::words::broken).collect(),
        version: draft.version + 1,
    })
}

/// Whether a draft may be changed by hand.
pub(super) fn may_change(plan: &super::plan::Plan, draft: &Draft) -> Result<()> {
    if draft.searching {
        return Err(refused("searching", "exam-plan-refused-searching", &[]));
    }
    if draft.repair {
        return Err(refused("repair-made", "exam-plan-refused-repair", &[]));
    }
    if plan.published_at.is_some() {
        return Err(refused("plan-published", "exam-plan-refused-published", &[]));
    }
    if plan.reviewed == Some(draft.id) {
        return Err(refused("draft-locked", "exam-plan-refused-locked", &[]));
    }
    Ok(())
}
