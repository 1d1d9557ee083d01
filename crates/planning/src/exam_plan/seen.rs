//! What somebody sees of a plan: those of her units, and those above that plan her units' exams.

use super::plan::Plan;
use super::store::draft::Draft;
use super::{READERS, store};
use crate::{DraftId, ExamPlanId};
use office::access::{Principal, Role};
use office::http::Signed;
use office::{Error, Result};

/// Whether the plan plans exams of a unit at which this person holds one of the roles.
pub(super) fn concerns(who: &Principal, roles: &[Role], plan: &Plan) -> bool {
    let below =
        |held: &office::access::Grant| roles.contains(&held.role) && plan.place.covers(&held.place);
    who.may(roles, &plan.place) || who.grants.iter().any(below)
}

/// A plan that this person sees, or not found.
pub(super) async fn plan(signed: &Signed, id: ExamPlanId) -> Result<Plan> {
    let mut conn = signed.read().await?;
    let plan = store::plan::plan(&mut conn, id, false).await?;
    plan.filter(|plan| concerns(&signed.who, READERS, plan)).ok_or(Error::NotFound)
}

/// A draft of a plan that this person sees, or not found.
pub(super) async fn draft(
    signed: &Signed,
    (plan_id, id): (ExamPlanId, DraftId),
) -> Result<(Plan, Draft)> {
    let plan = plan(signed, plan_id).await?;
    let mut conn = signed.read().await?;
    let drafts = store::draft::drafts(&mut conn, plan.id, Some(id)).await?;
    Ok((plan, drafts.into_iter().next().ok_or(Error::NotFound)?))
}

/// A plan that this person sees and that is published, or not found.
pub(crate) async fn published(signed: &Signed, id: ExamPlanId) -> Result<Plan> {
    let plan = plan(signed, id).await?;
    if plan.published_at.is_some() { Ok(plan) } else { Err(Error::NotFound) }
}
