//! The plan is published: what the faculties have seen stands in the catalogue, in one act.

use super::judged::Judged;
use super::{PUBLISHERS, catalogue, draft, review, store};
use crate::said::refused;
use crate::{DraftId, ExamPlanId};
use office::{Act, Error, Result};
use ui::ToArg;

/// Publishes the draft that the faculties were asked about: writes day, hour and rooms of every exam into
/// the catalogue. Answers to how many.
///
/// # Errors
/// Not found outside one's scope; refused `plan-published`, `not-reviewed` for another draft,
/// `objected` while a faculty objects, `review-open` while one can still answer, `plan-broken` for what
/// breaks a demand by today's registrations, `grading-begun` for an exam that somebody has assessed.
pub async fn publish(act: &mut Act, plan: ExamPlanId, id: DraftId) -> Result<usize> {
    let plan = store::plan::plan(act.conn(), plan, true).await?.ok_or(Error::NotFound)?;
    act.who()?.require(PUBLISHERS, &plan.place)?;
    let draft = draft::one(act, plan.id, id).await?;
    if plan.published_at.is_some() {
        return Err(refused("plan-published", "exam-plan-refused-published", &[]));
    }
    if plan.reviewed != Some(id) {
        return Err(refused("not-reviewed", "exam-plan-refused-not-reviewed", &[]));
    }
    let today = act.today();
    for asked in store::review::reviews(act.conn(), id).await? {
        match asked.verdict.as_deref() {
            Some("approved") => {}
            Some(_) => {
                let args: [(&str, &dyn ToArg); 1] = [("because", &asked.because)];
                return Err(refused("objected", "exam-plan-refused-objected", &args));
            }
            None if today > asked.due_on => {}
            None => {
                let args: [(&str, &dyn ToArg); 1] = [("day", &asked.due_on)];
                return Err(refused("review-open", "exam-plan-refused-waits", &args));
            }
        }
    }
    let plan_id = plan.id;
    let judged = Judged::of(act.conn(), plan, &draft).await?;
    review::holds(&judged)?;
    let all: Vec<usize> = (0..judged.plan.len()).collect();
    let written = catalogue::write(act, &judged.term, &judged.plan, &all).await?.len();
    let own = catalogue::write_own_days(act, &judged.term).await?;
    let (person, now) = (act.person()?, act.now());
    store::plan::set_published(act.conn(), plan_id, (person, now)).await?;
    Ok(written + own)
}
