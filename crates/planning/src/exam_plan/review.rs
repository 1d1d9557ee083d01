//! A draft goes to the faculties, which approve it or object within a week.

use super::judged::Judged;
use super::{PLANNERS, REVIEWERS, draft, shift, store};
use crate::said::{refused, said};
use crate::{DraftId, ExamPlanId};
use jiff::ToSpan;
use office::people::PlaceCode;
use office::{Act, Error, Result};
use rules::Text;
use serde::Deserialize;
use ui::ToArg;
use utoipa::ToSchema;

/// So many days the faculties have.
pub(super) const REVIEW_DAYS: i64 = 7;

/// Sends a draft to the faculties that have exams in it; until they have answered it cannot be changed.
///
/// # Errors
/// Not found outside one's scope; refused as a draft that may not be changed, and `plan-broken` for one that
/// breaks a demand.
pub async fn send(act: &mut Act, plan: ExamPlanId, id: DraftId) -> Result<()> {
    let plan = store::plan::plan(act.conn(), plan, true).await?.ok_or(Error::NotFound)?;
    act.who()?.require(PLANNERS, &plan.place)?;
    let draft = draft::one(act, plan.id, id).await?;
    shift::may_change(&plan, &draft)?;
    if let Some(other) = plan.reviewed.filter(|other| *other != id) {
        let reviews = store::review::reviews(act.conn(), other).await?;
        if reviews.iter().all(|review| review.verdict.as_deref() != Some("objected")) {
            return Err(refused("review-open", "exam-plan-refused-review-open", &[]));
        }
    }
    let judged = Judged::of(act.conn(), plan.clone(), &draft).await?;
    holds(&judged)?;
    let today = act.today();
    let due = today.checked_add(REVIEW_DAYS.days());
    let due = due.map_err(|error| Error::Internal(error.into()))?;
    store::review::ask(act.conn(), &plan, (id, due)).await?;
    store::plan::set_review(act.conn(), plan.id, Some((id, due))).await?;
    Ok(())
}

/// Takes a draft back from the faculties, so that it can be changed.
///
/// # Errors
/// Not found outside one's scope; refused `nothing-sent` and `plan-published`.
pub async fn recall(act: &mut Act, plan: ExamPlanId) -> Result<()> {
    let plan = store::plan::plan(act.conn(), plan, true).await?.ok_or(Error::NotFound)?;
    act.who()?.require(PLANNERS, &plan.place)?;
    if plan.published_at.is_some() {
        return Err(refused("plan-published", "exam-plan-refused-published", &[]));
    }
    if plan.reviewed.is_none() {
        return Err(refused("nothing-sent", "exam-plan-refused-nothing-sent", &[]));
    }
    store::plan::set_review(act.conn(), plan.id, None).await?;
    Ok(())
}

/// What a faculty says.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExamPlanVerdict)]
pub struct Verdict {
    /// The place code of the faculty.
    pub unit: String,
    /// Whether it approves; else it objects.
    pub approves: bool,
    /// Why it objects.
    #[serde(default)]
    pub because: String,
}

/// A faculty says what it thinks of the draft.
///
/// # Errors
/// Not found for a faculty outside one's scope or one that was not asked; refused `nothing-sent`,
/// `plan-published`, and `review-over` after the last day; an objection without a reason.
pub async fn review(act: &mut Act, plan: ExamPlanId, verdict: &Verdict) -> Result<()> {
    let plan = store::plan::plan(act.conn(), plan, true).await?.ok_or(Error::NotFound)?;
    let place = PlaceCode(verdict.unit.clone());
    act.who()?.require(REVIEWERS, &place)?;
    if plan.published_at.is_some() {
        return Err(refused("plan-published", "exam-plan-refused-published", &[]));
    }
    let Some(draft) = plan.reviewed else {
        return Err(refused("nothing-sent", "exam-plan-refused-nothing-sent", &[]));
    };
    let reviews = store::review::reviews(act.conn(), draft).await?;
    let asked = reviews.into_iter().find(|review| review.place == place).ok_or(Error::NotFound)?;
    if act.today() > asked.due_on {
        let args: [(&str, &dyn ToArg); 1] = [("day", &asked.due_on)];
        return Err(refused("review-over", "exam-plan-refused-review-over", &args));
    }
    let because = verdict.because.trim();
    if !verdict.approves && because.is_empty() {
        return Err(draft::because_missing());
    }
    let verdict = if verdict.approves { ("approved", "") } else { ("objected", because) };
    let (person, now) = (act.person()?, act.now());
    store::review::set(act.conn(), (draft, asked.unit), verdict, (person, now)).await?;
    Ok(())
}

/// Whether a plan breaks nothing.
///
/// # Errors
/// Refused `plan-broken`, with everything that is broken.
pub(super) fn holds(judged: &Judged) -> Result<()> {
    let broken = &judged.report.violations;
    let Some(first) = broken.first() else { return Ok(()) };
    let (intro, one) = (said("exam-plan-refused-broken"), super::words::broken(first));
    let join = |intro: &str, one: &str| format!("{intro} {one} ({})", broken.len());
    let text = Text {
        nb: join(&intro.nb, &one.nb),
        nn: join(&intro.nn, &one.nn),
        en: join(&intro.en, &one.en),
    };
    Err(Error::refused("plan-broken", text))
}
